import { priceOf, SECONDS_PER_CREDIT } from '../../domain/price.ts';
import { formatNumber, pluralize } from '../../lib/text.ts';
import { duration } from './video-format.ts';

const MINUTES = SECONDS_PER_CREDIT / 60;

/** The form's title and buttons. */
export const FORM = { title: 'Make a video', submit: 'Make video', close: 'Cancel' } as const;

/** The script's fields: the first one, and its continuations. */
export const SCRIPT = {
  label: 'Script',
  hint: `150 words ≈ 1 minute. 1 credit per ${MINUTES} minutes, rounded up.`,
  placeholder: 'What should the avatar say?',
  continuation: 'Continues the part above',
} as const;

/** The label of the script's second field and of those after it. */
export const scriptPart = (number: number): string => `Script, part ${number}`;

/** The two pickers. */
export const PICKERS = {
  avatar: { label: 'Avatar', placeholder: 'Type a name, style or age' },
  voice: { label: 'Voice', placeholder: 'Type a name, language or accent' },
} as const;

/** The filters for the avatars. */
export const FILTERS = {
  label: 'Filter avatars',
  placeholder: 'Style, gender, age',
  other: 'Other',
} as const;

export const SHAPE = 'Shape';
export const CAPTIONS = { label: 'Captions', show: 'Show captions' } as const;
export const VIDEO_TITLE = {
  label: 'Title',
  placeholder: 'Default: the first words of the script',
} as const;

/** The channel of the video, if the form asks for it. */
export const CHANNEL = {
  label: 'Channel',
  hint: 'Your video appears here. The app must be in this channel.',
} as const;

/** The fields under “More options”. */
export const OPTIONS = {
  audioLink: 'Use your own audio instead: link',
  audioHint: 'A public mp3, wav or m4a file: up to 20 MB and 10 minutes.',
  audioPlaceholder: 'https://…',
  audioFile: '…or upload a file',
  background: 'Background',
} as const;

/** The buttons between the fields. */
export const FORM_BUTTONS = {
  longer: 'Longer script',
  shorter: 'Shorter script',
  more: 'More options',
  fewer: 'Fewer options',
  clear: 'Clear and hide options',
  cleanUp: 'Clean up the script',
  undo: 'Undo',
} as const;

/** Errors below the fields of a rejected form. */
export const FORM_ERRORS = {
  noScript: 'Write what the avatar should say.',
  noScriptNorAudio: 'Write what the avatar should say, or add your own audio below.',
  noAvatar: 'Choose an avatar from the list.',
  noVoice: 'Choose a voice from the list.',
  noShape: 'Choose a shape.',
  noChannel: 'Choose the channel for your video.',
  audioLink: 'Use a public link that begins with https://.',
  audioKind: 'Upload an mp3, wav or m4a file.',
  audioSize: 'Upload a file of at most 20 MB. An mp3 is the smallest.',
  audioTwice: 'Use a link or a file, not both. Clear one of them.',
  audioAndScript: 'Use a script or your own audio, not both. Clear one of them.',
} as const;

/** Errors about a choice that Jogg does not offer, below its field and on submission. */
export const CHOICE_ERRORS = {
  avatarGone: 'Jogg no longer has this avatar. Choose another one.',
  voiceGone: 'Jogg no longer has this voice. Choose another one.',
} as const;

/**
 * The error for an avatar that is not available in `shape`. `avatarShape`: its own shape; null if
 * Jogg does not give it.
 */
export function notInShape(choice: {
  readonly name: string;
  readonly avatarShape: string | null;
  readonly shape: string;
  /** The same person's avatar in that shape; null if there is none. */
  readonly alternative: string | null;
}): string {
  const { name, avatarShape, shape } = choice;
  const other = choice.alternative === null ? 'another avatar' : `“${choice.alternative}”`;
  return avatarShape
    ? `${name} is made for ${avatarShape}, not ${shape}. Choose ${other} or the shape ${avatarShape}.`
    : `${name} is not made for ${shape}. Choose ${other} or another shape.`;
}

/** The headings of the groups in both pickers. */
export const PICKER_GROUPS = {
  recent: 'Recent',
  yours: 'Yours',
  public: 'Public',
  otherVoices: 'Other voices',
  notIn: (shape: string): string => `Not in ${shape}`,
  /** At the end of a heading: how many options of its group were omitted. */
  more: (count: number): string => ` (${formatNumber(count)} more – type to search)`,
  /** At the end of the last heading: how many options of all groups were omitted. */
  moreInAll: (count: number): string => ` (${formatNumber(count)} more in all – type to search)`,
} as const;

/** The kinds of filters for the avatars. */
export const FACETS = { style: 'Style', gender: 'Gender', age: 'Age' } as const;

/** The two lines of an empty picker. `what`: `avatars` or `voices`. */
export const emptyPicker = (what: string) => ({
  failed: [`We can’t load Jogg’s ${what} right now`, 'Type again in a minute'] as const,
  loading: [`Loading ${what} from Jogg…`, 'Type again in a moment'] as const,
});

/**
 * The price: `≈ 74 words · about 0:30 · 1 credit`, and the words in excess of the last full credit.
 */
export function priceLine(content: {
  readonly script: string;
  readonly ownAudio: boolean;
}): string {
  const { words, seconds, credits, excessWords } = priceOf(content.script);
  if (words === 0)
    return content.ownAudio
      ? `Price: 1 credit per ${MINUTES} minutes of your audio, rounded up`
      : `Price: 1 credit up to ${MINUTES} minutes`;
  const cost = pluralize(credits, 'credit');
  const length = `≈ ${pluralize(words, 'word')} · about ${duration(seconds)} · ${cost}`;
  if (credits < 2) return length;
  return `${length} (${pluralize(excessWords, 'word')} over ${(credits - 1) * MINUTES} minutes)`;
}

/** Beside a price that may be inaccurate. */
export const ROUGH_PRICE = 'A rough estimate: numbers, links and long words vary in length.';

/** The balance, if Jogg gives it. */
export const balanceLine = (balance: number): string =>
  `Balance: ${pluralize(balance, 'credit')} (according to Jogg)`;

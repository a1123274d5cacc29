import type { Marks } from '../../domain/script/markup.ts';
import { hasSpeech } from '../../domain/script/speech.ts';
import { formatNumber } from '../../lib/text.ts';
import { placeholdersIn } from '../reading/mention-marks.ts';
import type { MessageText } from '../reading/message-to-text.ts';

/** Why the pickers are empty. */
export const LISTS_NOTE = {
  loading: 'Loading avatars and voices from Jogg… You can pick them in a moment.',
  absent: 'We can’t load Jogg’s avatars and voices right now. Type in a field to try again.',
} as const;

/** The picture of the selected avatar, or the reason for its absence. */
export const PICTURE = {
  loading: 'Loading picture…',
  none: 'No picture of this avatar.',
  notHere: 'We can’t show this avatar’s picture here: ',
  link: 'open it',
  nameless: 'this avatar',
} as const;

/** The alternative text of an avatar's picture. */
export const pictureAlt = (avatar: string): string => `Picture of the avatar ${avatar}`;

/** The link to a sample of the selected voice. */
export const listenTo = (voice: string): string => `Listen to ${voice}`;
export const NAMELESS_VOICE = 'this voice';

/** A transparent video has no captions. */
export const CAPTIONS_UNAVAILABLE =
  'A transparent video can’t have captions, so this one will have none.';

/** The script is too long for the form: how many characters fit, and how many were omitted. */
export function scriptTooLongNote(max: number, excess: number): string {
  const [holds, lost] = [formatNumber(max), formatNumber(excess)];
  return `The form holds ${holds} characters. The last ${lost} were left out.`;
}

/** Why a video cannot appear in a channel. `app`: the app's handle; empty if unknown. */
export function absenceText(absence: 'join' | 'invite' | 'unseen' | 'people', app: string): string {
  const invite = app === '' ? 'invite the app there' : `type /invite ${app} there`;
  return {
    join: 'The app isn’t in this channel yet, so your video can’t appear there.',
    invite: `The app isn’t in this channel yet. Before you make a video, ${invite}.`,
    unseen: `The app can’t see this channel. If it’s private, ${invite} first.`,
    people: 'Slack doesn’t let apps post in this direct message. Type /jogg in a channel instead.',
  }[absence];
}
/** The button with which the app joins the channel. */
export const joinLabel = (app: string): string =>
  app === '' ? 'Add the app' : `Add ${app} to the channel`;

/** The draft that the form or the Home tab offers, and when it was saved. */
export const DRAFT = {
  before: (text: string): string => `You have a draft: “${text}” · `,
  /** Slack's date format, and the fallback text. */
  when: '{date_short_pretty} at {time}',
  utc: (time: string): string => `${time} UTC`,
  go: 'Continue',
  discard: 'Discard',
} as const;

/** The person's recent looks, one button each. */
export const LOOKS = { title: 'Recent looks', noCaptions: 'no captions' } as const;

/** Compares the voice's language with the script's. Names of languages are in English. */
export const VOICE_NOTES = {
  proposed: (script: string, voice: string): string =>
    `Your script looks ${script}, so the voice is now ${voice}.`,
  clash: (script: string, spoken: string): string =>
    `This voice speaks ${spoken}. Your script looks ${script}.`,
  nobody: (script: string, spoken: string | null): string =>
    `Your script looks ${script}, but no voice here speaks it.${
      spoken === null ? '' : ` This one speaks ${spoken}.`
    }`,
  unsure: (spoken: string): string =>
    `This voice speaks ${spoken}. Check that it fits: we can’t tell the language of your script.`,
} as const;
/** The same note when it stops the form once. */
export const confirmVoiceNote = (note: string): string =>
  `${note} If that’s right, press “Make video” again.`;

/** Singular and plural, in the order of the line. Style marks are named by their characters. */
const MARKS: readonly (readonly [keyof Marks, string, string] | readonly [keyof Marks])[] = [
  ['heading', 'heading', 'headings'],
  ['list', 'list item', 'list items'],
  ['quote', '> mark', '> marks'],
  ['table', 'table', 'tables'],
  ['divider', 'dividing line', 'dividing lines'],
  ['code_block', 'code block', 'code blocks'],
  ['code', 'piece of code', 'pieces of code'],
  ['link', 'link', 'links'],
  ['image', 'image', 'images'],
  ['address', 'web address', 'web addresses'],
  ['email', 'email address', 'email addresses'],
  ['tag', 'tag', 'tags'],
  ['entity', 'HTML character', 'HTML characters'],
  ['mention', 'Slack mention', 'Slack mentions'],
  ['emoji', 'emoji code', 'emoji codes'],
  ['**'],
  ['__'],
  ['~~'],
  ['*'],
  ['_'],
  ['~'],
];

/** `2 links, 1 code block, ** marks`; empty without marks. */
function formatMarks(marks: Marks): string {
  return MARKS.flatMap(([mark, one, more]) => {
    const count = marks[mark] ?? 0;
    if (count === 0) return [];
    return one === undefined
      ? `${mark} marks`
      : `${formatNumber(count)} ${count === 1 ? one : more}`;
  }).join(', ');
}

/** The person changed the script after the clean-up. */
export const NOT_UNDONE = 'You’ve changed the script since then, so it stays as it is.';

/** Lists what Jogg would read out although it is markup; null without markup. */
export function readAloudNote(marks: Marks, isAfterCleanUp: boolean): string | null {
  const what = formatMarks(marks);
  return what === '' ? null : `Jogg would ${isAfterCleanUp ? 'still ' : ''}read out: ${what}.`;
}

/** Lists what a clean-up removed. */
export function removedNote(marks: Marks): string {
  // E-mail addresses stay in the script, as `readAloudNote` says.
  const note = `Removed: ${formatMarks({ ...marks, email: 0 })}.`;
  return marks.code_block === undefined
    ? note
    : `${note} The text inside the code is still there. Delete it if nobody should hear it.`;
}

const ONLY_OTHER_CONTENT: Readonly<Record<MessageText['otherContent'], string>> = {
  emoji: 'This message has only emoji.',
  images: 'This message has only an image.',
  files: 'This message has only a file.',
  nothing: 'This message has no words.',
};

/** Names the placeholders in a script; undefined without any. */
export function missingNames(script: string): string | undefined {
  const found = placeholdersIn(script);
  if (found.length === 0) return undefined;
  const where = found.map((each) => `“${each}”`).join(' and ');
  return `Slack didn’t tell us every name. Replace ${where} in the script.`;
}

/** Notes on a script that was made from a message; undefined if the script is complete. */
export function scriptNotice(
  script: string,
  { otherContent, hasSkippedPreviews }: Omit<MessageText, 'text'>,
): string | undefined {
  const notes = [
    ...(hasSpeech(script)
      ? []
      : [`${ONLY_OTHER_CONTENT[otherContent]} Write what the avatar should say.`]),
    missingNames(script),
    ...(hasSkippedPreviews ? ['Link previews are not part of the script.'] : []),
  ].filter(Boolean);
  return notes.length === 0 ? undefined : notes.join(' ');
}

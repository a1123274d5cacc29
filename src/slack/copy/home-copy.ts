import { pluralize } from '../../lib/text.ts';
import { plain } from '../blocks/escape.ts';

/** The headings of the Home tab, each followed by the number of its videos. */
export const HOME = {
  yours: 'Your videos',
  first: 'Make your first video',
  inProgress: 'In progress',
  ready: 'Ready',
  failed: 'Failed or cancelled',
} as const;

/** The heading of a group, with the number of its videos. */
export const groupHeading = (name: string, total: number): string => `${name} (${total})`;

/** The buttons that do not belong to a video. */
export const HOME_BUTTONS = {
  make: 'Make a video',
  refresh: 'Refresh',
  example: 'Try an example',
  showAll: 'Show all',
  hide: 'Hide',
} as const;

/** The button that unfolds the videos without a result. */
export const showFailed = (total: number): string => `Show failed or cancelled (${total})`;

/** For a person who has not made a video yet. `app`: the app's handle. */
export const welcomeLines = (app: string): string[] => [
  'Write a few sentences and choose who says them. The video arrives a few minutes later.',
  `• In a channel: type /invite ${app} once. Then type /jogg, or /jogg and your script.`,
  '• On a message: choose “Make a video from this” in its menu.',
  `• In a thread: mention ${app}.`,
];

/** The initial values of the next form. */
export const startsWith = (choices: readonly string[]): string =>
  `Your next video starts with: ${choices.join(', ')}`;
export const STARTS_WITH = {
  noAvatar: 'no avatar',
  noVoice: 'no voice',
  anyVoice: 'automatic voice',
  captions: 'captions on',
  noCaptions: 'captions off',
} as const;

/** How many failed videos are not shown. */
export const failedMore = (more: number): string =>
  `… and ${more} more: type /jogg list in a channel`;

/** The search in a person's own videos. */
export const SEARCH = {
  label: 'Search your videos',
  placeholder: 'Title, script, avatar or voice, then Enter',
} as const;

/** The answer to a search without a match; for an empty `query`, to an empty list. */
export const nothingFound = (query: string): string =>
  query === '' ? 'There’s nothing to show.' : `No video matches “${query}”.`;

/** The estimated cost of a person's videos of this month. */
export function monthLine(usage: { readonly videos: number; readonly credits: number }): string {
  const { videos, credits } = usage;
  return `This month: ${pluralize(videos, 'video')}, about ${pluralize(credits, 'credit')}`;
}

/** Where a video without a channel is. */
export const IN_DIRECT_MESSAGE = 'a direct message';

/** The time of a request, in Slack's date format. `day`: the fallback text. */
export const dateMark = (seconds: number, day: string): string =>
  `<!date^${seconds}^{date_short_pretty} at {time}|${day}>`;

/** A workspace's own Jogg key, as far as it may be shown. */
export interface OwnKey {
  readonly last4: string;
}

/** The Jogg account of a workspace, in the Home tab and its form. Only admins see it. */
export const JOGG_KEY_COPY = {
  heading: 'Jogg account',
  shared: 'This workspace uses the Jogg account of the person who runs the app.',
  own: ({ last4 }: OwnKey): string =>
    `This workspace uses its own Jogg account. Its key ends in ${plain(last4, 4)}.`,
  noAdmins:
    'The app can’t see who is an admin here. Add the scope users:read, then install it again.',
  set: 'Use your own Jogg key',
  change: 'Change the key',
  remove: 'Stop using this key',
  removeTitle: 'Stop using this key?',
  removeText:
    'New videos will use the Jogg account of the person who runs the app. Videos in progress aren’t affected.',
  keepKey: 'Keep it',
  title: 'Your Jogg key',
  label: 'API key',
  hint: 'Find it at app.jogg.ai → API. We check it, store it encrypted, and show only its last four characters.',
  about: 'Once it’s saved, this Jogg account pays for the workspace’s new videos.',
  save: 'Save',
  cancel: 'Cancel',
  unsendable: 'This isn’t a Jogg key. Paste it without spaces.',
  refused: 'Jogg refuses this key. Copy it again from app.jogg.ai → API.',
  unanswered: 'Jogg doesn’t answer right now, so nothing is saved. Try again in a minute.',
  notSaved: 'We couldn’t save the key. Try again in a minute.',
  notAdmin: 'Only an admin of this workspace can set its Jogg key.',
} as const;

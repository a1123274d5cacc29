import { pluralize } from '../../lib/text.ts';
import { plain } from '../blocks/escape.ts';

/** The Home tab's headings; the group's number of videos stands behind each. */
export const HOME = {
  yours: 'Your videos',
  first: 'Make your first video',
  inProgress: 'In progress',
  ready: 'Ready',
  failed: 'Failed or cancelled',
} as const;
export const groupHeading = (name: string, total: number): string => `${name} (${total})`;

/** Its buttons, but those of a video. */
export const HOME_BUTTONS = {
  make: 'Make a video',
  refresh: 'Refresh',
  example: 'Try an example',
  showAll: 'Show all',
  hide: 'Hide',
} as const;
export const showFailed = (total: number): string => `Show failed or cancelled (${total})`;

/** To somebody who has never made a video; `app` is the app's handle. */
export const welcomeLines = (app: string): string[] => [
  'Write a few sentences and choose who says them. The video arrives a few minutes later.',
  `• In a channel: type /invite ${app} once. Then type /jogg, or /jogg and your script.`,
  '• On a message: choose “Make a video from this” in its menu.',
  `• In a thread: mention ${app}.`,
];

/** What the next form is filled in with. */
export const startsWith = (choices: readonly string[]): string =>
  `Your next video starts with: ${choices.join(', ')}`;
export const STARTS_WITH = {
  noAvatar: 'no avatar',
  noVoice: 'no voice',
  anyVoice: 'automatic voice',
  captions: 'captions on',
  noCaptions: 'captions off',
} as const;

/** More failed videos than are shown. */
export const failedMore = (more: number): string =>
  `… and ${more} more: type /jogg list in a channel`;

/** The search over one's own videos. */
export const SEARCH = {
  label: 'Search your videos',
  placeholder: 'Title, script, avatar or voice, then Enter',
} as const;
export const nothingFound = (query: string): string =>
  query === '' ? 'There’s nothing to show.' : `No video matches “${query}”.`;

/** What one's videos of this month may have cost. */
export function monthLine(usage: { readonly videos: number; readonly credits: number }): string {
  const { videos, credits } = usage;
  return `This month: ${pluralize(videos, 'video')}, about ${pluralize(credits, 'credit')}`;
}

/** Where a video without a channel is. */
export const IN_DIRECT_MESSAGE = 'a direct message';

/** When it was asked for, as Slack writes a time; `day` where it cannot. */
export const dateMark = (seconds: number, day: string): string =>
  `<!date^${seconds}^{date_short_pretty} at {time}|${day}>`;

/** A workspace's own Jogg account, as people may see it. */
export interface OwnKey {
  readonly last4: string;
}

/** What Home and the form say about the Jogg account of a workspace; only its admins see it. */
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

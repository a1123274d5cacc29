import { pluralize } from '../../lib/text.ts';

/** The label of a button that closes a view without doing anything. */
export const CLOSE = 'Close';

/** The whole script of a video. */
export const TRANSCRIPT = {
  title: 'Transcript',
  none: 'This video uses a recording, so there’s no script to show.',
} as const;

/** Where to share a result. */
export const SHARE = {
  title: 'Share video',
  submit: 'Share',
  cancel: 'Cancel',
  where: 'Where to share it',
  hint: 'People there see the video and its title, never the script. The app must be in that channel.',
} as const;

/** Whether to make a finished video once more. */
export const AGAIN = {
  title: 'Make it again?',
  submit: 'Make it again',
  cancel: 'Not now',
} as const;

/** Its price in credits, and the balance of the Jogg account where Jogg tells it. */
export function makeAgainCost({ credits, balance }: { credits: number; balance: number | null }) {
  const cost = `This makes the same video once more and costs ${pluralize(credits, 'credit')}.`;
  return balance === null ? cost : `${cost} The Jogg account has ${pluralize(balance, 'credit')}.`;
}

/** What a view calls a video without a title. */
export const A_VIDEO = 'Your video';

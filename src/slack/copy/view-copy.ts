import { pluralize } from '../../lib/text.ts';

/** The button that closes a view without any action. */
export const CLOSE = 'Close';

/** The view with a video's whole script. */
export const TRANSCRIPT = {
  title: 'Transcript',
  none: 'This video uses a recording, so there’s no script to show.',
} as const;

/** The view that asks where to share a result. */
export const SHARE = {
  title: 'Share video',
  submit: 'Share',
  cancel: 'Cancel',
  where: 'Where to share it',
  hint: 'People there see the video and its title, never the script. The app must be in that channel.',
} as const;

/** The view that asks whether to make a finished video again. */
export const AGAIN = {
  title: 'Make it again?',
  submit: 'Make it again',
  cancel: 'Not now',
} as const;

/** The price in credits, and the balance of the Jogg account if Jogg gives it. */
export function makeAgainCost({ credits, balance }: { credits: number; balance: number | null }) {
  const cost = `This makes the same video once more and costs ${pluralize(credits, 'credit')}.`;
  return balance === null ? cost : `${cost} The Jogg account has ${pluralize(balance, 'credit')}.`;
}

/** The name of a video without a title. */
export const A_VIDEO = 'Your video';

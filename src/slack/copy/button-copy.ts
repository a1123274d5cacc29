import type { Video } from '../../domain/video/video.ts';
import type { ACTION_IDS } from '../blocks/action-ids.ts';

/** The labels of the buttons in messages and in the Home tab. */
export const BUTTONS = {
  watch: 'Watch',
  share: 'Share',
  transcript: 'Transcript',
  cancel: 'Cancel video',
  retry: 'Try again',
  retryThere: 'Try again there',
  makeHere: 'Make it here',
  checkAgain: 'Check again',
  sendAgain: 'Send again',
  giveUp: 'Give up',
  newer: 'Newer',
  older: 'Older',
} as const;

/** The menu of a finished video, and its options. */
export const REMIX = 'Remix';
export const REMIX_LABELS: Readonly<Record<keyof typeof ACTION_IDS.remix, string>> = {
  script: 'Edit script',
  avatar: 'Change avatar',
  voice: 'Change voice',
  shape: 'Change shape',
  again: 'Again',
};

/** The text of a confirmation dialog. */
export interface Question {
  readonly title: string;
  readonly text: string;
  readonly confirm: string;
  readonly deny: string;
}

/** Asks for confirmation to cancel, and says what may still be charged. */
export function cancelQuestion({ state }: Video): Question {
  const isSubmitted = state === 'rendering' || state === 'submitting';
  return {
    title: 'Cancel this video?',
    text: isSubmitted
      ? 'Jogg has started it and may still charge for it. You won’t see the result.'
      : 'Nothing has been paid yet. If Jogg starts it this very moment, it may still charge for it.',
    confirm: 'Cancel it',
    deny: 'Keep it',
  };
}

/**
 * Asks for confirmation to send again. With a candidate, it warns that a second payment is likely.
 */
export function sendAgainQuestion({ candidate }: Video): Question {
  return {
    title: 'Send it to Jogg again?',
    text:
      candidate === null
        ? 'If Jogg started it the first time, this costs a second time.'
        : 'We already found a video at Jogg that is probably this one. Press “Not now”, then “Check again” to see it. If it’s yours, sending it again costs a second time.',
    confirm: BUTTONS.sendAgain,
    deny: 'Not now',
  };
}

/** Asks for confirmation to give up on an unconfirmed video. */
export const GIVE_UP_QUESTION: Question = {
  title: 'Give up on this video?',
  text: 'If Jogg started it, it may still charge for it. You won’t see the result.',
  confirm: BUTTONS.giveUp,
  deny: 'Not now',
};

/** The label of the button that takes a candidate. */
export const takeCandidateLabel = (title: string): string => `It’s this one: ${title}`;

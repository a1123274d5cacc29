import type { Transition } from './effect.ts';
import type { State, Video } from './video.ts';

/** Nothing was asked of Jogg yet, so nothing is paid. */
export function isUnpaid(state: State): boolean {
  return state === 'requested' || state === 'announced';
}

/** A video can still be cancelled. One that is being handed to Jogg can be afterwards. */
export function isInProgress(state: State): boolean {
  return (
    isUnpaid(state) || state === 'submitting' || state === 'rendering' || state === 'unconfirmed'
  );
}

/** The video is made. */
export function hasResult(state: State): boolean {
  return state === 'ready' || state === 'delivered';
}

/** The video failed, expired or was cancelled: it can be tried again. */
export function endedWithoutResult(state: State): boolean {
  return state === 'failed' || state === 'expired' || state === 'cancelled';
}

/** Nothing but messages can still happen to the video. */
export function isFinal(state: State): boolean {
  return state === 'delivered' || endedWithoutResult(state);
}

/**
 * Whether a crash of the machine, never one of the process, may forget a video that is stored
 * before its next effect: while Jogg renders, what a poll brought can be asked again, and a card
 * can be edited again. What was posted, paid or chosen is never forgotten. The next thing that may
 * not happen twice is stored for good, and all before it.
 */
export function canSkipSync(before: Video | undefined, { video, effect }: Transition): boolean {
  if (before?.state !== 'rendering' || before.posts !== video.posts) return false;
  // That a poll was begun only keeps the next one 5 s away; no machine is back so soon.
  return effect.type === 'edit' || (effect.type === 'poll' && video.state === 'rendering');
}

import type { Transition } from './effect.ts';
import type { State, Video } from './video.ts';

/** Whether Jogg was not asked yet, so that nothing is paid. */
export function isUnpaid(state: State): boolean {
  return state === 'requested' || state === 'announced';
}

/** Whether a video can still be cancelled. While `submitting`, the command waits for the answer. */
export function isInProgress(state: State): boolean {
  return (
    isUnpaid(state) || state === 'submitting' || state === 'rendering' || state === 'unconfirmed'
  );
}

/** Whether the video is made. */
export function hasResult(state: State): boolean {
  return state === 'ready' || state === 'delivered';
}

/** Whether the video failed or took too long. */
export function hasFailed(state: State): boolean {
  return state === 'failed' || state === 'expired';
}

/** Whether the video failed, expired or was cancelled, so that it can be tried again. */
export function endedWithoutResult(state: State): boolean {
  return hasFailed(state) || state === 'cancelled';
}

/** Whether the state never changes any more; messages may still follow. */
export function isFinal(state: State): boolean {
  return state === 'delivered' || endedWithoutResult(state);
}

/**
 * Whether a video may be stored without waiting for the disk, so that a crash of the machine, but
 * not of the process, may lose it. This is safe while Jogg renders: the poll or the edit is simply
 * repeated. Posts, payments and commands are always synced, and with them all earlier writes.
 */
export function canSkipSync(before: Video | undefined, { video, effect }: Transition): boolean {
  if (before?.state !== 'rendering' || before.posts !== video.posts) return false;
  // The record of a started poll only delays the next one by 5 s. No machine restarts so fast.
  return effect.type === 'edit' || (effect.type === 'poll' && video.state === 'rendering');
}

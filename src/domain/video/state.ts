import type { State } from './video.ts';

/** Nothing was asked of Jogg yet, so nothing is paid. */
export function isUnpaid(state: State): boolean {
  return state === 'requested' || state === 'announced';
}

/** A video can still be cancelled. One that is being handed to Jogg can be afterwards. */
export function isUnderWay(state: State): boolean {
  return (
    isUnpaid(state) || state === 'submitting' || state === 'rendering' || state === 'unconfirmed'
  );
}

/** The video is made. */
export function isMade(state: State): boolean {
  return state === 'ready' || state === 'delivered';
}

/** The video failed, expired or was cancelled: it can be tried again. */
export function isUnmade(state: State): boolean {
  return state === 'failed' || state === 'expired' || state === 'cancelled';
}

/** Nothing but messages can still happen to the video. */
export function isFinal(state: State): boolean {
  return state === 'delivered' || isUnmade(state);
}

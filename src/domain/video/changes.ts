import { isDirectMessage } from '../conversation.ts';
import type { DecisionContext } from './effect.ts';
import { GIVE_UP_AFTER_MS } from './schedule.ts';
import type { Failure, State, Video } from './video.ts';

/** The video in another state since now. */
export function withState(video: Video, state: State, { now }: DecisionContext): Video {
  return { ...video, state, since: now };
}

/** The video as failed. */
export function withFailure(video: Video, failure: Failure, context: DecisionContext): Video {
  return withState({ ...video, failure }, 'failed', context);
}

/** A failure without a request id. */
export function failureFor(reason: Failure['reason'], detail: string | null = null): Failure {
  return { reason, detail, rid: null };
}

/** A message gets at least this many tries, even if the app was down for a day. */
const MIN_TRIES = 5;

/**
 * Moves a ready video to `delivered` once a message shows its result, or the card alone can. Moves
 * it to `failed` if no message can show it.
 */
export function finalize(video: Video, context: DecisionContext): Video {
  if (video.state !== 'ready') return video;
  const { card, result, direct } = video.posts;
  const isShown = result?.status === 'sent' || (result?.status === 'unknown' && !video.cardGone);
  if (isShown || direct?.status === 'sent' || direct?.status === 'unknown')
    return withState(video, 'delivered', context);
  if (direct?.status !== 'refused') return video;
  if (card?.status !== 'sent' || video.cardGone)
    return withFailure(video, failureFor('cannot_post', direct.refusal), context);
  return video.cardVersion === 'ready' ? withState(video, 'delivered', context) : video;
}

/** Whether Slack has rejected a message for a day, so that the app stops trying. */
export function isOverdue(video: Video, tries: number, { now }: DecisionContext): boolean {
  return tries >= MIN_TRIES && now >= video.since + GIVE_UP_AFTER_MS;
}

/** Whether a video's thread is in its requester's direct message with the app. */
export function isDirect({ origin, requester }: Video): boolean {
  return origin.channel === requester || isDirectMessage(origin.channel);
}

import type { DecisionContext } from './effect.ts';
import type { Failure, State, Video } from './video.ts';

/** The video in another state, from now on. */
export function moved(video: Video, state: State, { now }: DecisionContext): Video {
  return { ...video, state, since: now };
}

/** The video as failed. */
export function failed(video: Video, failure: Failure, context: DecisionContext): Video {
  return moved({ ...video, failure }, 'failed', context);
}

/** A failure without further details. */
export function because(reason: Failure['reason'], detail: string | null = null): Failure {
  return { reason, detail, rid: null };
}

import type { Moment } from './step.ts';
import type { Failure, State, Video } from './video.ts';

/** A video in another state, from now on. */
export function moved(video: Video, state: State, { now }: Moment): Video {
  return { ...video, state, since: now };
}

/** A video that came to nothing. */
export function failed(video: Video, failure: Failure, moment: Moment): Video {
  return moved({ ...video, failure }, 'failed', moment);
}

/** A failure that nobody said more about. */
export function because(reason: Failure['reason'], detail: string | null = null): Failure {
  return { reason, detail, rid: null };
}

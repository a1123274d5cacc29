import type { DecisionContext } from './effect.ts';
import type { PrepareOutcome } from './outcome.ts';
import { retryDelay } from './schedule.ts';
import type { Video } from './video.ts';

/** Applies the outcome of an audio upload, which comes before paying. */
export function afterPrepare(
  video: Video,
  outcome: PrepareOutcome,
  context: DecisionContext,
): Video {
  if (video.state !== 'announced') return video;
  switch (outcome.kind) {
    case 'done':
      return { ...video, audioUrl: outcome.audioUrl, submit: { tries: 0, notBefore: 0 } };
    case 'later': {
      const tries = video.submit.tries + 1;
      const notBefore = context.now + retryDelay(tries, outcome.afterMs, context.random);
      return { ...video, submit: { tries, notBefore } };
    }
    case 'refused':
      return { ...video, failure: outcome.failure, state: 'failed', since: context.now };
  }
}

/** Whether the order's audio must still be uploaded before paying. */
export function awaitsAudio(video: Video): boolean {
  return video.order.audio !== null && video.audioUrl === null;
}

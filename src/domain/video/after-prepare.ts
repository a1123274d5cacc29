import type { PrepareOutcome } from './outcome.ts';
import { retryGap } from './pace.ts';
import type { Moment } from './step.ts';
import type { Video } from './video.ts';

/** Takes in what became of handing a recording to Jogg, while nothing is paid yet. */
export function afterPrepare(video: Video, outcome: PrepareOutcome, moment: Moment): Video {
  if (video.state !== 'announced') return video;
  switch (outcome.kind) {
    case 'done':
      return { ...video, audioUrl: outcome.audioUrl, submit: { tries: 0, notBefore: 0 } };
    case 'later': {
      const tries = video.submit.tries + 1;
      const notBefore = moment.now + retryGap(tries, outcome.afterMs, moment.roll);
      return { ...video, submit: { tries, notBefore } };
    }
    case 'refused':
      return { ...video, failure: outcome.failure, state: 'failed', since: moment.now };
  }
}

/** Whether the order's recording must still be handed to Jogg before anything can be paid. */
export function awaitsAudio(video: Video): boolean {
  return video.order.audio !== null && video.audioUrl === null;
}

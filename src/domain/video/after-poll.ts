import { failureFor, withFailure, withState } from './changes.ts';
import type { DecisionContext } from './effect.ts';
import type { PollOutcome } from './outcome.ts';
import { withOutdatedReplies } from './reply-edit.ts';
import { GIVE_UP_AFTER_MS, pollDelay } from './schedule.ts';
import type { Failure, Result, Video } from './video.ts';
import { NO_FILE } from './video-file.ts';

/** Jogg may not know a new project's id for this long. */
const ABSENCE_TOLERANCE_MS = 120_000;
/**
 * One more anomaly in a row than this ends the polling. Anomalies are: finished without a link, an
 * unknown id, a link with an unknown status. Jogg gives no link while it renders, so a link with a
 * new status means that the video is finished.
 */
const MAX_ANOMALIES = 5;
/** No video expires after fewer polls than this, since the clock may be wrong. */
const MIN_POLLS_TO_GIVE_UP = 60;

/** Applies the outcome of a poll. */
export function afterPoll(video: Video, outcome: PollOutcome, context: DecisionContext): Video {
  if (video.state !== 'rendering') return video;
  const { now } = context;
  const elapsedMs = now - (video.submittedAt ?? now);
  const count = video.poll.count + 1;
  const pollAgain = (anomalies: number, minDelayMs = 0): Video => {
    if (elapsedMs >= GIVE_UP_AFTER_MS && count >= MIN_POLLS_TO_GIVE_UP)
      return withState(video, 'expired', context);
    const nextAt = now + Math.max(minDelayMs, pollDelay(video, context, elapsedMs));
    // A webhook does not shorten a wait that Jogg asked for.
    const notBefore = now + minDelayMs;
    const runningAt = outcome.kind === 'running' ? now : video.poll.runningAt;
    const poll = { count, asked: false, anomalies, nextAt, notBefore, lastAt: now, runningAt };
    return { ...video, poll };
  };
  switch (outcome.kind) {
    case 'running':
      return pollAgain(0);
    case 'later':
      return pollAgain(video.poll.anomalies, outcome.afterMs ?? 0);
    case 'absent':
      if (elapsedMs < ABSENCE_TOLERANCE_MS) return pollAgain(video.poll.anomalies);
      return video.poll.anomalies < MAX_ANOMALIES
        ? pollAgain(video.poll.anomalies + 1)
        : withFailure(video, failureFor('not_found'), context);
    case 'empty':
      return video.poll.anomalies < MAX_ANOMALIES
        ? pollAgain(video.poll.anomalies + 1)
        : withFailure(video, failureFor('no_video'), context);
    case 'unclear':
      return video.poll.anomalies < MAX_ANOMALIES
        ? pollAgain(video.poll.anomalies + 1)
        : asReady(video, outcome.result, context);
    case 'failed':
      return withFailure(video, outcome.failure, context);
    case 'succeeded':
      return asReady(video, outcome.result, context);
  }
}

/** Whether the render failed and Jogg has not said why. */
export function lacksReason<T extends { readonly failure: Failure | null }>(
  failed: T,
): failed is T & { readonly failure: Failure } {
  return failed.failure?.reason === 'rendering' && failed.failure.detail === null;
}

/**
 * Applies the reason of a failure that was reported without one. The card and the replies are
 * edited, so nobody is notified again.
 */
export function afterReason(video: Video, detail: string): Video {
  if (!lacksReason(video)) return video;
  return withOutdatedReplies({ ...video, failure: { ...video.failure, detail } });
}

function asReady(video: Video, result: Result, context: DecisionContext): Video {
  return withState({ ...video, result, file: { ...NO_FILE, status: 'wanted' } }, 'ready', context);
}

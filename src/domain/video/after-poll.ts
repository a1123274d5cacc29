import { failureFor, withFailure, withState } from './changes.ts';
import type { DecisionContext } from './effect.ts';
import type { PollOutcome } from './outcome.ts';
import { withOutdatedReplies } from './reply-edit.ts';
import { GIVE_UP_AFTER_MS, pollDelay } from './schedule.ts';
import type { Failure, Result, Video } from './video.ts';
import { NO_FILE } from './video-file.ts';

/** A project our request has just made may be unknown to Jogg's readers for this long. */
const ABSENCE_TOLERANCE_MS = 120_000;
/**
 * This many anomalous answers in a row end the polling: finished without a link, an unknown id, or
 * a link under an unknown status. Jogg gives no link while it renders, so a link that stays is a
 * video, and a new word for "finished" must not delay it by a day.
 */
const MAX_ANOMALIES = 5;
/** A video is never given up after fewer polls than this, whatever the clock says. */
const MIN_POLLS_TO_GIVE_UP = 60;

/** Applies Jogg's answer about a project to the video that waits for it. */
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

/** Whether Jogg failed to render it and has not said why. */
export function lacksReason(video: Video): video is Video & { readonly failure: Failure } {
  return video.failure?.reason === 'rendering' && video.failure.detail === null;
}

/**
 * The reason came later than the failure: the card and what was told of it are edited, and nobody
 * is called again.
 */
export function afterReason(video: Video, detail: string): Video {
  if (!lacksReason(video)) return video;
  return withOutdatedReplies({ ...video, failure: { ...video.failure, detail } });
}

function asReady(video: Video, result: Result, context: DecisionContext): Video {
  return withState({ ...video, result, file: { ...NO_FILE, status: 'wanted' } }, 'ready', context);
}

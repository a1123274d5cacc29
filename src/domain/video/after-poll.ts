import { failureFor, withFailure, withState } from './changes.ts';
import type { DecisionContext } from './effect.ts';
import type { PollOutcome } from './outcome.ts';
import { withOutdatedReplies } from './reply-edit.ts';
import { GIVE_UP_AFTER_MS, pollDelay } from './schedule.ts';
import type { Failure, Result, Video } from './video.ts';
import { NO_FILE } from './video-file.ts';

/** A project our request has just made may be unknown to Jogg's readers for this long. */
const ABSENT_TOLERATED_MS = 120_000;
/**
 * This many anomalous answers in a row end the polling: finished without a link, an unknown id, or
 * a link under an unknown status. Jogg gives no link while it renders, so a link that stays is a
 * video, and a new word for "finished" must not delay it by a day.
 */
const ODD_LOOKS = 5;
/** A video is never given up after fewer polls than this, whatever the clock says. */
const LEAST_LOOKS_TO_GIVE_UP = 60;

/** Applies Jogg's answer about a project to the video that waits for it. */
export function afterPoll(video: Video, outcome: PollOutcome, context: DecisionContext): Video {
  if (video.state !== 'rendering') return video;
  const { now } = context;
  const elapsed = now - (video.submittedAt ?? now);
  const count = video.poll.count + 1;
  const again = (anomalies: number, leastMs = 0): Video => {
    if (elapsed >= GIVE_UP_AFTER_MS && count >= LEAST_LOOKS_TO_GIVE_UP)
      return withState(video, 'expired', context);
    const nextAt = now + Math.max(leastMs, pollDelay(video, context, elapsed));
    // A webhook does not shorten a wait that Jogg asked for.
    const notBefore = now + leastMs;
    const runningAt = outcome.kind === 'running' ? now : video.poll.runningAt;
    const poll = { count, asked: false, anomalies, nextAt, notBefore, lastAt: now, runningAt };
    return { ...video, poll };
  };
  switch (outcome.kind) {
    case 'running':
      return again(0);
    case 'later':
      return again(video.poll.anomalies, outcome.afterMs ?? 0);
    case 'absent':
      if (elapsed < ABSENT_TOLERATED_MS) return again(video.poll.anomalies);
      return video.poll.anomalies < ODD_LOOKS
        ? again(video.poll.anomalies + 1)
        : withFailure(video, failureFor('not_found'), context);
    case 'empty':
      return video.poll.anomalies < ODD_LOOKS
        ? again(video.poll.anomalies + 1)
        : withFailure(video, failureFor('no_video'), context);
    case 'unclear':
      return video.poll.anomalies < ODD_LOOKS
        ? again(video.poll.anomalies + 1)
        : finished(video, outcome.result, context);
    case 'failed':
      return withFailure(video, outcome.failure, context);
    case 'succeeded':
      return finished(video, outcome.result, context);
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

function finished(video: Video, result: Result, context: DecisionContext): Video {
  return withState({ ...video, result, file: { ...NO_FILE, status: 'wanted' } }, 'ready', context);
}

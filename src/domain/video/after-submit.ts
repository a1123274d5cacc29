import { withFailure, withState } from './changes.ts';
import type { DecisionContext, VideoEvent } from './effect.ts';
import { projectOf, type SubmitOutcome } from './outcome.ts';
import { pollDelay, retryDelay } from './schedule.ts';
import { FRESH_POLL, type Receipt, type Video } from './video.ts';

/** Applies the limiter's answer: the paid request is sent next, or waits for its turn. */
export function afterReserve(
  video: Video,
  event: Extract<VideoEvent, { type: 'reserved' }>,
  context: DecisionContext,
): Video {
  if (video.state !== 'announced') return video;
  if (event.waitMs > 0) {
    const notBefore = context.now + event.waitMs;
    return { ...video, place: event.place ?? null, submit: { ...video.submit, notBefore } };
  }
  const asked = { askedAt: context.now, askedOf: event.account ?? null, answered: null };
  return withState({ ...video, ...asked, place: null }, 'submitting', context);
}

/** Applies the outcome of the paid request. */
export function afterSubmit(video: Video, outcome: SubmitOutcome, context: DecisionContext): Video {
  switch (outcome.kind) {
    case 'done': {
      const { now } = context;
      const nextAt = now + pollDelay(video, context, 0);
      return withState(
        {
          ...video,
          project: projectOf(outcome),
          submittedAt: now,
          poll: { ...FRESH_POLL, nextAt },
        },
        'rendering',
        context,
      );
    }
    case 'later': {
      const tries = video.submit.tries + 1;
      const notBefore = context.now + retryDelay(tries, outcome.afterMs, context.random);
      return withState({ ...video, submit: { tries, notBefore } }, 'announced', context);
    }
    case 'refused':
      return withFailure(video, outcome.failure, context);
    case 'unknown':
      return withState({ ...video, answered: outcome.answered ?? null }, 'unconfirmed', context);
  }
}

/** Whether a paid request of this video may have an answer that the record lacks. */
export function mayHaveReceipt({ state, askedAt, project }: Video): boolean {
  if (project !== null || askedAt === null) return false;
  return state === 'submitting' || state === 'unconfirmed' || state === 'announced';
}

/**
 * Applies the answer to a paid request that the run which received it could not store in the video.
 * The video continues from that answer and is not paid for again.
 */
export function afterReceipt(
  video: Video,
  { project, at }: Receipt,
  context: DecisionContext,
): Video {
  if (!mayHaveReceipt(video)) return video;
  const poll = { ...FRESH_POLL, nextAt: context.now + pollDelay(video, context, 0) };
  // The question in the direct message is settled, so the slot is free for the result.
  const { direct: _, ...posts } = video.posts;
  const updated = {
    ...video,
    posts,
    project,
    submittedAt: at,
    candidate: null,
    answered: null,
    poll,
  };
  return withState(updated, 'rendering', context);
}

import { withState } from './changes.ts';
import type { DecisionContext } from './effect.ts';
import { pollDelay } from './schedule.ts';
import { FRESH_POLL, type Receipt, type Video } from './video.ts';

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

import { withState } from './changes.ts';
import type { DecisionContext } from './effect.ts';
import { pollDelay } from './schedule.ts';
import { FRESH_POLL, type Receipt, type Video } from './video.ts';

/** Whether a paid request of this video may have an answer that its record does not know. */
export function mayHaveReceipt({ state, askedAt, project }: Video): boolean {
  if (project !== null || askedAt === null) return false;
  return state === 'submitting' || state === 'unconfirmed' || state === 'announced';
}

/**
 * Applies an answer that its receiver could not store in the video any more: the video goes on as
 * if it had been stored, and is not paid for again.
 */
export function afterReceipt(
  video: Video,
  { project, at }: Receipt,
  context: DecisionContext,
): Video {
  if (!mayHaveReceipt(video)) return video;
  const poll = { ...FRESH_POLL, nextAt: context.now + pollDelay(video, context, 0) };
  // The question in the direct message is answered: the result may be told there.
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

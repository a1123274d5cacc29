import type { DecisionContext } from './effect.ts';
import type { Post } from './post.ts';
import { MIN_POLL_GAP_MS } from './schedule.ts';
import { SLOTS, type Slot, type Video } from './video.ts';

/** No video waits for longer than this (ms). */
const MAX_WAIT_MS = 3_600_000;

/**
 * Brings forward the times that are too far in the future: they were computed by a clock that has
 * been set back since.
 */
export function clampFutureTimes(video: Video, { now, pollScale }: DecisionContext): Video {
  const { poll, submit, edit, file, posts } = video;
  const waits = [poll, submit, edit, file, ...Object.values(posts)].map((each) => each.notBefore);
  const isTooFar = (at: number) => at > now + MAX_WAIT_MS;
  if (!isTooFar(poll.nextAt) && !waits.some(isTooFar)) return video;

  const clampWait = <T extends { readonly notBefore: number }>(wait: T): T =>
    isTooFar(wait.notBefore) ? { ...wait, notBefore: now } : wait;
  const clampToNow = (at: number) => Math.min(at, now);
  const clampedPosts: { -readonly [S in Slot]?: Post } = {};
  for (const slot of SLOTS) {
    const post = posts[slot];
    if (post) clampedPosts[slot] = clampWait(post);
  }
  return {
    ...video,
    since: clampToNow(video.since),
    confirmedAt: clampToNow(video.confirmedAt),
    submittedAt: video.submittedAt === null ? null : clampToNow(video.submittedAt),
    posts: clampedPosts,
    submit: clampWait(submit),
    edit: clampWait(edit),
    file: clampWait(file),
    poll: {
      ...clampWait(poll),
      nextAt: isTooFar(poll.nextAt) ? now + MIN_POLL_GAP_MS * pollScale : poll.nextAt,
      lastAt: clampToNow(poll.lastAt),
    },
  };
}

import type { DecisionContext } from './effect.ts';
import type { Post } from './post.ts';
import { MIN_POLL_GAP_MS } from './schedule.ts';
import { SLOTS, type Slot, type Video } from './video.ts';

/** A video never waits for anything further away than this (ms). */
const FURTHEST_MS = 3_600_000;

/**
 * Brings times forward that no wait can explain: a clock was wrong when they were computed and has
 * been set back since.
 */
export function clampFutureTimes(video: Video, { now, pollScale }: DecisionContext): Video {
  const { poll, submit, edit, file, posts } = video;
  const waits = [poll, submit, edit, file, ...Object.values(posts)].map((each) => each.notBefore);
  const isFar = (at: number) => at > now + FURTHEST_MS;
  if (!isFar(poll.nextAt) && !waits.some(isFar)) return video;

  const soon = <T extends { readonly notBefore: number }>(wait: T): T =>
    isFar(wait.notBefore) ? { ...wait, notBefore: now } : wait;
  const past = (at: number) => Math.min(at, now);
  const sooner: { -readonly [S in Slot]?: Post } = {};
  for (const slot of SLOTS) {
    const post = posts[slot];
    if (post) sooner[slot] = soon(post);
  }
  return {
    ...video,
    since: past(video.since),
    confirmedAt: past(video.confirmedAt),
    submittedAt: video.submittedAt === null ? null : past(video.submittedAt),
    posts: sooner,
    submit: soon(submit),
    edit: soon(edit),
    file: soon(file),
    poll: {
      ...soon(poll),
      nextAt: isFar(poll.nextAt) ? now + MIN_POLL_GAP_MS * pollScale : poll.nextAt,
      lastAt: past(poll.lastAt),
    },
  };
}

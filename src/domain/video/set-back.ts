import { LEAST_LOOK_GAP_MS } from './pace.ts';
import type { Moment } from './step.ts';
import { SLOTS, type Video } from './video.ts';

/** Nothing that a video waits for is further away than this (ms). */
const FURTHEST_MS = 3_600_000;

/**
 * A time that is further away than any wait was reckoned by a clock that was wrong and has been set
 * back since: nobody waits years for it.
 */
export function afterSetBack(video: Video, { now, scale }: Moment): Video {
  const { look, submit, edit, file, posts } = video;
  const waits = [look, submit, edit, file, ...Object.values(posts)].map((each) => each.notBefore);
  const isFar = (at: number) => at > now + FURTHEST_MS;
  if (!isFar(look.nextAt) && !waits.some(isFar)) return video;

  const soon = <T extends { readonly notBefore: number }>(wait: T): T =>
    isFar(wait.notBefore) ? { ...wait, notBefore: now } : wait;
  const past = (at: number) => Math.min(at, now);
  const sooner = { ...posts };
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
    look: {
      ...soon(look),
      nextAt: isFar(look.nextAt) ? now + LEAST_LOOK_GAP_MS * scale : look.nextAt,
      lastAt: past(look.lastAt),
    },
  };
}

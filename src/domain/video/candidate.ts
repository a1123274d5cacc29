import type { Video } from './video.ts';

/**
 * What tells whose project it is. `createdAt`: ms since the epoch; null where Jogg does not say.
 */
export interface ProjectFacts {
  readonly title: string | null;
  readonly createdAt: number | null;
}

/** A request may take half a minute to be answered, and two clocks may differ. */
const APART_MS = 2 * 60_000;

/** Why a project may be a video: its `title`, or the `time` it was made at, so many ms apart. */
export type CandidateMatch =
  | { readonly by: 'title' }
  | { readonly by: 'time'; readonly apartMs: number };

/**
 * Whether a project may be the one that an unconfirmed video asked for: by the title its requester
 * gave it, or by the time it was made at. Null: it does not look like it.
 */
export function matchCandidate(
  video: Video,
  { title, createdAt }: ProjectFacts,
): CandidateMatch | null {
  const { askedAt, order } = video;
  if (video.state !== 'unconfirmed' || askedAt === null) return null;
  // What was made before the request was sent is another video of the same name.
  if (createdAt !== null && createdAt < askedAt - APART_MS) return null;
  if (order.name !== '' && title === order.name) return { by: 'title' };
  if (createdAt === null || createdAt > askedAt + APART_MS) return null;
  return { by: 'time', apartMs: Math.abs(createdAt - askedAt) };
}

/** Whether a webhook that came `at` (ms) can be about the request that a video sent. */
export function canConcern(video: Video, at: number): boolean {
  return video.askedAt !== null && at >= video.askedAt - APART_MS;
}

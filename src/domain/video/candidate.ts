import type { Video } from './video.ts';

/**
 * What identifies the owner of a project. `createdAt`: ms since the epoch; null where Jogg does not
 * tell.
 */
export interface ProjectFacts {
  readonly title: string | null;
  readonly createdAt: number | null;
}

/** A request may take half a minute to be answered, and two clocks may differ. */
const MAX_APART_MS = 2 * 60_000;

/** Why a project can be a video: its `title`, or the `time` it was created, this many ms apart. */
export type CandidateMatch =
  | { readonly by: 'title' }
  | { readonly by: 'time'; readonly apartMs: number };

/**
 * Whether a project can be the one that an unconfirmed video asked for: it has the title that its
 * requester gave, or was created at the right time. Null: no match.
 */
export function matchCandidate(
  video: Video,
  { title, createdAt }: ProjectFacts,
): CandidateMatch | null {
  const { askedAt, order } = video;
  if (video.state !== 'unconfirmed' || askedAt === null) return null;
  // A project created before the request was sent is another video of the same name.
  if (createdAt !== null && createdAt < askedAt - MAX_APART_MS) return null;
  if (order.name !== '' && title === order.name) return { by: 'title' };
  if (createdAt === null || createdAt > askedAt + MAX_APART_MS) return null;
  return { by: 'time', apartMs: Math.abs(createdAt - askedAt) };
}

/** Whether a webhook that came `at` (ms) can be about the request that a video sent. */
export function canMatchHint(video: Video, at: number): boolean {
  return video.askedAt !== null && at >= video.askedAt - MAX_APART_MS;
}

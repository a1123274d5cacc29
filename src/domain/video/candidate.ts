import type { Video } from './video.ts';

/**
 * The facts that identify a project's video. `createdAt`: ms since the epoch; null if Jogg does not
 * tell.
 */
export interface ProjectFacts {
  readonly title: string | null;
  readonly createdAt: number | null;
}

/** A request may take half a minute, and Jogg's clock may differ from ours. */
const MAX_APART_MS = 2 * 60_000;

/** What a project matches by: its `title`, or the `time` it was created, this many ms apart. */
export type CandidateMatch =
  | { readonly by: 'title' }
  | { readonly by: 'time'; readonly apartMs: number };

/**
 * Matches a project with an unconfirmed video: it has the requester's title, or was created when
 * the paid request was sent. Null: no match.
 */
export function matchCandidate(
  video: Video,
  { title, createdAt }: ProjectFacts,
): CandidateMatch | null {
  const { askedAt, order } = video;
  if (video.state !== 'unconfirmed' || askedAt === null) return null;
  // A project that is older than the request belongs to another video with the same title.
  if (createdAt !== null && createdAt < askedAt - MAX_APART_MS) return null;
  if (order.name !== '' && title === order.name) return { by: 'title' };
  if (createdAt === null || createdAt > askedAt + MAX_APART_MS) return null;
  return { by: 'time', apartMs: Math.abs(createdAt - askedAt) };
}

/** Whether a webhook that arrived `at` (ms since the epoch) can be about a video's request. */
export function canMatchHint(video: Video, at: number): boolean {
  return video.askedAt !== null && at >= video.askedAt - MAX_APART_MS;
}

import type { Identify, UnconfirmedStore, UnmatchedHint } from '../../domain/ports.ts';
import { canMatchHint, matchCandidate } from '../../domain/video/candidate.ts';
import type { Candidate, Video } from '../../domain/video/video.ts';
import { createKeyedMutex } from '../../lib/keyed-mutex.ts';
import type { Projects } from './projects.ts';

/**
 * Finds the project that may belong to an unconfirmed video, among the unmatched hints; null
 * without a match. A match is offered to the requester, never taken automatically.
 */
export type FindCandidate = (video: Video) => Promise<Candidate | null>;

/** Limits the requests to Jogg per search: most hints may be about other people's projects. */
const MAX_LOOKUPS = 10;

/**
 * Compares Jogg's answers about a project, never a webhook's content. A candidate stays offered
 * until another video takes it. The search throws what the store throws.
 */
export function createFindCandidate(deps: {
  readonly projects: Pick<Projects, 'isFree'>;
  readonly unconfirmed: Pick<UnconfirmedStore, 'hints' | 'saveFacts'>;
  readonly identify: Identify;
  /** The account to search, as in a project. */
  readonly account?: string | undefined;
}): FindCandidate {
  const { projects, unconfirmed, identify, account } = deps;
  const mutex = createKeyedMutex();

  /** Asks Jogg only once if several videos ask about a project at the same time. */
  const factsOf = ({ projectId }: UnmatchedHint): Promise<UnmatchedHint['facts']> =>
    mutex.run(projectId, async () => {
      const known = (await unconfirmed.hints()).find((each) => each.projectId === projectId);
      if (known?.facts) return known.facts;
      const facts = await identify(projectId);
      if (facts) await unconfirmed.saveFacts(projectId, facts);
      return facts;
    });

  return async (video) => {
    if (video.candidate && (await projects.isFree(video.candidate, video.id)))
      return video.candidate;
    let lookups = 0;
    let nearest: Candidate | null = null;
    let nearestMs = Number.POSITIVE_INFINITY;
    for (const hint of await unconfirmed.hints()) {
      const { projectId: id } = hint;
      if (!canMatchHint(video, hint.at) || !(await projects.isFree({ id, account }, video.id)))
        continue;
      if (!hint.facts) lookups += 1;
      const facts = hint.facts ?? (lookups > MAX_LOOKUPS ? null : await factsOf(hint));
      const match = facts && matchCandidate(video, facts);
      if (!match) continue;
      const candidate = { id, account, version: facts.version, title: facts.title };
      if (match.by === 'title') return candidate;
      if (match.apartMs >= nearestMs) continue;
      nearest = candidate;
      nearestMs = match.apartMs;
    }
    return nearest;
  };
}

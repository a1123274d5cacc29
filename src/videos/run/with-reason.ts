import { lacksReason } from '../../domain/video/after-poll.ts';
import type { PollOutcome } from '../../domain/video/outcome.ts';
import type { Project } from '../../domain/video/video.ts';
import type { Projects } from './projects.ts';

/**
 * Adds a webhook's reason to the outcome of a failed poll that gives none. A webhook alone never
 * makes a render fail. Throws what the store throws.
 */
export async function withReason(
  projects: Pick<Projects, 'readReason'>,
  project: Project,
  outcome: PollOutcome,
): Promise<PollOutcome> {
  if (outcome.kind !== 'failed' || !lacksReason(outcome)) return outcome;
  const detail = (await projects.readReason(project)) ?? null;
  return { kind: 'failed', failure: { ...outcome.failure, detail } };
}

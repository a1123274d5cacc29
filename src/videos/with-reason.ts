import type { VideoStore } from '../domain/ports.ts';
import type { PollOutcome } from '../domain/video/outcome.ts';

/**
 * A poll's outcome, with the reason from a webhook if the poll gives none. Only Jogg's answer can
 * say that a render failed. Throws what the store throws.
 */
export async function withReason(
  store: Pick<VideoStore, 'readReason'>,
  projectId: string,
  outcome: PollOutcome,
): Promise<PollOutcome> {
  if (outcome.kind !== 'failed') return outcome;
  const { failure } = outcome;
  if (failure.reason !== 'rendering' || failure.detail !== null) return outcome;
  const detail = (await store.readReason(projectId)) ?? null;
  return { kind: 'failed', failure: { ...failure, detail } };
}

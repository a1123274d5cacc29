import type { VideoStore } from '../domain/ports.ts';
import type { PollOutcome } from '../domain/video/outcome.ts';

/**
 * What a poll says, with the reason that a webhook gave where the poll itself gives none. That a
 * render failed is Jogg's answer alone. Throws what the store throws.
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

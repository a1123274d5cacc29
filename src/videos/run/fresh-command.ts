import type { VideoStore } from '../../domain/ports.ts';
import type { UserCommand, Video } from '../../domain/video/video.ts';
import type { Clock } from '../../lib/clock.ts';

const FRESH_MS = 500;
const MOST_READS = 5;

/**
 * What the requester of a video chose, as it stands now. An answer that is not fresh is asked for
 * again: the process may have stood still with it, and a Cancel was promised meanwhile. Throws what
 * the store throws.
 */
export async function readFreshCommand(
  { store, clock }: { readonly store: Pick<VideoStore, 'readCommand'>; readonly clock: Clock },
  { id, confirmations }: Video,
): Promise<UserCommand | undefined> {
  for (let reads = 1; ; reads += 1) {
    const askedAt = clock.monotonic();
    const command = await store.readCommand(id, confirmations);
    if (clock.monotonic() - askedAt < FRESH_MS || reads === MOST_READS) return command;
  }
}

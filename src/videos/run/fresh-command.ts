import type { VideoStore } from '../../domain/ports.ts';
import type { UserCommand, Video } from '../../domain/video/video.ts';
import type { Clock } from '../../lib/clock.ts';

const MAX_READ_MS = 500;
const MAX_READS = 5;

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
    const startedAt = clock.monotonic();
    const command = await store.readCommand(id, confirmations);
    if (clock.monotonic() - startedAt < MAX_READ_MS || reads === MAX_READS) return command;
  }
}

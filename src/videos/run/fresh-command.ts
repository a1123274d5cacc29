import type { VideoStore } from '../../domain/ports.ts';
import type { UserCommand, Video } from '../../domain/video/video.ts';
import type { Clock } from '../../lib/clock.ts';

const MAX_READ_MS = 500;
const MAX_READS = 5;

/**
 * Reads the requester's current command. Reads again if a read took too long: the process may have
 * been suspended with an old answer while a Cancel was acknowledged. Throws what the store throws.
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

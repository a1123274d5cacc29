import type { Clock } from '../lib/clock.ts';
import { readAtMost } from '../lib/network/read-at-most.ts';
import type { OpenResult, OpenUrl } from './safe-download.ts';

/** A whole recording. `why`: the reason, from which the requester's sentence is made. */
export type FetchedAudio =
  | { readonly kind: 'done'; readonly bytes: Uint8Array }
  | { readonly kind: 'refused'; readonly why: 'address' | 'unreachable' | 'too_large' };

/** Pauses before the next tries, in ms. They are short because a person waits. */
const RETRY_DELAYS = [1_000, 4_000];

/**
 * Fetches a recording from an address that somebody typed, through the same checks as a video: at
 * most `maxBytes`, asked at most three times. Never throws.
 */
export function createFetchAudio(deps: {
  readonly open: OpenUrl;
  readonly maxBytes: number;
  readonly clock: Clock;
  readonly stopping: AbortSignal;
}): (address: string) => Promise<FetchedAudio> {
  return async (address) => {
    for (const delayMs of [...RETRY_DELAYS, null]) {
      const opened = await deps.open(address, deps.stopping);
      if (opened.kind === 'refused')
        return { kind: 'refused', why: opened.why === 'too_large' ? 'too_large' : 'address' };
      const fetched = opened.kind === 'open' ? await readBody(opened, deps.maxBytes) : null;
      if (fetched) return fetched;
      if (delayMs !== null) await deps.clock.sleep(delayMs, deps.stopping);
    }
    return { kind: 'refused', why: 'unreachable' };
  };
}

/** The body; null where it was cut. */
async function readBody(
  opened: Extract<OpenResult, { kind: 'open' }>,
  maxBytes: number,
): Promise<FetchedAudio | null> {
  try {
    const bytes = await readAtMost(opened.stream, maxBytes);
    return bytes === null ? { kind: 'refused', why: 'too_large' } : { kind: 'done', bytes };
  } catch {
    // Cut or too slow: another try costs nothing.
    return null;
  } finally {
    await opened.close();
  }
}

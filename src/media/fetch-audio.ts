import type { Clock } from '../lib/clock.ts';
import type { OpenAddress, Opened } from './safe-download.ts';

/** A recording at an address, whole. `why`: a word for the sentence that the requester is told. */
export type FetchedAudio =
  | { readonly kind: 'done'; readonly bytes: Uint8Array }
  | { readonly kind: 'refused'; readonly why: 'address' | 'unreachable' | 'too_large' };

/** Pauses before the address is asked once more, in ms: a person waits for the answer. */
const PAUSES = [1_000, 4_000];

/**
 * Fetches a recording from an address that somebody typed, through the same checks as a video: at
 * most `maxBytes`, asked at most three times. Never throws.
 */
export function createFetchAudio(deps: {
  readonly open: OpenAddress;
  readonly maxBytes: number;
  readonly clock: Clock;
  readonly stopping: AbortSignal;
}): (address: string) => Promise<FetchedAudio> {
  return async (address) => {
    for (const pause of [...PAUSES, null]) {
      const opened = await deps.open(address, deps.stopping);
      if (opened.kind === 'refused')
        return { kind: 'refused', why: opened.why === 'too_large' ? 'too_large' : 'address' };
      const bytes = opened.kind === 'open' ? await whole(opened, deps.maxBytes) : null;
      if (bytes === 'too_large') return { kind: 'refused', why: bytes };
      if (bytes) return { kind: 'done', bytes };
      if (pause !== null) await deps.clock.sleep(pause, deps.stopping);
    }
    return { kind: 'refused', why: 'unreachable' };
  };
}

/** The body, counted while it comes; null where it was cut. */
async function whole(
  opened: Extract<Opened, { kind: 'open' }>,
  maxBytes: number,
): Promise<Uint8Array | 'too_large' | null> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of opened.stream) {
      const bytes = Buffer.from(chunk);
      size += bytes.length;
      if (size > maxBytes) return 'too_large';
      chunks.push(bytes);
    }
    return Buffer.concat(chunks);
  } catch {
    // Cut or too slow: the same again costs nothing.
    return null;
  } finally {
    await opened.close();
  }
}

import type { Clock } from '../lib/clock.ts';
import { readAtMost } from '../lib/network/read-at-most.ts';
import type { OpenResult, OpenUrl } from './safe-download.ts';

/** A whole recording, or the reason why it was refused. */
export type FetchedAudio =
  | { readonly kind: 'done'; readonly bytes: Uint8Array }
  | { readonly kind: 'refused'; readonly why: 'address' | 'unreachable' | 'too_large' };

/** The delays before the second and third attempt, in ms. Short, because a person waits. */
const RETRY_DELAYS = [1_000, 4_000];

/**
 * Downloads a recording from a URL that a person typed, with the same checks as for a video: at
 * most `maxBytes`, at most three attempts. Never throws.
 */
export function createFetchAudio(deps: {
  readonly open: OpenUrl;
  readonly maxBytes: number;
  readonly clock: Clock;
  readonly stopping: AbortSignal;
}): (url: string) => Promise<FetchedAudio> {
  return async (url) => {
    for (const delayMs of [...RETRY_DELAYS, null]) {
      const opened = await deps.open(url, deps.stopping);
      if (opened.kind === 'refused')
        return { kind: 'refused', why: opened.why === 'too_large' ? 'too_large' : 'address' };
      const fetched = opened.kind === 'open' ? await readBody(opened, deps.maxBytes) : null;
      if (fetched) return fetched;
      if (delayMs !== null) await deps.clock.sleep(delayMs, deps.stopping);
    }
    return { kind: 'refused', why: 'unreachable' };
  };
}

/** The whole body; null if the connection broke. */
async function readBody(
  opened: Extract<OpenResult, { kind: 'open' }>,
  maxBytes: number,
): Promise<FetchedAudio | null> {
  try {
    const bytes = await readAtMost(opened.stream, maxBytes);
    return bytes === null ? { kind: 'refused', why: 'too_large' } : { kind: 'done', bytes };
  } catch {
    // The connection broke or was too slow: another attempt costs nothing.
    return null;
  } finally {
    await opened.close();
  }
}

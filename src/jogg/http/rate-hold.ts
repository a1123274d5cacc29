import type { Clock } from '../../lib/clock.ts';
import { JoggError, notMade } from './errors.ts';
import { type Call, nameOf } from './exchange.ts';

/** What Jogg asked for with a 429, kept for all calls of that method. */
export interface RateHold {
  /** Throws as the call that was told so did, while the time that Jogg named is not over. */
  check(call: Pick<Call, 'method' | 'path'>): void;
  /** Hears how a call failed. */
  heard(call: Pick<Call, 'method' | 'path'>, error: unknown): void;
}

/** Longer than anybody may ask for only where the clock was set back. */
const LONGEST_MS = 15 * 60_000;

/**
 * Keeps what Jogg asks for with a 429: no other call of that method is sent either until the time
 * it named is over. Jogg limits by method. In memory: a restart forgets it.
 * https://docs.jogg.ai/api-reference/v2/QuickStart/RateLimits
 */
export function createRateHold({ clock }: { readonly clock: Clock }): RateHold {
  const heldUntil = new Map<Call['method'], number>();
  return {
    check(call) {
      const waitMs = (heldUntil.get(call.method) ?? 0) - clock.now();
      if (waitMs > 0 && waitMs <= LONGEST_MS) throw notMade('rate', nameOf(call), waitMs);
    },
    heard({ method }, error) {
      if (error instanceof JoggError && error.code === 'rate' && error.retryAfterMs !== null)
        heldUntil.set(method, clock.now() + error.retryAfterMs);
    },
  };
}

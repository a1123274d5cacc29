import type { Transition } from '../domain/ports.ts';
import type { Clock } from '../lib/clock.ts';

/**
 * A token bucket: `burst` turns at once, then one per `gapMs`; a bucket that rests fills up again.
 * So at most `burst` + t / `gapMs` turns in any t ms. First come, first served. Not remembered
 * over a restart.
 */
export function createTokenBucket(deps: {
  readonly gapMs: number;
  readonly burst: number;
  readonly clock: Clock;
}): Transition {
  const { gapMs, burst, clock } = deps;
  let fullAt = Number.NEGATIVE_INFINITY;
  return async () => {
    const now = clock.monotonic();
    fullAt = Math.max(now, fullAt) + gapMs;
    const waitMs = fullAt - now - burst * gapMs;
    if (waitMs > 0) await clock.sleep(waitMs);
  };
}

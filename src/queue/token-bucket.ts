import type { Transition } from '../domain/ports.ts';
import type { Clock } from '../lib/clock.ts';

/**
 * A token bucket: `burst` turns at once, then one per `gapMs`; a bucket that rests fills up again.
 * So at most `burst` + t / `gapMs` turns in any t ms. First come, first served. Not remembered
 * over a restart, and a clock that is set holds nobody up for longer than the line before them.
 */
export function createTokenBucket(deps: {
  readonly gapMs: number;
  readonly burst: number;
  readonly clock: Clock;
}): Transition {
  const { gapMs, burst, clock } = deps;
  let fullAt = Number.NEGATIVE_INFINITY;
  let waiting = 0;
  return async () => {
    const now = clock.now();
    // Whose turn is still to come has emptied the bucket, whatever the clock says.
    const soonest = waiting === 0 ? now : now + (burst + waiting - 1) * gapMs;
    const latest = now + (burst + waiting) * gapMs;
    fullAt = Math.max(soonest, Math.min(fullAt, latest)) + gapMs;
    const waitMs = fullAt - now - burst * gapMs;
    if (waitMs <= 0) return;
    waiting += 1;
    await clock.sleep(waitMs);
    waiting -= 1;
  };
}

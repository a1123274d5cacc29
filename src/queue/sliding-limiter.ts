import type { RateLimiter } from '../domain/ports.ts';
import type { Clock } from '../lib/clock.ts';
import { createKeyedMutex } from '../lib/keyed-mutex.ts';

export interface SlidingBudgetDeps {
  readonly limit: number;
  readonly windowMs: number;
  readonly clock: Clock;
  /** When places were taken, in ms since the epoch. */
  readonly load: () => Promise<readonly number[]>;
  readonly save: (times: readonly number[]) => Promise<void>;
}

/**
 * At most `limit` takes in any `windowMs`, wherever the window begins, restarts included: a take is
 * saved before it is granted. `take` throws what `load` and `save` throw, and then took nothing.
 * One budget object owns its log; two processes over one log would exceed it.
 */
export function createSlidingLimiter(deps: SlidingBudgetDeps): RateLimiter {
  const { limit, windowMs, clock } = deps;
  const mutex = createKeyedMutex();
  let taken: readonly number[] | null = null;
  return {
    take: () =>
      mutex.run('take', async () => {
        taken ??= await deps.load();
        const now = clock.now();
        const live = taken
          // A take in the future means that the clock was set back: it counts from now at most.
          .map((time) => Math.min(time, now))
          .filter((time) => now - time < windowMs)
          .sort((a, b) => a - b);
        taken = live;
        const inTheWay = live.at(-limit);
        if (live.length >= limit && inTheWay !== undefined) return inTheWay + windowMs - now;
        const next = [...live, now];
        await deps.save(next);
        taken = next;
        return 0;
      }),
  };
}

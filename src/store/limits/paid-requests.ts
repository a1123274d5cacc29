import { z } from 'zod';
import type { RateLimiter } from '../../domain/ports.ts';
import type { Change } from '../backend.ts';

/** When places were taken, in ms by the store's clock, oldest first. */
const timesSchema = z.union([
  z.array(z.number()),
  // As it was stored for a while.
  z.object({ times: z.array(z.number()) }).transform(({ times }) => times),
]);

/**
 * At most `limit` takes in any `windowMs`, wherever the window begins, over all processes and
 * restarts: a take is stored before it is granted. `take` throws what the store throws; then it may
 * have cost a place, and never grants one too many.
 */
export function createPaidRequests(deps: {
  readonly change: Change;
  readonly limit: number;
  readonly windowMs: number;
}): RateLimiter {
  const { change, limit, windowMs } = deps;
  return {
    take: () =>
      change('paid-requests', 'times', (old, now) => {
        const stored = timesSchema.safeParse(old).data ?? [];
        const times = stored
          .map((time) => Math.min(time, now))
          .filter((time) => now - time < windowMs)
          .sort((a, b) => a - b);
        const first = times.length >= limit ? times.at(-limit) : undefined;
        if (first === undefined) return { result: 0, next: { value: [...times, now] } };
        const result = first + windowMs - now;
        // The clock was set back: what was of the future counts from now on.
        const skewed = stored.some((time) => time > now);
        return skewed ? { result, next: { value: times } } : { result };
      }),
  };
}

import { z } from 'zod';
import type { RateLimiter } from '../../domain/ports.ts';
import type { Change } from '../backend.ts';

/** The times of the grants in ms by the store's clock, oldest first. */
const timesSchema = z.union([
  z.array(z.number()),
  // An earlier format.
  z.object({ times: z.array(z.number()) }).transform(({ times }) => times),
]);

/**
 * A sliding-window limiter: at most `limit` grants in any `windowMs`, over all processes and
 * restarts. A grant is stored before it is returned. `take` throws what the store throws; then the
 * grant may be lost, but the limit is never exceeded.
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
        // The clock was set back: grants in the future count from now on.
        const isSkewed = stored.some((time) => time > now);
        return isSkewed ? { result, next: { value: times } } : { result };
      }),
  };
}

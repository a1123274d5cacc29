import { z } from 'zod';

const bucketSchema = z.object({ fullAt: z.number() });

/**
 * When a stored token bucket is full again, in ms by the store's clock. A time that is more than
 * `maxMs` ahead comes from a wrong clock: the bucket counts as full.
 */
export function fullAtOf(stored: unknown, now: number, maxMs: number): number {
  const fullAt = bucketSchema.safeParse(stored).data?.fullAt ?? now;
  return fullAt > now + maxMs ? now : Math.max(now, fullAt);
}

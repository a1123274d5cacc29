import { z } from 'zod';
import type { Throttle } from '../../domain/ports.ts';
import type { Clock } from '../../lib/clock.ts';
import { errorFields, type LogEvent } from '../../lib/log.ts';
import type { Change } from '../backend.ts';

/** When the bucket is full again, in ms by the store's clock. */
const bucketSchema = z.object({ fullAt: z.number() });

/** Nobody waits for more turns than this: a later time comes from a wrong clock. */
const MAX_WAITING = 500;
/** How long a turn takes where the store does not say. */
const FALLBACK_MS = 1_000;

/**
 * A token bucket over all processes: `burst` turns at once, then one per `gapMs`; a bucket that
 * rests fills up again. So at most `burst` + t / `gapMs` turns in any t ms. First come, first
 * served. A turn never throws: where the store fails, it comes a second later.
 */
export function createTokenBucket(deps: {
  readonly change: Change;
  /** Names the bucket; a key of Jogg's has one. */
  readonly name: string;
  readonly gapMs: number;
  readonly burst: number;
  readonly clock: Pick<Clock, 'sleep'>;
  readonly logEvent: LogEvent;
}): Throttle {
  const { change, name, gapMs, burst, clock, logEvent } = deps;
  return async () => {
    const waitMs = await change('token-bucket', name, (old, now) => {
      const stored = bucketSchema.safeParse(old).data?.fullAt ?? now;
      const fullAt = (stored > now + MAX_WAITING * gapMs ? now : Math.max(now, stored)) + gapMs;
      return { result: fullAt - now - burst * gapMs, next: { value: { fullAt } } };
    }).catch((error: unknown) => {
      logEvent('bucket_store_failed', errorFields(error));
      return FALLBACK_MS;
    });
    if (waitMs > 0) await clock.sleep(waitMs);
    return waitMs > 0;
  };
}

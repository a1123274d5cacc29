import type { Throttle } from '../../domain/ports.ts';
import type { Clock } from '../../lib/clock.ts';
import { errorFields, type LogEvent } from '../../lib/log.ts';
import type { Change } from '../backend.ts';
import { fullAtOf } from './bucket.ts';

/** The longest queue of a bucket. A longer one comes from a wrong clock. */
const MAX_WAITING = 500;
/** How long a caller waits if the store fails. */
const FALLBACK_MS = 1_000;

/**
 * A token bucket that all processes share: `burst` tokens at once, then one per `gapMs`, so at most
 * `burst` + t / `gapMs` tokens in any t ms. First come, first served. Never throws: if the store
 * fails, the caller waits a second.
 */
export function createTokenBucket(deps: {
  readonly change: Change;
  /** The bucket's name. Each Jogg key has its own bucket. */
  readonly name: string;
  readonly gapMs: number;
  readonly burst: number;
  readonly clock: Pick<Clock, 'sleep'>;
  readonly logEvent: LogEvent;
}): Throttle {
  const { change, name, gapMs, burst, clock, logEvent } = deps;
  return async () => {
    const waitMs = await change('token-bucket', name, (old, now) => {
      const fullAt = fullAtOf(old, now, MAX_WAITING * gapMs) + gapMs;
      return { result: fullAt - now - burst * gapMs, next: { value: { fullAt } } };
    }).catch((error: unknown) => {
      logEvent('bucket_store_failed', errorFields(error));
      return FALLBACK_MS;
    });
    if (waitMs > 0) await clock.sleep(waitMs);
    return waitMs > 0;
  };
}

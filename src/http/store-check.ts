import type { Clock } from '../lib/clock.ts';
import { errorFields, type LogEvent } from '../lib/log.ts';

/** The result of a ping is cached for this time, because each ping waits for the disk. */
const CACHE_MS = 1_000;

/** Returns whether the last `ping`, at most a second old, succeeded. Logs a failed ping. */
export function createStoreCheck(deps: {
  /** Rejects if the store cannot be used. */
  readonly ping: () => Promise<void>;
  readonly clock: Clock;
  readonly logEvent: LogEvent;
}): () => Promise<boolean> {
  const { ping, clock, logEvent } = deps;
  let last = { at: Number.NEGATIVE_INFINITY, isHealthy: Promise.resolve(false) };
  const pingStore = (): Promise<boolean> =>
    ping().then(
      () => true,
      (error: unknown) => {
        logEvent('store_trouble', errorFields(error));
        return false;
      },
    );
  return () => {
    const now = clock.monotonic();
    if (now - last.at >= CACHE_MS) last = { at: now, isHealthy: pingStore() };
    return last.isHealthy;
  };
}

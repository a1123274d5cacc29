import type { Clock } from '../lib/clock.ts';
import { errorFields, type LogEvent } from '../lib/log.ts';

/**
 * Whether the state can be written is tried at most this often, because each try waits for the
 * disk.
 */
const CACHE_MS = 1_000;

/** Whether the store works, by the last `ping`, at most a second old. A failure is logged. */
export function createStoreCheck(deps: {
  /** Rejects where the store cannot be used. */
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

import type { Clock } from '../lib/clock.ts';
import { errorFields, type LogEvent } from '../lib/log.ts';

/** Whether the state can be written is tried at most this often: each try waits for the disk. */
const TRY_MS = 1_000;

/**
 * Whether the store can be used, as far as `ping` knew within the last second; trouble is noted.
 */
export function createStoreCheck(deps: {
  /** Throws where the store cannot be used. */
  readonly ping: () => void;
  readonly clock: Clock;
  readonly logEvent: LogEvent;
}): () => boolean {
  const { ping, clock, logEvent } = deps;
  let last = { at: Number.NEGATIVE_INFINITY, well: false };
  return () => {
    if (clock.monotonic() - last.at < TRY_MS) return last.well;
    let well = true;
    try {
      ping();
    } catch (error) {
      logEvent('store_trouble', errorFields(error));
      well = false;
    }
    last = { at: clock.monotonic(), well };
    return well;
  };
}

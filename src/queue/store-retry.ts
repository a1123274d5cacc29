import { retryDelay } from '../domain/video/schedule.ts';
import type { Clock } from '../lib/clock.ts';
import { errorFields, type LogEvent } from '../lib/log.ts';
import type { Random } from '../lib/random.ts';

const MAX_WAIT_MS = 4_000;

/** Counts the store's failures in a row, and logs when they begin and end. */
export interface StoreRetry {
  /** Returns how long to wait before the next try, in ms. */
  noteFailure(error: unknown): number;
  noteSuccess(): void;
  isFailing(): boolean;
  /** Writes, and retries until the store accepts it; after a stop, only once. */
  untilStored<T>(write: () => Promise<T>): Promise<T | undefined>;
}

/** Until `stopped`, the queue keeps retrying what it has to store. */
export function createStoreRetry(deps: {
  readonly clock: Clock;
  readonly random: Random;
  readonly logEvent: LogEvent;
  readonly stopped: AbortSignal;
}): StoreRetry {
  const { clock, random, logEvent, stopped } = deps;
  let failures = 0;

  function noteFailure(error: unknown): number {
    failures += 1;
    logEvent('queue_store_failed', errorFields(error));
    return Math.min(MAX_WAIT_MS, retryDelay(failures - 1, null, random()));
  }

  return {
    noteFailure,
    noteSuccess() {
      if (failures > 0) logEvent('queue_store_recovered', { failures });
      failures = 0;
    },
    isFailing: () => failures > 0,
    async untilStored(write) {
      while (true) {
        try {
          return await write();
        } catch (error) {
          const waitMs = noteFailure(error);
          if (stopped.aborted) return undefined;
          await clock.sleep(waitMs, stopped);
        }
      }
    },
  };
}

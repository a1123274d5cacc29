import type { Clock } from './clock.ts';

/** What has to be over in time. All deadlines of one maker are equally long. */
export interface Deadlines {
  /** Calls `late` unless the answer is called within the time. */
  start(late: () => void): () => void;
}

/**
 * Deadlines of `ms` each on one timer for all: requests are many, and hardly any is late, so that a
 * timer for each would be set only to be cleared.
 */
export function createDeadlines(clock: Pick<Clock, 'monotonic' | 'sleep'>, ms: number): Deadlines {
  // The oldest first, as all wait equally long. A set is walked through also while it changes.
  const running = new Set<{ readonly until: number; readonly late: () => void }>();
  let isWatched = false;

  async function watch(): Promise<void> {
    isWatched = true;
    for (const each of running) {
      const left = each.until - clock.monotonic();
      if (left > 0) await clock.sleep(left);
      if (running.delete(each)) each.late();
    }
    isWatched = false;
  }

  return {
    start(late) {
      const deadline = { until: clock.monotonic() + ms, late };
      running.add(deadline);
      if (!isWatched) void watch();
      return () => running.delete(deadline);
    },
  };
}

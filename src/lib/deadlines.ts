import type { Clock } from './clock.ts';

/** What has to be over in time. All deadlines of one maker are equally long. */
export interface Deadlines {
  /** Calls `late` unless the answer is called within the time. */
  start(onExpired: () => void): () => void;
}

/**
 * Deadlines of `ms` each on one timer for all: requests are many, and hardly any is late, so that a
 * timer for each would be set only to be cleared.
 */
export function createDeadlines(clock: Pick<Clock, 'monotonic' | 'sleep'>, ms: number): Deadlines {
  // The oldest first, as all wait equally long. A set is walked through also while it changes.
  const running = new Set<{ readonly expiresAt: number; readonly onExpired: () => void }>();
  let isWatching = false;

  async function expireInOrder(): Promise<void> {
    isWatching = true;
    for (const each of running) {
      const remainingMs = each.expiresAt - clock.monotonic();
      if (remainingMs > 0) await clock.sleep(remainingMs);
      if (running.delete(each)) each.onExpired();
    }
    isWatching = false;
  }

  return {
    start(onExpired) {
      const deadline = { expiresAt: clock.monotonic() + ms, onExpired };
      running.add(deadline);
      if (!isWatching) void expireInOrder();
      return () => running.delete(deadline);
    },
  };
}

import type { Clock } from './clock.ts';

/** Deadlines that all have the same length. */
export interface Deadlines {
  /** Calls `onExpired` after the time, unless the returned function is called before. */
  start(onExpired: () => void): () => void;
}

/**
 * Creates deadlines of `ms` that share one timer. Almost every request ends in time, and one timer
 * for all is cheaper than a timer per request.
 */
export function createDeadlines(clock: Pick<Clock, 'monotonic' | 'sleep'>, ms: number): Deadlines {
  // In order of expiry, because all have the same length. A set may change during the iteration.
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

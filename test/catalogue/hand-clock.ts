import type { Clock } from '../../src/lib/clock.ts';

/** A clock that only moves when told to. */
export function handClock(start = 1_000_000): Clock & { advance(ms: number): Promise<void> } {
  let now = start;
  const sleepers = new Set<{ at: number; wake(): void }>();
  return {
    now: () => now,
    monotonic: () => now,
    sleep: (ms, signal) =>
      new Promise((resolve) => {
        const sleeper = {
          at: now + ms,
          wake() {
            sleepers.delete(sleeper);
            resolve();
          },
        };
        sleepers.add(sleeper);
        signal?.addEventListener('abort', sleeper.wake, { once: true });
      }),
    async advance(ms) {
      now += ms;
      for (const sleeper of sleepers) if (sleeper.at <= now) sleeper.wake();
      await settled();
    },
  };
}

/** Lets everything that is ready to run, run. */
export const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

import type { Clock } from '../../src/lib/clock.ts';

export type VirtualClock = ReturnType<typeof createVirtualClock>;

/** After this many turns without a new sleeper, everything waits or loops for ever. */
const QUIET_TICKS = 8;
const MAX_TICKS = 10_000;

/** A clock that moves only on command. `start` is ms since the epoch. */
export function createVirtualClock(start = Date.UTC(2026, 0, 5, 9)) {
  let offset = start;
  let elapsed = 0;
  let sleeps = 0;
  /** `at`: in elapsed time, which does not jump. */
  const sleeping = new Set<{ readonly at: number; readonly wake: () => void }>();

  const runPending = async (): Promise<void> => {
    let seen = sleeps;
    for (let tick = 0, quiet = 0; quiet < QUIET_TICKS && tick < MAX_TICKS; tick += 1) {
      await new Promise(setImmediate);
      quiet = sleeps === seen ? quiet + 1 : 0;
      seen = sleeps;
    }
  };
  const nextSleeper = () => [...sleeping].toSorted((one, other) => one.at - other.at)[0];

  const clock: Clock = {
    now: () => offset + elapsed,
    monotonic: () => elapsed,
    sleep: (ms, signal) =>
      new Promise((resolve) => {
        sleeps += 1;
        if (signal?.aborted) return resolve();
        if (!(ms > 0)) return void setImmediate(resolve);
        const wake = () => {
          sleeping.delete(sleeper);
          signal?.removeEventListener('abort', wake);
          resolve();
        };
        const sleeper = { at: elapsed + ms, wake };
        sleeping.add(sleeper);
        signal?.addEventListener('abort', wake, { once: true });
      }),
  };
  return {
    ...clock,
    /**
     * Lets `ms` of virtual time pass: every sleeper wakes at its own time, in order, and runs until
     * it waits again. The clock does not wait for real sockets or files.
     */
    async advance(ms: number): Promise<void> {
      const end = elapsed + ms;
      await runPending();
      for (let next = nextSleeper(); next && next.at <= end; next = nextSleeper()) {
        elapsed = next.at;
        next.wake();
        await runPending();
      }
      elapsed = end;
      await runPending();
    },
    runPending,
    /** Sets the clock, as an operator or NTP would; sleepers keep their remaining time. */
    jump(ms: number): void {
      offset += ms;
    },
    sleepers: () => sleeping.size,
  };
}

import type { Clock } from './clock.ts';

type Time = Pick<Clock, 'monotonic'>;

/** Gates by key. A gate is open until it is closed for a time. A restart opens all gates. */
export interface Gates {
  /**
   * How long a call must wait, in ms; 0 if it may go. The first call after a closure is a probe:
   * the other calls wait `probeMs` more, unless the gate is opened or closed earlier.
   */
  enter(key: string): number;
  /** Whether the gate was closed and has not been opened since, even if the time is over. */
  isClosed(key: string): boolean;
  /** Closes the gate for at least `forMs`. Never shortens a closure. */
  close(key: string, forMs: number): void;
  open(key: string): void;
}

/** Creates gates that admit one probe per `probeMs` after a closure; 0 admits every call. */
export function createGates(deps: { readonly clock: Time; readonly probeMs: number }): Gates {
  const { clock, probeMs } = deps;
  const closedUntil = new Map<string, number>();
  return {
    enter(key) {
      const until = closedUntil.get(key);
      if (until === undefined) return 0;
      const now = clock.monotonic();
      if (until > now) return until - now;
      if (probeMs === 0) closedUntil.delete(key);
      else closedUntil.set(key, now + probeMs);
      return 0;
    },
    isClosed: (key) => closedUntil.has(key),
    close(key, forMs) {
      const until = clock.monotonic() + forMs;
      closedUntil.set(key, Math.max(until, closedUntil.get(key) ?? until));
    },
    open: (key) => void closedUntil.delete(key),
  };
}

import { setTimeout as sleep } from 'node:timers/promises';

export type Timers = ReturnType<typeof createTimers>;

/** Longer Node timers fire at once. */
const MAX_DELAY_MS = 2 ** 31 - 1;

export function createTimers() {
  const stopped = new AbortController();
  const { signal } = stopped;
  /** Runs `run` after `ms`, unless stopped first. */
  const after = (ms: number, run: () => void): void =>
    void sleep(Math.min(ms, MAX_DELAY_MS), undefined, { signal }).then(run, () => {});
  return {
    after,
    /** Resolves after `ms`; never, once stopped. */
    wait: (ms: number) => new Promise<void>((resolve) => after(ms, resolve)),
    /** Aborts when stopped. */
    signal,
    stop: () => stopped.abort(),
  };
}

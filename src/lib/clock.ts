/** The time in milliseconds, injected for tests. */
export interface Clock {
  /** Milliseconds since the Unix epoch, to store or show. The system can set this clock back. */
  now(): number;
  /** Whole milliseconds since the process started. Never goes back. Not to be stored. */
  monotonic(): number;
  /** Resolves after `ms`, or as soon as `signal` aborts; never rejects. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** The system's clock. Only this file of `src` reads the time or sets timers. */
export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => Math.trunc(performance.now()),
  sleep: (ms, signal) =>
    new Promise((resolve) => {
      if (signal?.aborted) {
        resolve();
        return;
      }
      const end = () => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', end);
        resolve();
      };
      const timer = setTimeout(end, ms);
      signal?.addEventListener('abort', end, { once: true });
    }),
};

/** Waits that all end at once when the sandbox stops. */
export type Timers = ReturnType<typeof createTimers>;

/** Beyond this, timers of Node fire at once. */
const LONGEST = 2 ** 31 - 1;

/** Real timers. */
export function createTimers() {
  const stopped = new AbortController();
  const running = new Set<NodeJS.Timeout>();
  /** Runs `run` after `ms`, unless stopped first; answers how to call it off. */
  const after = (ms: number, run: () => void) => {
    if (stopped.signal.aborted) return () => {};
    const timer = setTimeout(
      () => {
        running.delete(timer);
        run();
      },
      Math.min(ms, LONGEST),
    );
    running.add(timer);
    return () => {
      clearTimeout(timer);
      running.delete(timer);
    };
  };
  return {
    after,
    /** Resolves after `ms`; never, once stopped. */
    wait: (ms: number): Promise<void> => new Promise((resolve) => after(ms, resolve)),
    /** Aborts when stopped. */
    signal: stopped.signal,
    stop() {
      stopped.abort();
      for (const timer of running) clearTimeout(timer);
      running.clear();
    },
  };
}

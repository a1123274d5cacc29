/** Waits that all end at once when the sandbox stops. */
export interface Timers {
  /** Runs `run` after `ms`, unless stopped first; answers how to call it off. */
  after(ms: number, run: () => void): () => void;
  /** Resolves after `ms`; never, once stopped. */
  wait(ms: number): Promise<void>;
  /** Aborts when stopped. */
  readonly signal: AbortSignal;
  stop(): void;
}

/** Beyond this, timers of Node fire at once. */
const LONGEST = 2 ** 31 - 1;

/** Real timers. */
export function createTimers(): Timers {
  const stopped = new AbortController();
  const running = new Set<NodeJS.Timeout>();
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
    wait: (ms) => new Promise((resolve) => after(ms, resolve)),
    signal: stopped.signal,
    stop() {
      stopped.abort();
      for (const timer of running) clearTimeout(timer);
      running.clear();
    },
  };
}

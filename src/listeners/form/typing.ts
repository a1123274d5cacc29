/**
 * Debounces typing: Slack sends a request for every character. In memory only: waiting just saves
 * work, and the store orders the actions that reach several processes.
 */
export interface Typing {
  /**
   * Waits for a pause in typing. Returns false if the form changed again meanwhile or `takeLatest`
   * was called; then there is nothing to do.
   */
  waitForPause(viewId: string, values: object): Promise<boolean>;
  /** Cancels the wait of a form and returns its latest values; undefined if there is no wait. */
  takeLatest(viewId: string): object | undefined;
}

/** Longer than the time between two keys, short enough for a person who waits for the price. */
const PAUSE_MS = 300;

/** `sleep` resolves after `ms` milliseconds. */
export function createTyping(sleep: (ms: number) => Promise<void>): Typing {
  const latest = new Map<string, object>();
  return {
    async waitForPause(viewId, values) {
      latest.set(viewId, values);
      await sleep(PAUSE_MS);
      if (latest.get(viewId) !== values) return false;
      latest.delete(viewId);
      return true;
    },
    takeLatest(viewId) {
      const values = latest.get(viewId);
      latest.delete(viewId);
      return values;
    },
  };
}

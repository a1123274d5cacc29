/**
 * What people are typing: Slack tells every character, and each is a request. Kept in memory only:
 * a pause on one process saves work, and the store orders what reaches several.
 */
export interface Typing {
  /**
   * Waits for a pause in a form. False if the form changed again meanwhile or `take` was called:
   * then there is nothing to do.
   */
  paused(viewId: string, values: object): Promise<boolean>;
  /** Ends the wait of a form, and answers its fields as they were told last; undefined for none. */
  take(viewId: string): object | undefined;
}

/** Shorter than a person waits for a price, longer than between two keys. */
const PAUSE_MS = 300;

export function createTyping(sleep: (ms: number) => Promise<void>): Typing {
  const last = new Map<string, object>();
  return {
    async paused(viewId, values) {
      last.set(viewId, values);
      await sleep(PAUSE_MS);
      if (last.get(viewId) !== values) return false;
      last.delete(viewId);
      return true;
    },
    take(viewId) {
      const values = last.get(viewId);
      last.delete(viewId);
      return values;
    },
  };
}

/** Notifies the page and waiting tests of changes in the sandbox. */
export type Changes = ReturnType<typeof createChanges>;

export function createChanges() {
  const listeners = new Set<(seq: number) => void>();
  let seq = 0;
  let isNotified = true;

  const subscribe = (listener: (seq: number) => void) => {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  };

  return {
    subscribe,
    /** Records a change; listeners run once per turn of the event loop. */
    changed() {
      seq += 1;
      if (!isNotified) return;
      isNotified = false;
      setImmediate(() => {
        isNotified = true;
        for (const listener of [...listeners]) listener(seq);
      });
    },
    /** Resolves with the first truthy value of `read`; rejects after `ms`. Never polls. */
    waitFor<T>(read: () => T, ms: number) {
      return new Promise<NonNullable<T>>((resolve, reject) => {
        const end = (settle: () => void) => {
          clearTimeout(timer);
          unsubscribe();
          settle();
        };
        const check = () => {
          try {
            const value = read();
            if (value) end(() => resolve(value));
          } catch (error) {
            end(() => reject(error));
          }
        };
        const fail = () => reject(new Error(`not seen within ${ms} ms: ${read}`));
        const timer = setTimeout(() => end(fail), ms);
        const unsubscribe = subscribe(check);
        check();
      });
    },
  };
}

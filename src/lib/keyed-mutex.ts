/** Runs functions one after another per key; different keys do not wait for each other. */
export interface KeyedMutex {
  /** Runs `fn` once every earlier run of `key` has ended, well or badly. Answers as `fn` does. */
  run<T>(key: string, fn: () => Promise<T>): Promise<T>;
}

/** A mutex per key, within this process; a key that is not in use takes no memory. */
export function createKeyedMutex(): KeyedMutex {
  const tails = new Map<string, Promise<void>>();
  return {
    run(key, fn) {
      const previous = tails.get(key) ?? Promise.resolve();
      const result = previous.then(fn);
      const tail = result
        .then(
          () => undefined,
          () => undefined,
        )
        .then(() => {
          if (tails.get(key) === tail) tails.delete(key);
        });
      tails.set(key, tail);
      return result;
    },
  };
}

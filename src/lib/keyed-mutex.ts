/** Runs the functions of a key one after another. Different keys do not wait for each other. */
export interface KeyedMutex {
  /** Runs `fn` after every earlier run of `key` has ended or failed. Settles as `fn` does. */
  run<T>(key: string, fn: () => Promise<T>): Promise<T>;
}

/** Creates a mutex per key within this process. Unused keys take no memory. */
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

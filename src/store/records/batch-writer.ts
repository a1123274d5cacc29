/**
 * Writes what many add at once: while one write is on its way, what is added waits and goes with
 * the next one. Each `add` settles as the write that it went with.
 */
export function createGathered<T>(
  write: (added: readonly T[]) => Promise<void>,
): (item: T) => Promise<void> {
  let waiting: { readonly items: T[]; readonly written: Promise<void> } | null = null;
  let last: Promise<void> = Promise.resolve();
  return (item) => {
    if (!waiting) {
      const items: T[] = [];
      const written = last.then(() => {
        waiting = null;
        return write(items);
      });
      waiting = { items, written };
      last = written.catch(() => undefined);
    }
    waiting.items.push(item);
    return waiting.written;
  };
}

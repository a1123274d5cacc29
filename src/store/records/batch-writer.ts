/**
 * Writes what many add at once: while one write is on its way, what is added waits and goes with
 * the next one. Each `add` settles as the write that it went with.
 */
export function createBatchWriter<T>(
  write: (added: readonly T[]) => Promise<void>,
): (item: T) => Promise<void> {
  let pending: { readonly items: T[]; readonly written: Promise<void> } | null = null;
  let lastWrite: Promise<void> = Promise.resolve();
  return (item) => {
    if (!pending) {
      const items: T[] = [];
      const written = lastWrite.then(() => {
        pending = null;
        return write(items);
      });
      pending = { items, written };
      lastWrite = written.catch(() => undefined);
    }
    pending.items.push(item);
    return pending.written;
  };
}

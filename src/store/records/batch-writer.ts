/**
 * Batches concurrent writes: items that are added during a write go into the next one. Each call
 * settles with its batch's write.
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

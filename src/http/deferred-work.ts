import type { Clock } from '../lib/clock.ts';

const DELAY_MS = 100;
/** A full queue runs at once: objects that live long cost the garbage collector more. */
const MAX_PENDING = 50;

/** Runs work that no caller waits for, in order, 100 ms later or at the next `flush`. */
export function createDeferredWork(clock: Pick<Clock, 'sleep'>) {
  let pending: (() => void)[] = [];
  const flush = (): void => {
    const batch = pending;
    pending = [];
    for (const work of batch) work();
  };
  return {
    defer(work: () => void): void {
      const count = pending.push(work);
      if (count === 1) void clock.sleep(DELAY_MS).then(flush);
      if (count >= MAX_PENDING) flush();
    },
    flush,
  };
}

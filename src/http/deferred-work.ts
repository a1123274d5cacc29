import type { Clock } from '../lib/clock.ts';

const DELAY_MS = 100;
/** Under load nothing is kept for long, for that would cost the collector more than it saves. */
const MAX_PENDING = 50;

/** Work that nobody waits for: all of it runs a moment later, in its order, or with `flush`. */
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

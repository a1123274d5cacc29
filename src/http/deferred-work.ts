import type { Clock } from '../lib/clock.ts';

const LATER_MS = 100;
/** Under load nothing is kept for long, for that would cost the collector more than it saves. */
const MOST = 50;

/** Work that nobody waits for: all of it runs a moment later, in its order, or with `runNow`. */
export function createDeferred(clock: Pick<Clock, 'sleep'>) {
  let pending: (() => void)[] = [];
  const runNow = (): void => {
    const works = pending;
    pending = [];
    for (const work of works) work();
  };
  return {
    defer(work: () => void): void {
      const many = pending.push(work);
      if (many === 1) void clock.sleep(LATER_MS).then(runNow);
      if (many >= MOST) runNow();
    },
    runNow,
  };
}

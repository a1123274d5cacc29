import type { Clock } from '../lib/clock.ts';

const LATER_MS = 100;

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
      if (pending.push(work) === 1) void clock.sleep(LATER_MS).then(runNow);
    },
    runNow,
  };
}

import { expect, it } from 'vitest';
import { createDeadlines } from '../../src/lib/deadlines.ts';
import { createVirtualClock } from '../support/virtual-clock.ts';

it('each that is not over in time is told once, on one timer for all, also after a quiet time', async () => {
  const clock = createVirtualClock();
  const deadlines = createDeadlines(clock, 1_000);
  const late: [string, number][] = [];
  const start = (name: string) => deadlines.start(() => late.push([name, clock.monotonic()]));
  const first = start('first');
  await clock.advance(400);
  start('second');
  const third = start('third');
  await clock.advance(400);
  start('fourth');
  const timers = clock.sleepers();
  first();
  third();
  await clock.advance(5_000);
  const quiet = clock.sleepers();
  const last = start('last');
  await clock.advance(1_000);
  last();
  expect([timers, quiet]).toEqual([1, 0]);
  expect(late).toEqual([
    ['second', 1_400],
    ['fourth', 1_800],
    ['last', 6_800],
  ]);
});

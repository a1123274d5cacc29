import { expect, it } from 'vitest';
import { createDeferredWork } from '../../src/http/deferred-work.ts';
import { createVirtualClock } from '../support/virtual-clock.ts';

it('deferred work runs in order: after 100 ms, at a flush, or once fifty are pending', async () => {
  const clock = createVirtualClock();
  const { defer, flush } = createDeferredWork(clock);
  const ran: number[] = [];
  const counts: number[] = [];
  const add = (...numbers: number[]) => {
    for (const number of numbers) defer(() => ran.push(number));
    counts.push(ran.length);
  };
  add(1, 2);
  await clock.advance(100);
  add(3);
  flush();
  add(...Array.from({ length: 49 }, (_, at) => 4 + at));
  add(53);
  expect([counts, ran]).toEqual([[0, 2, 3, 53], Array.from({ length: 53 }, (_, at) => at + 1)]);
});

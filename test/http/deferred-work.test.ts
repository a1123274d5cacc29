import { expect, it } from 'vitest';
import { createDeferredWork } from '../../src/http/deferred-work.ts';
import { createVirtualClock } from '../support/virtual-clock.ts';

it('what is put off runs in its order: after a moment, at once when asked, and fifty together', async () => {
  const clock = createVirtualClock();
  const { defer, flush } = createDeferredWork(clock);
  const ran: number[] = [];
  const seen: number[] = [];
  const put = (...works: number[]) => {
    for (const work of works) defer(() => ran.push(work));
    seen.push(ran.length);
  };
  put(1, 2);
  await clock.advance(100);
  put(3);
  flush();
  put(...Array.from({ length: 49 }, (_, at) => 4 + at));
  put(53);
  expect([seen, ran]).toEqual([[0, 2, 3, 53], Array.from({ length: 53 }, (_, at) => at + 1)]);
});

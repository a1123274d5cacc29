import { expect, it } from 'vitest';
import { createTtlCache } from '../../src/lib/ttl-cache.ts';
import { createVirtualClock } from '../support/virtual-clock.ts';

it('a full cache drops the oldest value only, and each value ends at its own time', async () => {
  const clock = createVirtualClock();
  const cache = createTtlCache<number | null>(2, clock);
  const all = () => ['a', 'b', 'c'].map(cache.get);
  cache.set('a', 1, 100);
  cache.set('b', 2, 50);
  cache.set('a', null, 100);
  cache.set('c', 3, 10);
  const states = [all()];
  for (const ms of [10, 90]) {
    await clock.advance(ms);
    states.push(all());
  }
  expect(states).toEqual([
    [null, undefined, 3],
    [null, undefined, undefined],
    [undefined, undefined, undefined],
  ]);
});

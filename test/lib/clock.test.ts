import { expect, it } from 'vitest';
import { createCatalogue } from '../../src/catalogue/catalogue-cache.ts';
import { createStoreCheck } from '../../src/http/store-check.ts';
import { type Clock, systemClock } from '../../src/lib/clock.ts';
import { createBalance } from '../../src/videos/balance.ts';
import { ALONE } from '../catalogue/some.ts';
import { createVirtualClock } from '../support/virtual-clock.ts';

const HOUR = 3_600_000;
const logEvent = () => {};

/** What asks again once its answer is old: `ask` counts. */
it.each<[string, number, (clock: Clock, ask: () => number) => () => unknown]>([
  [
    'the check of the store',
    1_000,
    (clock, ask) => createStoreCheck({ ping: async () => void ask(), clock, logEvent }),
  ],
  [
    'the balance',
    300_000,
    (clock, ask) => createBalance({ quota: async () => ask(), clock, logEvent }).touch,
  ],
  [
    'a catalogue that did not load',
    30_000,
    (clock, ask) => {
      const avatars = async () => Promise.reject(new Error(`down: ${ask()}`));
      const library = { avatars, voices: () => Promise.reject(new Error('down')) };
      const kept = { ...ALONE, load: async () => undefined, save: async () => {} };
      return createCatalogue({ library, kept, clock, logEvent }).touch;
    },
  ],
])('%s is asked for anew after %i ms, however the clock is set', async (_, everyMs, create) => {
  const clock = createVirtualClock();
  let asked = 0;
  const use = create(clock, () => {
    asked += 1;
    return asked;
  });
  const seen: number[] = [];
  const jumps = [
    [0, 0],
    [HOUR, 0],
    [-2 * HOUR, everyMs - 1],
    [0, 1],
  ] as const;
  for (const [jump, ms] of jumps) {
    clock.jump(jump);
    await clock.advance(ms);
    void use();
    await clock.advance(0);
    seen.push(asked);
  }
  expect(seen).toEqual([1, 1, 1, 2]);
});

it('the real time in memory is whole milliseconds and goes on', async () => {
  const before = systemClock.monotonic();
  await systemClock.sleep(20);
  const passed = systemClock.monotonic() - before;
  expect([Number.isInteger(before), passed >= 15]).toEqual([true, true]);
});

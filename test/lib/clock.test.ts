import { expect, it } from 'vitest';
import { createCatalogue } from '../../src/catalogue/catalogue-cache.ts';
import { createStoreCheck } from '../../src/http/store-check.ts';
import type { Clock } from '../../src/lib/clock.ts';
import { createBalance } from '../../src/videos/balance.ts';
import { SINGLE_PROCESS } from '../catalogue/sample-catalogue.ts';
import { createVirtualClock } from '../support/virtual-clock.ts';

const HOUR = 3_600_000;
type Load = () => Promise<never>;
const depsWith = (clock: Clock) => ({ clock, logEvent: () => {} });
const store = { ...SINGLE_PROCESS, load: async () => undefined, save: async () => {} };
const voices = async () => [];
const catalogue = (clock: Clock, avatars: Load) =>
  createCatalogue({ library: { avatars, voices }, sharedCopy: store, ...depsWith(clock) }).touch;

it.each<[string, number, (clock: Clock, load: Load) => () => unknown]>([
  ['the store', 1_000, (clock, ping) => createStoreCheck({ ping, ...depsWith(clock) })],
  ['the balance', 300_000, (clock, quota) => createBalance({ quota, ...depsWith(clock) }).refresh],
  ['a catalogue that failed to load', 30_000, catalogue],
])('%s is checked again after %i ms, even if the clock jumps', async (_, everyMs, create) => {
  const clock = createVirtualClock();
  let calls = 0;
  const check = create(clock, async () => {
    calls += 1;
    throw new Error(`down: ${calls}`);
  });
  const callCounts: number[] = [];
  for (const [jumpMs = 0, ms = 0] of [[], [HOUR], [-2 * HOUR, everyMs - 1], [0, 1]]) {
    clock.jump(jumpMs);
    await clock.advance(ms);
    void check();
    await clock.advance(0);
    callCounts.push(calls);
  }
  expect(callCounts).toEqual([1, 1, 1, 2]);
});

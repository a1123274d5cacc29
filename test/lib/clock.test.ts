import { expect, it } from 'vitest';
import { createCatalogue } from '../../src/catalogue/catalogue-cache.ts';
import { createStoreCheck } from '../../src/http/store-check.ts';
import { type Clock, systemClock } from '../../src/lib/clock.ts';
import { createDirectory } from '../../src/slack/web-api/directory.ts';
import { createBalance } from '../../src/videos/balance.ts';
import { createVirtualClock } from '../support/virtual-clock.ts';

const HOUR = 3_600_000;
const logEvent = () => {};

/** What asks again once its answer is old: `ask` counts. */
const CACHES: Readonly<Record<string, (clock: Clock, ask: () => number) => () => unknown>> = {
  'the check of the store': (clock, ask) => {
    const ping = async () => void ask();
    return createStoreCheck({ ping, clock, logEvent });
  },
  'the balance': (clock, ask) => {
    const quota = async () => ask();
    return createBalance({ quota, clock, logEvent }).touch;
  },
  'the people of a workspace': (clock, ask) => {
    const { person } = createDirectory({
      users: { info: async () => ({ asked: ask(), user: { team_id: 'T1' } }) },
      identity: { installation: async () => null, can: () => true },
      clock,
      logEvent,
    });
    return () => person('U1');
  },
  'a catalogue that did not load': (clock, ask) => {
    const refused = async () => Promise.reject(new Error('down'));
    const avatars = async () => Promise.reject(new Error(`down: ${ask()}`));
    const kept = { load: async () => undefined, save: async () => {} };
    return createCatalogue({ library: { avatars, voices: refused }, kept, clock, logEvent }).touch;
  },
};

it.each([
  ['the check of the store', 1_000],
  ['the balance', 300_000],
  ['the people of a workspace', 300_000],
  ['a catalogue that did not load', 30_000],
])('%s is asked for anew after %i ms, however the clock is set', async (name, everyMs) => {
  const clock = createVirtualClock();
  let asked = 0;
  const use = CACHES[name]?.(clock, () => {
    asked += 1;
    return asked;
  });
  const seen: number[] = [];
  for (const [jump, ms] of [
    [0, 0],
    [HOUR, 0],
    [-2 * HOUR, everyMs - 1],
    [0, 1],
  ] as const) {
    clock.jump(jump);
    await clock.advance(ms);
    void use?.();
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

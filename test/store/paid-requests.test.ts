import { expect, it } from 'vitest';
import { createPaidRequests } from '../../src/store/limits/paid-requests.ts';
import { openState } from '../../src/store/open-state.ts';
import { createVirtualClock } from '../support/virtual-clock.ts';
import { newPath } from './some-files.ts';

function limited(url = 'memory:', clock = createVirtualClock()) {
  const state = openState(url, () => undefined, { clock, random: () => 0.5 });
  const budget = createPaidRequests({ change: state.change, limit: 3, windowMs: 60_000 });
  return { ...budget, clock, state };
}

it('the limit is granted; then the wait until the oldest take leaves the window is answered', async () => {
  const url = `sqlite://${newPath()}`;
  const { take, clock, state } = limited(url);
  const answers: number[] = [];
  for (const gap of [0, 10_000, 10_000, 10_000, 30_000, 0]) {
    await clock.advance(gap);
    answers.push(await take());
  }
  await state.close();
  const afterRestart = await limited(url, clock).take();
  expect([answers, afterRestart]).toEqual([[0, 0, 0, 30_000, 0, 10_000], 10_000]);
});

it('a clock that is set back an hour holds nothing up for longer than the window', async () => {
  const { take, clock } = limited();
  for (let taken = 0; taken < 3; taken += 1) await take();
  clock.jump(-3_600_000);
  const waits = [await take()];
  await clock.advance(60_000);
  expect([...waits, await take()]).toEqual([60_000, 0]);
});

it.each([
  ['0.1', (times: number[]) => times],
  ['after 0.1', (times: number[]) => ({ times, heldUntil: 0, heldMs: 0 })],
])('what version %s remembered still counts', async (_, stored) => {
  const { take, clock, state } = limited();
  await state.keyvFor('paid-requests').set('times', stored(Array(3).fill(clock.now())));
  expect(await take()).toBe(60_000);
});

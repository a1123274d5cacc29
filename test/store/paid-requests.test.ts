import { expect, it } from 'vitest';
import { openState } from '../../src/store/open-state.ts';
import { createPaidRequests } from '../../src/store/paid-requests.ts';
import { createVirtualClock } from '../support/virtual-clock.ts';
import { someFolder } from './some-files.ts';

function limited(path?: string, clock = createVirtualClock()) {
  const state = openState(path ? `sqlite://${path}` : 'memory:', () => undefined, {
    clock,
    random: () => 0.5,
  });
  const budget = createPaidRequests({ change: state.change, limit: 3, windowMs: 60_000 });
  return { ...budget, clock, state };
}

it('grants the limit, then says how long until the oldest is out of the window', async () => {
  const { take, clock } = limited();
  const answers: number[] = [];
  for (const gap of [0, 10_000, 10_000, 10_000, 30_000, 0]) {
    await clock.advance(gap);
    answers.push(await take());
  }
  expect(answers).toEqual([0, 0, 0, 30_000, 0, 10_000]);
});

it('never grants more than the limit in any window, whenever it is asked', async () => {
  const { take, clock } = limited();
  const granted: number[] = [];
  for (let asked = 0; asked < 600; asked += 1) {
    if ((await take()) === 0) granted.push(clock.now());
    clock.jump((asked * 7919) % 1_700);
  }
  const crowded = granted.filter((at, index) => at - (granted[index - 3] ?? -Infinity) < 60_000);
  expect([granted.length > 20, crowded]).toEqual([true, []]);
});

it('those who ask together, over two connections and after a restart, share the places', async () => {
  const path = `${someFolder()}/state.sqlite`;
  const clock = createVirtualClock();
  const [one, other] = [limited(path, clock), limited(path, clock)];
  const answers = await Promise.all([one, other, one, other, one].map(({ take }) => take()));
  await Promise.all([one.state.close(), other.state.close()]);
  await clock.advance(20_000);
  const later = await limited(path, clock).take();
  expect([answers, later]).toEqual([[0, 0, 0, 60_000, 60_000], 40_000]);
});

it('a take that cannot be saved throws', async () => {
  const { take, state } = limited();
  await state.close();
  await expect(take()).rejects.toMatchObject({ name: 'StoreError' });
});

it('a clock that is set back an hour holds nothing up for longer than the window', async () => {
  const { take, clock } = limited();
  for (let taken = 0; taken < 3; taken += 1) await take();
  clock.jump(-3_600_000);
  const told = [await take()];
  await clock.advance(60_000);
  told.push(await take());
  expect(told).toEqual([60_000, 0]);
});

it('what version 0.1 remembered still counts', async () => {
  const { take, clock, state } = limited();
  await state.keyvFor('paid-requests').set('times', Array(3).fill(clock.now()));
  expect(await take()).toBe(60_000);
});

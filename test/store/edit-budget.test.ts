import { expect, it } from 'vitest';
import { createEditBudget } from '../../src/store/limits/edit-budget.ts';
import { openState } from '../../src/store/open-state.ts';
import { createVirtualClock } from '../support/virtual-clock.ts';

const MINUTE = 60_000;

/** Two processes that share one budget. */
function shared() {
  const clock = createVirtualClock(0);
  const logEvent = () => undefined;
  let asked = 0;
  const { change: real } = openState('memory:', logEvent, { clock, random: () => 0.5 });
  const change: typeof real = (...args) => {
    asked += 1;
    return real(...args);
  };
  const processes = [0, 1].map(() => createEditBudget({ change, clock, logEvent }));
  const [one, two] = processes as [(typeof processes)[0], (typeof processes)[0]];
  const spared = async (workspace = 'T1') =>
    [await one.spare(workspace), await two.spare(workspace)].filter(Boolean).length;
  return { clock, one, spared, asked: () => asked };
}

it('cards that only move their bars on get what is left of 40 edits a minute, over all processes', async () => {
  const { clock, spared, asked } = shared();
  let made = 0;
  for (let at = 0; at < 10 * MINUTE; at += 100) {
    made += await spared();
    await clock.advance(100);
  }
  expect(made).toBe(5 + 400 - 1);
  // Of 12,000 questions nine in ten were answered without the store.
  expect(asked()).toBeLessThan(1_300);
});

it('an edit that must be made is never refused, and leaves none to spare for a while', async () => {
  const { clock, one, spared } = shared();
  for (let nth = 0; nth < 20; nth += 1) await one.spend('T1');
  const seen = [await spared(), await spared('T2')];
  await clock.advance(20_000);
  seen.push(await spared());
  await clock.advance(10_000);
  expect([...seen, await spared()]).toEqual([0, 2, 0, 2]);
});

it('where the store fails, or its clock was wrong, no card waits for its bar', async () => {
  const clock = createVirtualClock(0);
  const failing = createEditBudget({
    change: () => Promise.reject(new Error('gone')),
    clock,
    logEvent: () => undefined,
  });
  await failing.spend('T1');
  expect(await failing.spare('T1')).toBe(false);
});

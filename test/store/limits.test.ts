import { expect, it, onTestFinished } from 'vitest';
import { createEditBudget } from '../../src/store/limits/edit-budget.ts';
import { createFairLimiter } from '../../src/store/limits/fair-limiter.ts';
import { createHolds } from '../../src/store/limits/holds.ts';
import { createPaidRequests } from '../../src/store/limits/paid-requests.ts';
import { createTokenBucket } from '../../src/store/limits/token-bucket.ts';
import { openState } from '../../src/store/open-state.ts';
import { createVirtualClock } from '../support/virtual-clock.ts';
import { onEachEngine } from './engines.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const RATE = { name: 'some', gapMs: 200, burst: 5 };
const logEvent = () => undefined;

/** A state that all processes of a test share, and how often it was asked. */
function shared() {
  const clock = createVirtualClock(0);
  const state = openState('memory:', logEvent, { clock, random: () => 0.5 });
  onTestFinished(() => state.close());
  let asked = 0;
  const change: typeof state.change = (...args) => {
    asked += 1;
    return state.change(...args);
  };
  const deps = { change, clock, logEvent };
  const paid = (limit = 3) => createPaidRequests({ change, limit, windowMs: MINUTE });
  return { clock, state, deps, paid, asked: () => asked };
}

it('the edits of cards that only move bars on get what is left of 40 a minute by those that must be made, over all processes', async () => {
  const { deps, clock, asked } = shared();
  const [one, two] = [createEditBudget(deps), createEditBudget(deps)];
  const spared = async (workspace = 'T1') =>
    [await one.trySpend(workspace), await two.trySpend(workspace)].filter(Boolean).length;
  let made = 0;
  for (let at = 0; at < 3 * MINUTE; at += 100, await clock.advance(100)) made += await spared();
  expect(made).toBe(5 + 120 - 1);
  // Of 3,600 questions nine in ten were answered without the store.
  expect(asked()).toBeLessThan(400);
  // Those that must be made are never refused, and leave none to spare for a while.
  for (let nth = 0; nth < 15; nth += 1) await one.spend('T1');
  const seen = [await spared(), await spared('T2')];
  await clock.advance(MINUTE / 3);
  seen.push(await spared());
  await clock.advance(MINUTE / 6);
  expect([...seen, await spared()]).toEqual([0, 2, 0, 2]);
});

it('the paid requests of a minute are granted; then the wait until the oldest leaves the window is answered', async () => {
  const { paid, clock } = shared();
  const answers: number[] = [];
  for (const gap of [0, 10_000, 10_000, 10_000, 30_000, 0]) {
    await clock.advance(gap);
    answers.push(await paid().take());
  }
  expect(answers).toEqual([0, 0, 0, 30_000, 0, 10_000]);
});

/** The places in line of each, where each asks for as many as here for five minutes. */
async function places(wanted: Readonly<Record<string, number>>) {
  const { clock, deps, paid } = shared();
  const fair = createFairLimiter({ ...deps, windowMs: MINUTE });
  const order: string[] = [];
  const ask = async (by: string) => {
    const limiter = fair(by, paid(6));
    for (let wait = await limiter.take(); wait > 0; wait = await limiter.take()) {
      await clock.sleep(wait);
      if (clock.monotonic() > 5 * MINUTE) return;
    }
    order.push(by);
  };
  // Ten seconds apart, so that the places become free one by one and not all at once.
  for (const [by, count] of Object.entries(wanted))
    for (let nth = 0; nth < count; nth += 1) {
      void ask(by);
      if (nth < 6) await clock.advance(by === 'busy' ? 9_000 : 1);
    }
  await clock.advance(6 * MINUTE);
  return (of: string) => order.flatMap((by, at) => (by === of ? [at] : []));
}

it('the paid requests of a minute go next to one that wants few of them; two that want the same share all', async () => {
  const crowded = await places({ busy: 80, quiet: 2 });
  expect(crowded('quiet')).toEqual([6, 7]);
  const both = await places({ busy: 100, other: 100 });
  const [busy, other] = [both('busy').length, both('other').length];
  expect([busy + other >= 30, Math.abs(busy - 6 - other) <= 2]).toEqual([true, true]);
});

/** One that two processes share, and when each had its turn, in ms since the start. */
function lined() {
  const { clock, deps } = shared();
  const bucket = () => createTokenBucket({ ...deps, ...RATE });
  const processes = [bucket(), bucket()];
  const at: number[] = [];
  let asked = 0;
  const ask = (count: number) => {
    for (let left = count; left > 0; left -= 1, asked += 1) {
      const nth = asked;
      void processes[nth % 2]?.().then(() => {
        at[nth] = clock.monotonic();
      });
    }
    return clock.runPending();
  };
  return { clock, ask, at };
}

it('a bucket gives its burst at once, then one per gap, in order; after a rest it is full, and no fuller', async () => {
  const { clock, ask, at } = lined();
  for (const [count, ms] of [[5, 600] as const, [4, 12_000] as const, [7, 1_000] as const]) {
    await ask(count);
    await clock.advance(ms);
  }
  const bursts = [...Array(5).fill(0), ...Array(3).fill(600), 800, ...Array(5).fill(12_600)];
  expect(at).toEqual([...bursts, 12_800, 13_000]);
});

it.each([-HOUR, HOUR])('a bucket holds nobody up where the clock is set by %i ms', async (jump) => {
  const { clock, ask, at } = lined();
  await ask(5);
  clock.jump(jump);
  await ask(1);
  expect(at).toEqual([0, 0, 0, 0, 0, 0]);
});

onEachEngine('holds', (share) => {
  it('hold a key for the longest time that was asked for, over all processes', async () => {
    const state = await share();
    const process = () => createHolds({ ...state.open(), logEvent });
    const [one, other] = [process(), process()];
    const waits = [await other.waitMs('jogg/GET')];
    await one.hold('jogg/GET', 30_000);
    await other.hold('jogg/GET', 1_000);
    waits.push(await other.waitMs('jogg/GET'), await other.waitMs('jogg/POST'));
    await state.pass(29_000);
    waits.push(await process().waitMs('jogg/GET'));
    // The clock is set back: the hold lasts no longer than was asked for.
    await state.pass(-HOUR);
    waits.push(await one.waitMs('jogg/GET'));
    await state.pass(HOUR + 1_000);
    expect([...waits, await one.waitMs('jogg/GET')]).toEqual([0, 30_000, 0, 1_000, 30_000, 0]);
  });
});

it('where the store fails no card waits for its bar, a turn comes a second later, a hold is short', async () => {
  const clock = createVirtualClock(0);
  const logged: string[] = [];
  const change = () => Promise.reject(new Error('gone'));
  const deps = { change, clock, logEvent: (event: string) => void logged.push(event) };
  const [edits, holds] = [createEditBudget(deps), createHolds(deps)];
  await edits.spend('T1');
  await holds.hold('jogg/GET', 5_000);
  const turn = createTokenBucket({ ...deps, ...RATE })().then(() => clock.monotonic());
  const told = [await edits.trySpend('T1'), await holds.waitMs('jogg/GET')];
  await clock.advance(2_000);
  expect([...told, await turn]).toEqual([false, 2_000, 1_000]);
  const said = ['edit_budget_store_failed', 'holds_store_failed', 'bucket_store_failed'];
  expect(new Set(logged)).toEqual(new Set(said));
});

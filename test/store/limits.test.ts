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

/** A state that all processes of a test share, with a count of its calls. */
function sharedLimits() {
  const clock = createVirtualClock(0);
  const state = openState('memory:', logEvent, { clock, random: () => 0.5 });
  onTestFinished(() => state.close());
  let callCount = 0;
  const change: typeof state.change = (...args) => {
    callCount += 1;
    return state.change(...args);
  };
  const deps = { change, clock, logEvent };
  const paidLimiter = (limit = 3) => createPaidRequests({ change, limit, windowMs: MINUTE });
  return { clock, state, deps, paidLimiter, callCount: () => callCount };
}

it('optional edits of all processes get what required edits leave of 40 a minute', async () => {
  const { deps, clock, callCount } = sharedLimits();
  const [one, two] = [createEditBudget(deps), createEditBudget(deps)];
  const optionalEdits = async (workspace = 'T1') =>
    [await one.trySpend(workspace), await two.trySpend(workspace)].filter(Boolean).length;
  let made = 0;
  for (let at = 0; at < 3 * MINUTE; at += 100, await clock.advance(100))
    made += await optionalEdits();
  expect(made).toBe(5 + 120 - 1);
  // Nine in ten of the 3,600 questions were answered without the store.
  expect(callCount()).toBeLessThan(400);
  // Required edits are never denied, and leave no room for optional ones for a while.
  for (let nth = 0; nth < 15; nth += 1) await one.spend('T1');
  const results = [await optionalEdits(), await optionalEdits('T2')];
  await clock.advance(MINUTE / 3);
  results.push(await optionalEdits());
  await clock.advance(MINUTE / 6);
  expect([...results, await optionalEdits()]).toEqual([0, 2, 0, 2]);
});

it('paid requests are granted up to the limit of a minute; then the answer is the wait until the oldest leaves the window', async () => {
  const { paidLimiter, clock } = sharedLimits();
  const answers: number[] = [];
  for (const gap of [0, 10_000, 10_000, 10_000, 30_000, 0]) {
    await clock.advance(gap);
    answers.push(await paidLimiter().take());
  }
  expect(answers).toEqual([0, 0, 0, 30_000, 0, 10_000]);
});

/** The order of the grants if each tenant asks for this many within five minutes. */
async function grantOrder(demand: Readonly<Record<string, number>>) {
  const { clock, deps, paidLimiter } = sharedLimits();
  const fair = createFairLimiter({ ...deps, windowMs: MINUTE });
  const order: string[] = [];
  const ask = async (by: string) => {
    const limiter = fair(by, paidLimiter(6));
    for (let wait = await limiter.take(); wait > 0; wait = await limiter.take()) {
      await clock.sleep(wait);
      if (clock.monotonic() > 5 * MINUTE) return;
    }
    order.push(by);
  };
  // Apart in time, so that grants become free one by one and not all at once.
  for (const [by, count] of Object.entries(demand))
    for (let nth = 0; nth < count; nth += 1) {
      void ask(by);
      if (nth < 6) await clock.advance(by === 'busy' ? 9_000 : 1);
    }
  await clock.advance(6 * MINUTE);
  return (of: string) => order.flatMap((by, at) => (by === of ? [at] : []));
}

it('a tenant with few paid requests gets the next grants; two tenants with equal demand share them equally', async () => {
  const crowded = await grantOrder({ busy: 80, quiet: 2 });
  expect(crowded('quiet')).toEqual([6, 7]);
  const both = await grantOrder({ busy: 100, other: 100 });
  const [busy, other] = [both('busy').length, both('other').length];
  expect([busy + other >= 30, Math.abs(busy - 6 - other) <= 2]).toEqual([true, true]);
});

/** A bucket that two processes share, and when each request got its token, in ms. */
function sharedBucket() {
  const { clock, deps } = sharedLimits();
  const bucket = () => createTokenBucket({ ...deps, ...RATE });
  const processes = [bucket(), bucket()];
  const at: number[] = [];
  let requestCount = 0;
  const ask = (count: number) => {
    for (let remaining = count; remaining > 0; remaining -= 1, requestCount += 1) {
      const nth = requestCount;
      void processes[nth % 2]?.().then(() => {
        at[nth] = clock.monotonic();
      });
    }
    return clock.runPending();
  };
  return { clock, ask, at };
}

it('a bucket grants its burst at once, then one token per gap, in order; after a pause it is full, and no fuller', async () => {
  const { clock, ask, at } = sharedBucket();
  for (const [count, ms] of [[5, 600] as const, [4, 12_000] as const, [7, 1_000] as const]) {
    await ask(count);
    await clock.advance(ms);
  }
  const bursts = [...Array(5).fill(0), ...Array(3).fill(600), 800, ...Array(5).fill(12_600)];
  expect(at).toEqual([...bursts, 12_800, 13_000]);
});

it.each([-HOUR, HOUR])('a bucket delays no request if the clock jumps %i ms', async (jump) => {
  const { clock, ask, at } = sharedBucket();
  await ask(5);
  clock.jump(jump);
  await ask(1);
  expect(at).toEqual([0, 0, 0, 0, 0, 0]);
});

onEachEngine('holds', (share) => {
  it('a key is held for the longest requested time, over all processes', async () => {
    const state = await share();
    const process = () => createHolds({ ...state.open(), logEvent });
    const [one, other] = [process(), process()];
    const waits = [await other.waitMs('jogg/GET')];
    await one.hold('jogg/GET', 30_000);
    await other.hold('jogg/GET', 1_000);
    waits.push(await other.waitMs('jogg/GET'), await other.waitMs('jogg/POST'));
    await state.advance(29_000);
    waits.push(await process().waitMs('jogg/GET'));
    // The clock is set back: the hold lasts no longer than requested.
    await state.advance(-HOUR);
    waits.push(await one.waitMs('jogg/GET'));
    await state.advance(HOUR + 1_000);
    expect([...waits, await one.waitMs('jogg/GET')]).toEqual([0, 30_000, 0, 1_000, 30_000, 0]);
  });
});

it('if the store fails, optional edits are skipped, a token comes a second later and holds are short', async () => {
  const clock = createVirtualClock(0);
  const logged: string[] = [];
  const change = () => Promise.reject(new Error('gone'));
  const deps = { change, clock, logEvent: (event: string) => void logged.push(event) };
  const [edits, holds] = [createEditBudget(deps), createHolds(deps)];
  await edits.spend('T1');
  await holds.hold('jogg/GET', 5_000);
  const turn = createTokenBucket({ ...deps, ...RATE })().then(() => clock.monotonic());
  const answers = [await edits.trySpend('T1'), await holds.waitMs('jogg/GET')];
  await clock.advance(2_000);
  expect([...answers, await turn]).toEqual([false, 2_000, 1_000]);
  const failures = ['edit_budget_store_failed', 'holds_store_failed', 'bucket_store_failed'];
  expect(new Set(logged)).toEqual(new Set(failures));
});

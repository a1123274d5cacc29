import { describe, expect, it, onTestFinished } from 'vitest';
import { createEditBudget } from '../../src/store/limits/edit-budget.ts';
import { createFairTurns } from '../../src/store/limits/fair-turns.ts';
import { createHolds } from '../../src/store/limits/holds.ts';
import { createPaidRequests } from '../../src/store/limits/paid-requests.ts';
import { createTokenBucket } from '../../src/store/limits/token-bucket.ts';
import { openState } from '../../src/store/open-state.ts';
import { createVirtualClock } from '../support/virtual-clock.ts';
import { onEachEngine } from './engines.ts';
import { newPath } from './some-files.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const RATE = { name: 'some', gapMs: 200, burst: 5 };
const logEvent = () => undefined;

/** A state that all processes of a test share, and how often it was asked. */
function shared(url = 'memory:', clock = createVirtualClock(0)) {
  const state = openState(url, logEvent, { clock, random: () => 0.5 });
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

describe('the edits of cards', () => {
  function edits() {
    const { deps, ...rest } = shared();
    const [one, two] = [createEditBudget(deps), createEditBudget(deps)];
    const spared = async (workspace = 'T1') =>
      [await one.spare(workspace), await two.spare(workspace)].filter(Boolean).length;
    return { ...rest, one, spared };
  }

  it('that only move bars on get what is left of 40 a minute, over all processes', async () => {
    const { clock, spared, asked } = edits();
    let made = 0;
    for (let at = 0; at < 3 * MINUTE; at += 100) {
      made += await spared();
      await clock.advance(100);
    }
    expect(made).toBe(5 + 120 - 1);
    // Of 3,600 questions nine in ten were answered without the store.
    expect(asked()).toBeLessThan(400);
  });

  it('that must be made are never refused, and leave none to spare for a while', async () => {
    const { clock, one, spared } = edits();
    for (let nth = 0; nth < 20; nth += 1) await one.spend('T1');
    const seen = [await spared(), await spared('T2')];
    await clock.advance(20_000);
    seen.push(await spared());
    await clock.advance(10_000);
    expect([...seen, await spared()]).toEqual([0, 2, 0, 2]);
  });
});

describe('the paid requests of a minute', () => {
  it('are granted; then the wait until the oldest leaves the window is answered', async () => {
    const url = `sqlite://${newPath()}`;
    const { paid, clock, state } = shared(url);
    const answers: number[] = [];
    for (const gap of [0, 10_000, 10_000, 10_000, 30_000, 0]) {
      await clock.advance(gap);
      answers.push(await paid().take());
    }
    await state.close();
    const afterRestart = await shared(url, clock).paid().take();
    expect([answers, afterRestart]).toEqual([[0, 0, 0, 30_000, 0, 10_000], 10_000]);
  });

  it('hold nothing up for longer than that where the clock is set back', async () => {
    const { paid, clock } = shared();
    for (let taken = 0; taken < 3; taken += 1) await paid().take();
    clock.jump(-HOUR);
    const waits = [await paid().take()];
    await clock.advance(MINUTE);
    expect([...waits, await paid().take()]).toEqual([MINUTE, 0]);
  });

  it.each([
    ['0.1', (times: number[]) => times],
    ['after 0.1', (times: number[]) => ({ times, heldUntil: 0, heldMs: 0 })],
  ])('that version %s remembered still count', async (_, stored) => {
    const { paid, clock, state } = shared();
    await state.keyvFor('paid-requests').set('times', stored(Array(3).fill(clock.now())));
    expect(await paid().take()).toBe(MINUTE);
  });

  /** The places in line of each, where each asks for as many as here for five minutes. */
  async function places(wanted: Readonly<Record<string, number>>, isFair = true) {
    const { clock, deps, paid } = shared();
    const fair = createFairTurns({ ...deps, windowMs: MINUTE });
    const order: string[] = [];
    const ask = async (by: string) => {
      const limiter = isFair ? fair(by, paid(6)) : paid(6);
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

  it('go next to one that wants few of them; two that want the same share all', async () => {
    const [unfair, fair] = [
      await places({ busy: 80, quiet: 2 }, false),
      await places({ busy: 80, quiet: 2 }),
    ];
    expect([unfair('quiet'), fair('quiet')]).toEqual([[], [6, 7]]);
    const both = await places({ busy: 100, other: 100 });
    const [busy, other] = [both('busy').length, both('other').length];
    expect([busy + other >= 30, Math.abs(busy - 6 - other) <= 2]).toEqual([true, true]);
    const alone = [await places({ busy: 100 }), await places({ busy: 100 }, false)];
    expect(new Set(alone.map((of) => of('busy').length)).size).toBe(1);
  });
});

describe('a bucket of turns', () => {
  /** One that two processes share, and who had a turn when, in ms since the start. */
  function lined() {
    const { clock, deps } = shared();
    const processes = [
      createTokenBucket({ ...deps, ...RATE }),
      createTokenBucket({ ...deps, ...RATE }),
    ];
    const turns: (readonly [who: number, at: number])[] = [];
    let asked = 0;
    const ask = (count: number) => {
      for (let nth = 0; nth < count; nth += 1) {
        const who = asked;
        asked += 1;
        void processes[who % 2]?.().then(() => turns.push([who, clock.monotonic()]));
      }
      return clock.runPending();
    };
    return { clock, ask, pass: clock.advance, turns, at: () => turns.map(([, at]) => at) };
  }
  const most = (times: readonly number[], ms: number) =>
    Math.max(...times.map((from) => times.filter((at) => at >= from && at < from + ms).length));

  it('serves a crowd in order: in any window a burst and one per gap, and not fewer', async () => {
    const line = lined();
    for (let round = 0; round < 60; round += 1) {
      await line.ask((round * 13) % 9);
      await line.pass(((round * 31) % 40) * 10);
    }
    await line.pass(40_000);
    const who = line.turns.map(([each]) => each);
    expect([who.length, who]).toEqual([240, who.toSorted((a, b) => a - b)]);
    const at = line.at();
    const tooMany = [1, 200, 1_000, 3_000, 10_000].filter(
      (ms) => most(at, ms) > RATE.burst + Math.ceil(ms / RATE.gapMs),
    );
    expect([tooMany, most(at, 10_000) >= 10_000 / RATE.gapMs]).toEqual([[], true]);
  });

  it('gives its burst at once, then one per gap; after a rest it is full, and no fuller', async () => {
    const line = lined();
    for (const [count = 0, ms = 0] of [
      [5, 600],
      [4, 12_000],
      [7, 1_000],
    ]) {
      await line.ask(count);
      await line.pass(ms);
    }
    const bursts = [...Array(5).fill(0), ...Array(3).fill(600), 800, ...Array(5).fill(12_600)];
    expect(line.at()).toEqual([...bursts, 12_800, 13_000]);
  });

  it.each([-HOUR, HOUR])('holds nobody up where the clock is set by %i ms', async (jump) => {
    const line = lined();
    await line.ask(5);
    line.clock.jump(jump);
    await line.ask(1);
    await line.pass(200);
    expect(line.at()).toEqual([0, 0, 0, 0, 0, 0]);
  });
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
  const told = [await edits.spare('T1'), await holds.waitMs('jogg/GET')];
  await clock.advance(2_000);
  expect([...told, await turn]).toEqual([false, 2_000, 1_000]);
  expect(new Set(logged)).toEqual(
    new Set(['edit_budget_store_failed', 'holds_store_failed', 'bucket_store_failed']),
  );
});

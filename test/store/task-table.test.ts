import { describe, expect, it, onTestFinished } from 'vitest';
import type { TaskTable } from '../../src/domain/task-table.ts';
import { type Engine, postgres, type Shared, sqlite } from './engines.ts';

const LEASE_MS = 30_000;
const HOUR_MS = 3_600_000;
const MONTH_MS = 30 * 24 * HOUR_MS;
const RULES = { crowd: 2, gapMs: 1_000, restedMs: MONTH_MS };
const NOBODY = { id: 'a', fence: 99 };

describe('the task table of SQLite', () => itKeepsTasks(sqlite));
describe('the task table of PostgreSQL', () => itKeepsTasks(postgres()));

/** What every engine's table of tasks must do. */
function itKeepsTasks(engine: Engine): void {
  async function shared(): Promise<Shared & { one: TaskTable; other: TaskTable }> {
    const state = await engine.share();
    onTestFinished(() => state.close());
    return { ...state, one: state.open().tasks, other: state.open().tasks };
  }
  const claimOne = async (table: TaskTable, lane: 'prompt' | 'poll' | 'file' = 'prompt') => {
    const [task] = await table.claim(lane, 1, LEASE_MS);
    if (!task) throw new Error('nothing is due');
    return task;
  };
  const idsOf = (tasks: readonly { readonly id: string }[]) => tasks.map(({ id }) => id);

  it('an id is added once, for ever, and its payload is what the first run is given', async () => {
    const { one, other } = await shared();
    const added = [await one.add('a', 'grüße "\\u0000"'), await other.add('a', 'second')];
    const task = await claimOne(other);
    await other.finish(task, 'idle');
    expect([added, await one.add('a', 'third'), task]).toEqual([
      [true, false],
      false,
      { id: 'a', payload: 'grüße "\\u0000"', fence: 1, failures: 0 },
    ]);
  });

  it('due tasks are given out by lane, longest due first, as many as asked for', async () => {
    const { one, pass } = await shared();
    for (const id of ['a', 'b', 'c']) {
      await one.add(id, '');
      await pass(10);
    }
    const polls = await one.claim('poll', 5, LEASE_MS);
    const first = await one.claim('prompt', 2, LEASE_MS);
    expect([polls, idsOf(first), idsOf(await one.claim('prompt', 5, LEASE_MS))]).toEqual([
      [],
      ['a', 'b'],
      ['c'],
    ]);
  });

  it('a task rests until its time in its lane, and the table says for how long', async () => {
    const { one, pass } = await shared();
    await one.add('a', '');
    await one.finish(await claimOne(one), { afterMs: 5_000.5, lane: 'poll' });
    const waits = [await one.msUntilDue('poll'), await one.msUntilDue('prompt')];
    const early = await one.claim('poll', 1, LEASE_MS);
    await pass(5_001);
    expect([waits, early, idsOf(await one.claim('poll', 1, LEASE_MS))]).toEqual([
      [5_001, null],
      [],
      ['a'],
    ]);
  });

  it('a lease keeps others off until it has run out; then the old holder can do nothing', async () => {
    const { one, other, pass } = await shared();
    await one.add('a', '');
    const old = await claimOne(one);
    await pass(LEASE_MS - 1);
    const early = await other.claim('prompt', 1, LEASE_MS);
    await pass(1);
    const taken = await claimOne(other);
    const record = { namespace: 'video', key: 'a', value: 1 };
    expect({
      early,
      fence: taken.fence,
      renew: await one.renew(old, LEASE_MS),
      write: await one.write(old, [record]),
      finish: await one.finish(old, 'idle', [record]),
      fail: await one.fail(old, { afterMs: 0, most: 1 }),
      postpone: await one.postpone(old, 0),
      counts: await one.counts(),
    }).toEqual({
      early: [],
      fence: 2,
      renew: false,
      write: false,
      finish: false,
      fail: null,
      postpone: false,
      counts: { due: 0, waiting: 0, running: 1, resting: 0, quarantined: 0 },
    });
  });

  it('an overdue lease that nobody took is good again when it is asked for', async () => {
    const { one, other, pass } = await shared();
    await one.add('a', '');
    const task = await claimOne(one);
    await pass(2 * LEASE_MS);
    const renewed = await one.renew(task, LEASE_MS);
    expect([renewed, await other.claim('prompt', 1, LEASE_MS)]).toEqual([true, []]);
  });

  it('a beat keeps what runs and gives up a claim whose answer never came', async () => {
    const { one, other, pass } = await shared();
    await one.add('runs', '');
    const runs = await claimOne(one);
    await one.add('lost', '');
    await claimOne(one);
    await pass(LEASE_MS / 2);
    await one.beat([runs], LEASE_MS);
    const given = await other.claim('prompt', 5, LEASE_MS);
    await pass(LEASE_MS - 1);
    expect([idsOf(given), await other.claim('prompt', 5, LEASE_MS)]).toEqual([['lost'], []]);
  });

  it('a process does not claim again what it holds itself', async () => {
    const { one, pass } = await shared();
    await one.add('a', '');
    await claimOne(one);
    await pass(2 * LEASE_MS);
    expect(await one.claim('prompt', 1, LEASE_MS)).toEqual([]);
  });

  it('a wake makes due: a task at rest now, a running one after its run, an unknown one never', async () => {
    const { one, other } = await shared();
    await one.add('a', '');
    await one.finish(await claimOne(one), 'idle');
    const known = [await other.wake('a'), await other.wake('none')];
    const again = await claimOne(one);
    await other.wake('a');
    const meanwhile = await other.claim('prompt', 1, LEASE_MS);
    await one.finish(again, { afterMs: HOUR_MS, lane: 'file' });
    expect([known, meanwhile, idsOf(await other.claim('prompt', 1, LEASE_MS))]).toEqual([
      [true, false],
      [],
      ['a'],
    ]);
  });

  it('what a run learned and when it runs again are stored together, and over the old', async () => {
    const { one, open } = await shared();
    const videos = open().keyvFor('video');
    await videos.set('a', { old: true });
    await one.add('a', '');
    const task = await claimOne(one);
    await one.write(task, [
      { namespace: 'video', key: 'a', value: { state: 'requested' } },
      { namespace: 'video', key: 'a', value: { state: 'announced' } },
      { namespace: 'project', key: 'p', value: 'a' },
    ]);
    const between = await videos.get('a');
    const value = { state: 'delivered', text: '\u0000 👋' };
    const finished = await one.finish(task, 'idle', [{ namespace: 'video', key: 'a', value }]);
    const project = await open().keyvFor('project').get('p');
    expect([between, finished, await videos.get('a'), project]).toEqual([
      { state: 'announced' },
      true,
      value,
      'a',
    ]);
  });

  it('a run that has ended, or was given up, writes, finishes and renews nothing more', async () => {
    const { one, open } = await shared();
    const videos = open().keyvFor('video');
    const refused: unknown[] = [];
    for (const end of ['finished', 'given up'] as const) {
      await one.add(end, '');
      const task = await claimOne(one);
      await (end === 'finished' ? one.finish(task, 'idle') : one.beat([], LEASE_MS));
      refused.push(
        await one.write(task, [{ namespace: 'video', key: 'a', value: 'late' }]),
        await one.finish(task, 'idle'),
        await one.renew(task, LEASE_MS),
      );
    }
    expect([refused, await videos.get('a')]).toEqual([Array(6).fill(false), undefined]);
  });

  it('a task that fails too often in a row is quarantined until it is woken', async () => {
    const { one, pass } = await shared();
    await one.add('a', '');
    const fail = async () => one.fail(await claimOne(one), { afterMs: 1_000, most: 2 });
    const first = await fail();
    await pass(1_000);
    const second = await fail();
    const counts = await one.counts();
    await pass(HOUR_MS);
    const still = await one.claim('prompt', 1, LEASE_MS);
    await one.wake('a');
    expect([first, second, counts.quarantined, still, (await claimOne(one)).failures]).toEqual([
      { failures: 1, quarantined: false },
      { failures: 2, quarantined: true },
      1,
      [],
      0,
    ]);
  });

  it('a run that fails through no fault of its own does not count', async () => {
    const { one, pass } = await shared();
    await one.add('a', '');
    const postponed = await one.postpone(await claimOne(one), 1_000);
    const early = await one.claim('prompt', 1, LEASE_MS);
    await pass(1_000);
    expect([postponed, early, (await claimOne(one)).failures]).toEqual([true, [], 0]);
  });

  it('places count those with something to do now, by when they were added', async () => {
    const { one } = await shared();
    for (const id of ['a', 'b', 'c']) await one.add(id, '');
    await one.finish(await claimOne(one), { afterMs: HOUR_MS, lane: 'poll' });
    expect([await one.place('b'), await one.place('c'), await one.place('none')]).toEqual([
      1,
      2,
      null,
    ]);
  });

  it('the counts say what every task is doing', async () => {
    const { one } = await shared();
    for (const id of ['waits', 'rests', 'bad', 'runs', 'due']) await one.add(id, '');
    const [waits, rests, bad] = await one.claim('prompt', 4, LEASE_MS);
    await one.finish(waits ?? NOBODY, { afterMs: 1, lane: 'poll' });
    await one.finish(rests ?? NOBODY, 'idle');
    await one.fail(bad ?? NOBODY, { afterMs: 0, most: 1 });
    const counts = { due: 1, waiting: 1, running: 1, resting: 1, quarantined: 1 };
    expect(await one.counts()).toEqual(counts);
  });

  it('a start recalls, spreads, forgets and pardons, and says how many', async () => {
    const { one, other, pass } = await shared();
    for (const id of ['old', 'bad', 'far', 'p1', 'p2', 'p3']) await one.add(id, '');
    const tasks = new Map((await one.claim('prompt', 9, LEASE_MS)).map((task) => [task.id, task]));
    const held = (id: string) => tasks.get(id) ?? NOBODY;
    await one.finish(held('old'), 'idle');
    await pass(MONTH_MS + 1);
    await one.fail(held('bad'), { afterMs: 0, most: 1 });
    await one.finish(held('far'), { afterMs: 99 * HOUR_MS, lane: 'file' });
    for (const id of ['p1', 'p2', 'p3']) await one.finish(held(id), { afterMs: 0, lane: 'poll' });
    const report = await other.startUp(RULES);
    const now = [await other.claim('prompt', 9, LEASE_MS), await other.claim('file', 9, LEASE_MS)];
    const polls = await other.claim('poll', 9, LEASE_MS);
    expect([report, now.map(idsOf), idsOf(polls), await other.msUntilDue('poll')]).toEqual([
      { released: 0, recalled: 1, spread: 2, purged: 1, pardoned: 1 },
      [['bad'], ['far']],
      ['p1'],
      1_000,
    ]);
  });
}

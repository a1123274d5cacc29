import { expect, it } from 'vitest';
import type { Lane } from '../../src/domain/ports.ts';
import type { TaskTable } from '../../src/domain/task-table.ts';
import { onEachEngine } from './engines.ts';

const LEASE_MS = 30_000;
const HOUR_MS = 3_600_000;
const MONTH_MS = 30 * 24 * HOUR_MS;
const NOBODY = { id: 'a', fence: 99 };
const IDLE = { due: 0, waiting: 0, running: 0, resting: 0, quarantined: 0, lateMs: 0 };
const LATE = { namespace: 'video', key: 'a', value: 'late' };

onEachEngine('the task table', (share) => {
  /** One empty table as two processes see it, with tasks of these ids. */
  async function shared(...ids: string[]) {
    const state = await share();
    const [one, other] = [state.open(), state.open()];
    for (const id of ids) await one.tasks.add(id, '');
    return { one: one.tasks, other: other.tasks, keyvFor: other.keyvFor, pass: state.pass };
  }
  const claim = (table: TaskTable, lane: Lane = 'prompt', limit = 9) =>
    table.claim(lane, limit, LEASE_MS);
  const claimOne = async (table: TaskTable) => (await claim(table, 'prompt', 1))[0] ?? NOBODY;
  const idsOf = async (tasks: ReturnType<typeof claim>) => (await tasks).map(({ id }) => id);

  it('an id is added once, for ever, and its first payload is what a run is given', async () => {
    const { one, other } = await shared();
    const added = [await one.add('a', 'grüße "\\u0000"'), await other.add('a', 'second')];
    const task = await claimOne(other);
    await other.finish(task, 'idle');
    expect([...added, await one.add('a', 'third')]).toEqual([true, false, false]);
    expect(task).toEqual({ id: 'a', payload: 'grüße "\\u0000"', fence: 1, failures: 0 });
  });

  it('due tasks are given out by lane, longest due first, as many as asked for; the others rest until their time', async () => {
    const { one, pass } = await shared();
    for (const id of ['a', 'b', 'c']) {
      await one.add(id, '');
      await pass(10);
    }
    const polls = await idsOf(claim(one, 'poll'));
    const two = await claim(one, 'prompt', 2);
    const given = [polls, two.map(({ id }) => id), await idsOf(claim(one))];
    await one.finish(two[0] ?? NOBODY, { afterMs: 5_000.5, lane: 'poll' });
    const waits = [await one.msUntilDue('poll'), await one.msUntilDue('prompt')];
    const early = await claim(one, 'poll');
    await pass(5_001);
    expect(given).toEqual([[], ['a', 'b'], ['c']]);
    expect([waits, early, await idsOf(claim(one, 'poll'))]).toEqual([[5_001, null], [], ['a']]);
  });

  it('a holder can do nothing once its lease ran out and another took the task, it finished, or it gave up', async () => {
    const { one, other, keyvFor, pass } = await shared('a');
    const tries = async (old: { id: string; fence: number }) => [
      await one.renew(old, LEASE_MS),
      await one.write(old, [LATE]),
      await one.finish(old, 'idle', [LATE]),
      await one.fail(old, { afterMs: 0, maxFailures: 1 }),
      await one.postpone(old, 0),
    ];
    const old = await claimOne(one);
    await pass(LEASE_MS - 1);
    const early = await claim(other);
    await pass(1);
    const { fence } = await claimOne(other);
    const late = [await tries(old)];
    const counts = [{ lane: 'prompt', ...IDLE, running: 1 }];
    expect([early, fence, await one.lanes()]).toEqual([[], 2, counts]);
    for (const end of ['finished', 'given up'] as const) {
      await one.add(end, '');
      const task = await claimOne(one);
      await (end === 'finished' ? one.finish(task, 'idle') : one.heartbeat([], LEASE_MS));
      late.push(await tries(task));
    }
    expect(late).toEqual(Array(3).fill([false, null, false, null, false]));
    expect(await keyvFor('video').get('a')).toBeUndefined();
  });

  it('an overdue lease that nobody took is not claimed by its holder, and is good again', async () => {
    const { one, other, pass } = await shared('a');
    const task = await claimOne(one);
    await pass(2 * LEASE_MS);
    const again = await claim(one);
    const renewed = await one.renew(task, LEASE_MS);
    expect([again, renewed, await claim(other)]).toEqual([[], true, []]);
  });

  it('a check keeps a lease, and writes it anew only where less than half of it is left', async () => {
    const { one, pass } = await shared('a');
    const task = await claimOne(one);
    const left: unknown[] = [];
    for (const ms of [LEASE_MS / 2, 1]) {
      await pass(ms);
      left.push(await one.renew(task, LEASE_MS), await one.write(task, []));
    }
    expect(left).toEqual([true, LEASE_MS / 2, true, LEASE_MS]);
  });

  it('a beat keeps what runs and gives up a claim whose answer never came', async () => {
    const { one, other, pass } = await shared('runs', 'lost');
    const runs = await claimOne(one);
    await claimOne(one);
    await pass(LEASE_MS / 2);
    await one.heartbeat([runs], LEASE_MS);
    const given = await idsOf(claim(other));
    await pass(LEASE_MS - 1);
    expect([given, await claim(other)]).toEqual([['lost'], []]);
  });

  it('a wake makes due: a task at rest now, a running one after its run, an unknown one never', async () => {
    const { one, other } = await shared('a');
    await one.finish(await claimOne(one), 'idle');
    const known = [await other.wake('a'), await other.wake('none')];
    const again = await claimOne(one);
    await other.wake('a');
    const meanwhile = await claim(other);
    await one.finish(again, { afterMs: HOUR_MS, lane: 'file' });
    expect([known, meanwhile, await idsOf(claim(other))]).toEqual([[true, false], [], ['a']]);
  });

  it('what a run learned and when it runs again are stored together, and over the old', async () => {
    const { one, keyvFor, pass } = await shared('a');
    const videos = keyvFor('video');
    await videos.set('a', { old: true });
    const task = await claimOne(one);
    await pass(1_000);
    const leftMs = await one.write(task, [
      { ...LATE, value: { state: 'requested' } },
      { ...LATE, value: { state: 'announced' } },
      { namespace: 'project', key: 'p', value: 'a' },
    ]);
    const between = [await videos.get('a'), await keyvFor('project').get('p')];
    const value = { state: 'delivered', text: '\u0000 👋' };
    const finished = await one.finish(task, 'idle', [{ ...LATE, value }]);
    expect([leftMs, between]).toEqual([LEASE_MS - 1_000, [{ state: 'announced' }, 'a']]);
    expect([finished, await videos.get('a')]).toEqual([true, value]);
  });

  it('a task that fails too often in a row is quarantined until it is woken; a postponed run does not count', async () => {
    const { one, pass } = await shared('a');
    const fail = async () => one.fail(await claimOne(one), { afterMs: 1_000, maxFailures: 2 });
    const seen: unknown[] = [await one.postpone(await claimOne(one), 1_000), await claim(one)];
    for (const isWell of [false, true, false, false]) {
      await pass(1_000);
      if (isWell) await one.finish(await claimOne(one), { afterMs: 0, lane: 'prompt' });
      else seen.push(await fail());
    }
    await pass(HOUR_MS);
    seen.push(await claim(one));
    await one.wake('a');
    const once = { failures: 1, quarantined: false };
    const again = { id: 'a', payload: '', fence: 6, failures: 0 };
    const ended = [once, once, { failures: 2, quarantined: true }, [], [again]];
    expect([...seen, await claim(one)]).toEqual([true, [], ...ended]);
  });

  it('the table says what every task is doing, and its place among those with something to do', async () => {
    const { one, pass } = await shared('waits', 'rests', 'bad', 'runs', 'due');
    const [waits = NOBODY, rests = NOBODY, bad = NOBODY] = await claim(one, 'prompt', 4);
    const being = (state: string) => [{ ...LATE, state }];
    await one.write(waits, being('announced'));
    await one.finish(waits, { afterMs: 1, lane: 'poll' }, being('rendering'));
    await one.write(rests, being('delivered'));
    await one.finish(rests, 'idle');
    await one.write({ id: 'due', fence: 99 }, being('lost'));
    await one.fail(bad, { afterMs: 0, maxFailures: 1 });
    const busy = { ...IDLE, due: 1, running: 1, resting: 1, quarantined: 1 };
    const counts = [
      { lane: 'poll', ...IDLE, waiting: 1 },
      { lane: 'prompt', ...busy },
    ];
    const places = await Promise.all(['runs', 'due', 'none'].map(one.position));
    const states = Object.fromEntries(await one.states());
    const told = [await one.lanes(), places, states];
    expect(told).toEqual([counts, [1, 2, null], { delivered: 1, rendering: 1 }]);
    await pass(4_000);
    const due = (await one.lanes()).map(({ lane, due, lateMs }) => `${lane} ${due} ${lateMs}`);
    expect(due).toEqual(['poll 1 3999', 'prompt 1 4000']);
  });

  it('a start recalls, spreads, forgets and pardons, and says how many', async () => {
    const ids = ['old', 'bad', 'far', 'p1', 'p2', 'p3', 'p4', 'p5'];
    const { one, other, pass } = await shared(...ids);
    const tasks = new Map((await claim(one)).map((task) => [task.id, task]));
    const finish = (id: string, afterMs: number, lane: Lane) =>
      one.finish(tasks.get(id) ?? NOBODY, { afterMs, lane });
    await one.finish(tasks.get('old') ?? NOBODY, 'idle');
    await pass(MONTH_MS + 1);
    await one.fail(tasks.get('bad') ?? NOBODY, { afterMs: 0, maxFailures: 1 });
    await finish('far', 99 * HOUR_MS, 'file');
    for (const id of ['p1', 'p2', 'p3']) await finish(id, 0, 'poll');
    await finish('p4', 9_000, 'poll');
    await finish('p5', 9_500, 'poll');
    const report = await other.startUp({ burst: 2, gapMs: 1_000, retentionMs: MONTH_MS });
    const now = [await idsOf(claim(other)), await idsOf(claim(other, 'file'))];
    const polls: string[] = [];
    for (const ms of [0, 1_000, 1_000, 6_999, 1, 999, 1]) {
      await pass(ms);
      polls.push((await idsOf(claim(other, 'poll'))).join());
    }
    const counts = { released: 0, recalled: 1, spread: 3, purged: 1, pardoned: 1 };
    expect([report, now]).toEqual([counts, [['bad'], ['far']]]);
    expect(polls).toEqual(['p1', 'p2', 'p3', '', 'p4', '', 'p5']);
  });
});

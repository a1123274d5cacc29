import { expect, it } from 'vitest';
import type { Lane } from '../../src/domain/ports.ts';
import type { TaskTable } from '../../src/domain/task-table.ts';
import { onEachEngine } from './engines.ts';

const LEASE_MS = 30_000;
const HOUR_MS = 3_600_000;
const MONTH_MS = 30 * 24 * HOUR_MS;
const NO_TASK = { id: 'a', fence: 99 };
const IDLE = { due: 0, waiting: 0, running: 0, resting: 0, quarantined: 0, lateMs: 0 };
const LATE = { namespace: 'video', key: 'a', value: 'late' };

onEachEngine('the task table', (share) => {
  /** A table that two processes share, with tasks of these ids. */
  async function sharedTable(...ids: string[]) {
    const state = await share();
    const [one, other] = [state.open(), state.open()];
    for (const id of ids) await one.tasks.add(id, '');
    return { one: one.tasks, other: other.tasks, keyvFor: other.keyvFor, advance: state.advance };
  }
  const claim = (table: TaskTable, lane: Lane = 'prompt', limit = 9) =>
    table.claim(lane, limit, LEASE_MS);
  const claimOne = async (table: TaskTable) => (await claim(table, 'prompt', 1))[0] ?? NO_TASK;
  const idsOf = async (tasks: ReturnType<typeof claim>) => (await tasks).map(({ id }) => id);

  it('an id is added only once, and runs get its first payload', async () => {
    const { one, other } = await sharedTable();
    const added = [await one.add('a', 'grüße "\\u0000"'), await other.add('a', 'second')];
    const task = await claimOne(other);
    await other.finish(task, 'idle');
    expect([...added, await one.add('a', 'third')]).toEqual([true, false, false]);
    expect(task).toEqual({ id: 'a', payload: 'grüße "\\u0000"', fence: 1, failures: 0 });
  });

  it('a claim gets up to the limit of due tasks of a lane, longest due first; other tasks wait for their time', async () => {
    const { one, advance } = await sharedTable();
    for (const id of ['a', 'b', 'c']) {
      await one.add(id, '');
      await advance(10);
    }
    const polls = await idsOf(claim(one, 'poll'));
    const two = await claim(one, 'prompt', 2);
    const given = [polls, two.map(({ id }) => id), await idsOf(claim(one))];
    await one.finish(two[0] ?? NO_TASK, { afterMs: 5_000.5, lane: 'poll' });
    const waits = [await one.msUntilDue('poll'), await one.msUntilDue('prompt')];
    const early = await claim(one, 'poll');
    await advance(5_001);
    expect(given).toEqual([[], ['a', 'b'], ['c']]);
    expect([waits, early, await idsOf(claim(one, 'poll'))]).toEqual([[5_001, null], [], ['a']]);
  });

  it('a holder can change nothing after another took over its task, or after it finished or gave up', async () => {
    const { one, other, keyvFor, advance } = await sharedTable('a');
    const tries = async (old: { id: string; fence: number }) => [
      await one.renew(old, LEASE_MS),
      await one.write(old, [LATE]),
      await one.finish(old, 'idle', [LATE]),
      await one.fail(old, { afterMs: 0, maxFailures: 1 }),
      await one.postpone(old, 0),
    ];
    const old = await claimOne(one);
    await advance(LEASE_MS - 1);
    const early = await claim(other);
    await advance(1);
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

  it('an expired lease that no other process took over can be renewed, but not claimed by its holder', async () => {
    const { one, other, advance } = await sharedTable('a');
    const task = await claimOne(one);
    await advance(2 * LEASE_MS);
    const again = await claim(one);
    const renewed = await one.renew(task, LEASE_MS);
    expect([again, renewed, await claim(other)]).toEqual([[], true, []]);
  });

  it('a renewal extends a lease only if less than half of it is left', async () => {
    const { one, advance } = await sharedTable('a');
    const task = await claimOne(one);
    const left: unknown[] = [];
    for (const ms of [LEASE_MS / 2, 1]) {
      await advance(ms);
      left.push(await one.renew(task, LEASE_MS), await one.write(task, []));
    }
    expect(left).toEqual([true, LEASE_MS / 2, true, LEASE_MS]);
  });

  it('a heartbeat renews running tasks and gives up a claim whose answer was lost', async () => {
    const { one, other, advance } = await sharedTable('runs', 'lost');
    const runs = await claimOne(one);
    await claimOne(one);
    await advance(LEASE_MS / 2);
    await one.heartbeat([runs], LEASE_MS);
    const given = await idsOf(claim(other));
    await advance(LEASE_MS - 1);
    expect([given, await claim(other)]).toEqual([['lost'], []]);
  });

  it('a wake makes an idle task due now and a running one after its run; an unknown id has no effect', async () => {
    const { one, other } = await sharedTable('a');
    await one.finish(await claimOne(one), 'idle');
    const known = [await other.wake('a'), await other.wake('none')];
    const again = await claimOne(one);
    await other.wake('a');
    const meanwhile = await claim(other);
    await one.finish(again, { afterMs: HOUR_MS, lane: 'file' });
    expect([known, meanwhile, await idsOf(claim(other))]).toEqual([[true, false], [], ['a']]);
  });

  it('the records and the next run of a task are stored together, and replace earlier records', async () => {
    const { one, keyvFor, advance } = await sharedTable('a');
    const videos = keyvFor('video');
    await videos.set('a', { old: true });
    const task = await claimOne(one);
    await advance(1_000);
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
    const { one, advance } = await sharedTable('a');
    const fail = async () => one.fail(await claimOne(one), { afterMs: 1_000, maxFailures: 2 });
    const results: unknown[] = [await one.postpone(await claimOne(one), 1_000), await claim(one)];
    for (const isWell of [false, true, false, false]) {
      await advance(1_000);
      if (isWell) await one.finish(await claimOne(one), { afterMs: 0, lane: 'prompt' });
      else results.push(await fail());
    }
    await advance(HOUR_MS);
    results.push(await claim(one));
    await one.wake('a');
    const once = { failures: 1, quarantined: false };
    const again = { id: 'a', payload: '', fence: 6, failures: 0 };
    const ended = [once, once, { failures: 2, quarantined: true }, [], [again]];
    expect([...results, await claim(one)]).toEqual([true, [], ...ended]);
  });

  it('the table counts tasks by lane and state, and knows the queue position of each', async () => {
    const { one, advance } = await sharedTable('waits', 'rests', 'bad', 'runs', 'due');
    const [waits = NO_TASK, rests = NO_TASK, bad = NO_TASK] = await claim(one, 'prompt', 4);
    const recordIn = (state: string) => [{ ...LATE, state }];
    await one.write(waits, recordIn('announced'));
    await one.finish(waits, { afterMs: 1, lane: 'poll' }, recordIn('rendering'));
    await one.write(rests, recordIn('delivered'));
    await one.finish(rests, 'idle');
    await one.write({ id: 'due', fence: 99 }, recordIn('lost'));
    await one.fail(bad, { afterMs: 0, maxFailures: 1 });
    const busy = { lane: 'prompt', ...IDLE, due: 1, running: 1, resting: 1, quarantined: 1 };
    const counts = [{ lane: 'poll', ...IDLE, waiting: 1 }, busy];
    const places = await Promise.all(['runs', 'due', 'none'].map(one.position));
    const states = Object.fromEntries(await one.states());
    const found = [await one.lanes(), places, states];
    expect(found).toEqual([counts, [1, 2, null], { delivered: 1, rendering: 1 }]);
    await advance(4_000);
    const due = (await one.lanes()).map(({ lane, due, lateMs }) => `${lane} ${due} ${lateMs}`);
    expect(due).toEqual(['poll 1 3999', 'prompt 1 4000']);
  });

  it('a start clamps due times, spreads polls, purges old tasks and ends quarantines, and reports the counts', async () => {
    const ids = ['old', 'bad', 'far', 'p1', 'p2', 'p3', 'p4', 'p5'];
    const { one, other, advance } = await sharedTable(...ids);
    const tasks = new Map((await claim(one)).map((task) => [task.id, task]));
    const finish = (id: string, afterMs: number, lane: Lane) =>
      one.finish(tasks.get(id) ?? NO_TASK, { afterMs, lane });
    await one.finish(tasks.get('old') ?? NO_TASK, 'idle');
    await advance(MONTH_MS + 1);
    await one.fail(tasks.get('bad') ?? NO_TASK, { afterMs: 0, maxFailures: 1 });
    await finish('far', 99 * HOUR_MS, 'file');
    for (const id of ['p1', 'p2', 'p3']) await finish(id, 0, 'poll');
    await finish('p4', 9_000, 'poll');
    await finish('p5', 9_500, 'poll');
    const report = await other.startUp({ burst: 2, gapMs: 1_000, retentionMs: MONTH_MS });
    const now = [await idsOf(claim(other)), await idsOf(claim(other, 'file'))];
    const polls: string[] = [];
    for (const ms of [0, 1_000, 1_000, 6_999, 1, 999, 1]) {
      await advance(ms);
      polls.push((await idsOf(claim(other, 'poll'))).join());
    }
    const counts = { released: 0, recalled: 1, spread: 3, purged: 1, pardoned: 1 };
    expect([report, now]).toEqual([counts, [['bad'], ['far']]]);
    expect(polls).toEqual(['p1', 'p2', 'p3', '', 'p4', '', 'p5']);
  });
});

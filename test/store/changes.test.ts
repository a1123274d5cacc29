import { describe, expect, it, onTestFinished } from 'vitest';
import { systemClock } from '../../src/lib/clock.ts';
import { createTaskQueue } from '../../src/queue/task-queue.ts';
import type { StateBackend } from '../../src/store/backend.ts';
import { createOnceKeys } from '../../src/store/once-keys.ts';
import { createPaidRequests } from '../../src/store/paid-requests.ts';
import { type Engine, postgres, sqlite } from './engines.ts';

const REPLICAS = 4;
/** Enough that a race which can be lost is lost. */
const ROUNDS = 50;

describe('changes of SQLite', () => itChangesInOneStep(sqlite));
describe('changes of PostgreSQL', () => itChangesInOneStep(postgres()));

/** What holds over all processes that share a state. */
function itChangesInOneStep(engine: Engine): void {
  async function replicas(count = REPLICAS) {
    const state = await engine.share();
    onTestFinished(() => state.close());
    return { ...state, all: Array.from({ length: count }, () => state.open()) };
  }
  /** What every replica answers to the same `ask`, all at once, `ROUNDS` times. */
  const race = <T>(
    all: readonly StateBackend[],
    ask: (of: StateBackend, n: number) => Promise<T>,
  ) =>
    Promise.all(
      Array.from({ length: ROUNDS }, (_, n) => Promise.all(all.map((each) => ask(each, n)))),
    );
  const winners = (answers: readonly (readonly boolean[])[]) =>
    answers.map((each) => each.filter(Boolean).length);
  const oneEach = Array.from({ length: ROUNDS }, () => 1);

  it('a record is added, replaced, kept and removed, and each answers what it decided', async () => {
    const { open } = await replicas(0);
    const { change, keyvFor } = open();
    const seen: unknown[] = [];
    for (const next of [{ value: 1 }, undefined, { value: { two: '\u0000' } }, 'removed'] as const)
      await change('a', 'key', (old) => {
        seen.push(old);
        return { answer: null, ...(next ? { next } : {}) };
      });
    seen.push(await change('a', 'key', (old) => ({ answer: old ?? 'gone', next: 'removed' })));
    const left = await keyvFor('a').get('key');
    expect([seen, left]).toEqual([[undefined, 1, 1, { two: '\u0000' }, 'gone'], undefined]);
  });

  it('a change that fails changes nothing', async () => {
    const { open } = await replicas(0);
    const { change, keyvFor } = open();
    await keyvFor('a').set('key', 'old');
    const broken = change('a', 'key', () => {
      throw new Error('undecided');
    });
    await expect(broken).rejects.toThrow('undecided');
    expect(await keyvFor('a').get('key')).toBe('old');
  });

  it('a record lives for as long as it was given, and what expired is as if it never was', async () => {
    const { open } = await replicas(0);
    const { change, keyvFor } = open();
    await change('a', 'key', () => ({ answer: null, next: { value: 'old', ttlMs: 0.5 } }));
    await change('a', 'long', () => ({ answer: null, next: { value: 'long', ttlMs: 60_000 } }));
    await new Promise((resolve) => setTimeout(resolve, 10));
    const old = await change('a', 'key', (found) => ({ answer: found, next: { value: 'new' } }));
    const kept = await keyvFor('a').getMany(['key', 'long']);
    expect([old, kept]).toEqual([undefined, ['new', 'long']]);
  });

  it('no change is lost where all change one record at once', async () => {
    const { all } = await replicas();
    await race(all, ({ change }) =>
      change('a', 'count', (old) => ({ answer: null, next: { value: Number(old ?? 0) + 1 } })),
    );
    const sum = await all[0]?.keyvFor('a').get('count');
    expect(sum).toBe(REPLICAS * ROUNDS);
  });

  it('of all that take a once key, one gets it', async () => {
    const { all } = await replicas();
    const answers = await race(all, ({ change }, n) =>
      createOnceKeys({ change, about: 'share' }).take(String(n)),
    );
    expect(winners(answers)).toEqual(oneEach);
  });

  it('a once key that is given back can be had again, and it is known whether it happened', async () => {
    const { open } = await replicas(0);
    const [mine, theirs] = [open(), open()].map(({ change }) =>
      createOnceKeys({ change, about: 'share' }),
    );
    if (!mine || !theirs) throw new Error('two were made');
    const taken = [await mine.take('V1'), await theirs.take('V1')];
    await mine.release('V1');
    taken.push(await theirs.take('V1'));
    const before = await mine.finished('V1');
    await theirs.finish('V1');
    const after = [await mine.finished('V1'), await mine.take('V1')];
    expect([taken, before, after]).toEqual([[true, false, true], false, [true, false]]);
  });

  it('of all that add a task, one does', async () => {
    const { all } = await replicas();
    const answers = await race(all, ({ tasks }, n) => tasks.add(String(n), ''));
    expect(winners(answers)).toEqual(oneEach);
  });

  it('of all that claim, one gets each task, and no task is left', async () => {
    const { all } = await replicas();
    for (let n = 0; n < ROUNDS; n += 1) await all[0]?.tasks.add(String(n), '');
    const claimed = (await race(all, ({ tasks }) => tasks.claim('prompt', 3, 30_000))).flat(2);
    const expected = Array.from({ length: ROUNDS }, (_, n) => String(n));
    expect(claimed.map(({ id }) => id).toSorted()).toEqual(expected.toSorted());
  });

  it('of all that take over an overdue lease, one does', async () => {
    const { all, pass } = await replicas();
    const [dead, ...living] = all;
    for (let n = 0; n < ROUNDS; n += 1) await dead?.tasks.add(String(n), '');
    await dead?.tasks.claim('prompt', ROUNDS, 30_000);
    await pass(30_000);
    const claimed = await race(living, ({ tasks }) => tasks.claim('prompt', 3, 30_000));
    const ids = claimed.flat(2).map(({ id }) => id);
    expect([ids.length, new Set(ids).size]).toEqual([ROUNDS, ROUNDS]);
  });

  it('a budget is never exceeded, wherever its window begins', async () => {
    const { all, pass } = await replicas();
    const limits = all.map(({ change }) => createPaidRequests({ change, limit: 5, windowMs: 600 }));
    const granted: number[] = [];
    for (let at = 0; at < 2_000; at += 50, await pass(50)) {
      const waits = await Promise.all(limits.map((limit) => limit.take()));
      for (const wait of waits) if (wait === 0) granted.push(at);
    }
    const most = granted.map(
      (from) => granted.filter((at) => at >= from && at < from + 600).length,
    );
    expect([Math.max(...most), granted.length]).toEqual([5, 20]);
  });

  it('two queues over one state run each task once, and pass on what each was woken for', async () => {
    const { all } = await replicas(2);
    const runs: string[] = [];
    const queues = all.map(({ tasks }) =>
      createTaskQueue({
        tasks,
        clock: systemClock,
        random: Math.random,
        lanes: { prompt: 4, poll: 4, file: 4 },
        leaseMs: 30_000,
        logEvent: () => undefined,
      }),
    );
    const ids = Array.from({ length: ROUNDS }, (_, n) => `task ${n}`);
    const resting = async (count: number) => {
      while (runs.length < count || (await queues[0]?.counts())?.resting !== ids.length)
        await new Promise((resolve) => setTimeout(resolve, 5));
    };
    for (const queue of queues)
      await queue.start(async (id) => {
        runs.push(id);
        return 'idle';
      });
    await Promise.all(ids.map((id, n) => queues[n % 2]?.add(id, '')));
    await resting(ROUNDS);
    await queues[1]?.wake('task 0');
    await resting(ROUNDS + 1);
    await Promise.all(queues.map((queue) => queue.stop(1_000)));
    expect(runs.toSorted()).toEqual([...ids, 'task 0'].toSorted());
  });

  it('a start whose chores another process is doing leaves them to it, and both go on', async () => {
    const { all } = await replicas();
    const rules = { crowd: 0, gapMs: 1, restedMs: 1_000 };
    for (let n = 0; n < 5; n += 1) {
      await all[0]?.tasks.add(String(n), '');
      const [task] = (await all[0]?.tasks.claim('prompt', 1, 30_000)) ?? [];
      if (task) await all[0]?.tasks.fail(task, { afterMs: 0, most: 1 });
    }
    const reports = await Promise.all(all.map(({ tasks }) => tasks.startUp(rules)));
    expect(reports.reduce((sum, report) => sum + (report?.pardoned ?? 0), 0)).toBe(5);
  });
}

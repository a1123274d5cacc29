import { describe, expect, it, onTestFinished } from 'vitest';
import { systemClock } from '../../src/lib/clock.ts';
import { createTaskQueue } from '../../src/queue/task-queue.ts';
import type { StateBackend } from '../../src/store/backend.ts';
import { createOnceKeys } from '../../src/store/once-keys.ts';
import { createPaidRequests } from '../../src/store/paid-requests.ts';
import { until } from '../support/until.ts';
import { type Engine, postgres, sqlite } from './engines.ts';

const REPLICAS = 4;
/** Enough that a race which can be lost is lost. */
const ROUNDS = 25;
const PRIZES = Array.from({ length: ROUNDS }, (_, n) => `prize ${n}`).toSorted();
const LEASE_MS = 30_000;

describe('races in SQLite', () => itHasOneWinner(sqlite));
describe('races in PostgreSQL', () => itHasOneWinner(postgres()));

const ifWon = async (won: Promise<boolean>, prize: string) => ((await won) ? [prize] : []);
const claim = async ({ tasks }: StateBackend) =>
  (await tasks.claim('prompt', 3, LEASE_MS)).map(({ id }) => id);

/** What holds over all processes that share a state. */
function itHasOneWinner(engine: Engine): void {
  async function replicas(count = REPLICAS) {
    const state = await engine.share();
    onTestFinished(() => state.close());
    return { ...state, all: Array.from({ length: count }, () => state.open()) };
  }
  /** What every replica answers for each prize, all at once. */
  const race = <T>(
    all: readonly StateBackend[],
    go: (replica: StateBackend, prize: string) => Promise<T>,
  ) => Promise.all(PRIZES.flatMap((prize) => all.map((each) => go(each, prize))));

  it.each<
    [string, 'none' | 'due' | 'overdue', (of: StateBackend, prize: string) => Promise<string[]>]
  >([
    [
      'takes a once key',
      'none',
      (of, id) => ifWon(createOnceKeys({ ...of, about: 'a' }).take(id), id),
    ],
    ['adds a task', 'none', ({ tasks }, id) => ifWon(tasks.add(id, ''), id)],
    ['claims a task', 'due', claim],
    ['takes over an overdue lease', 'overdue', claim],
  ])('of all, one %s', async (_, tasks, go) => {
    const { all, open, pass } = await replicas();
    const dead = open().tasks;
    if (tasks !== 'none') for (const id of PRIZES) await dead.add(id, '');
    if (tasks === 'overdue') await dead.claim('prompt', ROUNDS, LEASE_MS);
    await pass(LEASE_MS);
    expect((await race(all, go)).flat().toSorted()).toEqual(PRIZES);
  });

  it('no change is lost where all change one record at once', async () => {
    const { all } = await replicas();
    await race(all, ({ change }) =>
      change('a', 'count', (old) => ({ answer: null, next: { value: Number(old ?? 0) + 1 } })),
    );
    expect(await all[0]?.keyvFor('a').get('count')).toBe(REPLICAS * ROUNDS);
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
        leaseMs: LEASE_MS,
        logEvent: () => undefined,
      }),
    );
    const resting = (count: number) =>
      until(
        async () => runs.length >= count && (await queues[0]?.counts())?.resting === PRIZES.length,
      );
    for (const queue of queues)
      await queue.start(async (id) => {
        runs.push(id);
        return 'idle';
      });
    await Promise.all(PRIZES.map((id, n) => queues[n % 2]?.add(id, '')));
    await resting(ROUNDS);
    await queues[1]?.wake('prize 0');
    await resting(ROUNDS + 1);
    await Promise.all(queues.map((queue) => queue.stop(1_000)));
    expect(runs.toSorted()).toEqual(['prize 0', ...PRIZES]);
  });

  it('of all that start at once, one pardons each quarantined task', async () => {
    const { all } = await replicas();
    for (const id of PRIZES.slice(0, 5)) {
      await all[0]?.tasks.add(id, '');
      const [task] = (await all[0]?.tasks.claim('prompt', 1, LEASE_MS)) ?? [];
      if (task) await all[0]?.tasks.fail(task, { afterMs: 0, most: 1 });
    }
    const rules = { crowd: 0, gapMs: 1, restedMs: 1_000 };
    const reports = await Promise.all(all.map(({ tasks }) => tasks.startUp(rules)));
    expect(reports.reduce((sum, report) => sum + (report?.pardoned ?? 0), 0)).toBe(5);
  });
}

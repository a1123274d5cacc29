import { expect, it } from 'vitest';
import { z } from 'zod';
import { systemRandomBytes as randomBytes } from '../../src/lib/random.ts';
import type { StateBackend } from '../../src/store/backend.ts';
import { createDocuments } from '../../src/store/documents.ts';
import { createOnceKeys } from '../../src/store/limits/once-keys.ts';
import { createPaidRequests } from '../../src/store/limits/paid-requests.ts';
import { createOAuthStates } from '../../src/store/tenants/oauth-states.ts';
import { onEachEngine } from './engines.ts';

const REPLICAS = 4;
const ROUNDS = 25;
const PRIZES = Array.from({ length: ROUNDS }, (_, n) => `prize ${n}`).toSorted();
const LEASE_MS = 30_000;

type Go = (replica: StateBackend, prize: string) => Promise<string[]>;
const ifWon = async (won: Promise<boolean>, prize: string) => ((await won) ? [prize] : []);
const takeKey: Go = ({ change }, id) => ifWon(createOnceKeys({ change, about: 'a' }).take(id), id);
const claim: Go = async ({ tasks }) =>
  (await tasks.claim('prompt', 3, LEASE_MS)).map(({ id }) => id);

onEachEngine('races', (share) => {
  async function replicas() {
    const state = await share();
    return { ...state, all: Array.from({ length: REPLICAS }, () => state.open()) };
  }
  /** What every replica answers for each prize, all at once. */
  const race = <T>(
    all: readonly StateBackend[],
    go: (replica: StateBackend, prize: string) => Promise<T>,
  ) => Promise.all(PRIZES.flatMap((prize) => all.map((each) => go(each, prize))));

  it.each<[string, Go, ('due' | 'overdue')?]>([
    ['takes a once key', takeKey],
    ['adds a task', ({ tasks }, id) => ifWon(tasks.add(id, ''), id)],
    ['claims a task', claim, 'due'],
    ['takes over an overdue lease', claim, 'overdue'],
  ])('of all replicas, one %s', async (_, go, tasks) => {
    const { all, open, pass } = await replicas();
    const dead = open().tasks;
    if (tasks) for (const id of PRIZES) await dead.add(id, '');
    if (tasks === 'overdue') await dead.claim('prompt', ROUNDS, LEASE_MS);
    await pass(LEASE_MS);
    expect((await race(all, go)).flat().toSorted()).toEqual(PRIZES);
  });

  it('of all replicas, one takes what was kept', async () => {
    const { all } = await replicas();
    const kept = all.map((each) =>
      createDocuments({ ...each, logEvent: () => {} }, 'a', z.string()),
    );
    for (const prize of PRIZES) await kept[0]?.save(prize, prize);
    const taken = await Promise.all(
      PRIZES.flatMap((prize) => kept.map((each) => each.take(prize))),
    );
    expect(taken.filter((each) => each !== undefined).toSorted()).toEqual(PRIZES);
  });

  it('of all replicas, one redeems a state of OAuth, within ten minutes, never again, nor one nobody issued', async () => {
    const { all, pass } = await replicas();
    const states = all.map(({ change }) => createOAuthStates({ change, randomBytes }));
    const [one, other] = states;
    if (!one || !other) throw new Error('no replica');
    const wins = async (state: string) =>
      (await Promise.all(states.map((each) => each.redeem(state)))).filter(Boolean).length;
    const won: number[] = [];
    for (let round = 0; round < 10; round += 1) {
      const state = await one.issue();
      won.push(await wins(state), await wins(state));
    }
    expect(won).toEqual(Array.from({ length: 20 }, (_, nth) => (nth + 1) % 2));
    const [first, second] = [await one.issue(), await one.issue()];
    await pass(599_999);
    const before = [await other.isGood(first), await wins(first), await other.isGood(first)];
    await pass(1);
    const late = [await other.isGood(second), await wins(second), await wins('nobody')];
    expect([before, late]).toEqual([
      [true, 1, false],
      [false, 0, 0],
    ]);
  });

  it('no change is lost where all replicas change one record at once', async () => {
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
});

import { expect, it } from 'vitest';
import { z } from 'zod';
import { systemRandomBytes as randomBytes } from '../../src/lib/random.ts';
import type { StateBackend } from '../../src/store/backend.ts';
import { createOnceKeys } from '../../src/store/limits/once-keys.ts';
import { createPaidRequests } from '../../src/store/limits/paid-requests.ts';
import { createDocuments } from '../../src/store/records/documents.ts';
import { createOAuthStates } from '../../src/store/tenants/oauth-states.ts';
import { onEachEngine } from './engines.ts';

const REPLICAS = 4;
const ROUNDS = 25;
const PRIZES = Array.from({ length: ROUNDS }, (_, n) => `prize ${n}`).toSorted();
const LEASE_MS = 30_000;

/** Tries to win a prize for one replica, and returns the prizes that it won. */
type Attempt = (replica: StateBackend, prize: string) => Promise<string[]>;
const ifWon = async (won: Promise<boolean>, prize: string) => ((await won) ? [prize] : []);
const takeKey: Attempt = ({ change }, id) =>
  ifWon(createOnceKeys({ change, action: 'a' }).take(id), id);
const documents = (replica: StateBackend) =>
  createDocuments({ ...replica, logEvent: () => {} }, 'a', z.string());
const take: Attempt = async (replica, id) => [(await documents(replica).take(id)) ?? []].flat();
const save = (replica: StateBackend, id: string) => documents(replica).save(id, id);
const claim: Attempt = async ({ tasks }) =>
  (await tasks.claim('prompt', 3, LEASE_MS)).map(({ id }) => id);
const add = ({ tasks }: StateBackend, id: string) => tasks.add(id, '');
const nothing = async () => undefined;

onEachEngine('races', (share) => {
  async function replicas() {
    const state = await share();
    return { ...state, all: Array.from({ length: REPLICAS }, () => state.open()) };
  }

  /** How each prize is prepared, and whether a dead replica holds all of them. */
  it.each<[string, Attempt, (replica: StateBackend, prize: string) => Promise<unknown>, boolean]>([
    ['takes a once key', takeKey, nothing, false],
    ['takes a document', take, save, false],
    ['adds a task', (each, id) => ifWon(add(each, id), id), nothing, false],
    ['claims a task', claim, add, false],
    ['takes over an overdue lease', claim, add, true],
  ])('exactly one replica %s', async (_, attempt, prepare, isHeld) => {
    const { all, open, advance } = await replicas();
    const dead = open();
    for (const id of PRIZES) await prepare(dead, id);
    if (isHeld) await dead.tasks.claim('prompt', ROUNDS, LEASE_MS);
    await advance(LEASE_MS);
    const won = await Promise.all(PRIZES.flatMap((id) => all.map((each) => attempt(each, id))));
    expect(won.flat().toSorted()).toEqual(PRIZES);
  });

  it('exactly one replica redeems an OAuth state, once and within ten minutes; an unknown state is rejected', async () => {
    const { all, advance } = await replicas();
    const states = all.map(({ change }) => createOAuthStates({ change, randomBytes }));
    const issue = () => Promise.all(states.map((each) => each.issue()));
    const areValid = (state = '') => Promise.all(states.map((each) => each.isValid(state)));
    const redeemCount = async (state = '') =>
      (await Promise.all(states.map((each) => each.redeem(state)))).filter(Boolean).length;
    const [first, second, third] = await issue();
    const won = [await redeemCount(first), await redeemCount(first), await redeemCount('nobody')];
    await advance(599_999);
    won.push(await redeemCount(second));
    const before = [await areValid(second), await areValid(third)];
    await advance(1);
    const [allInvalid, allValid] = [Array(REPLICAS).fill(false), Array(REPLICAS).fill(true)];
    expect({ won, before }).toEqual({ won: [1, 0, 0, 1], before: [allInvalid, allValid] });
    expect([await areValid(third), await redeemCount(third)]).toEqual([allInvalid, 0]);
  });

  it('the limit of paid requests is never exceeded, wherever its window begins', async () => {
    const { all, advance } = await replicas();
    const limits = all.map(({ change }) => createPaidRequests({ change, limit: 5, windowMs: 600 }));
    const times: number[] = [];
    for (let at = 0; at < 2_000; at += 50, await advance(50)) {
      const waits = await Promise.all(limits.map((limit) => limit.take()));
      for (const wait of waits) if (wait === 0) times.push(at);
    }
    const counts = times.map((from) => times.filter((at) => at >= from && at < from + 600).length);
    expect([Math.max(...counts), times.length]).toEqual([5, 20]);
  });
});

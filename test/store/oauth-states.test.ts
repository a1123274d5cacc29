import { describe, expect, it, onTestFinished } from 'vitest';
import { systemRandomBytes } from '../../src/lib/random.ts';
import { createOAuthStates } from '../../src/store/tenants/oauth-states.ts';
import { type Engine, postgres, sqlite } from './engines.ts';

describe('OAuth states in SQLite', () => areGoodOnce(sqlite));
describe('OAuth states in PostgreSQL', () => areGoodOnce(postgres()));

function areGoodOnce(engine: Engine): void {
  async function replicas() {
    const shared = await engine.share();
    onTestFinished(() => shared.close());
    const all = [1, 2, 3, 4].map(() => shared.open());
    const states = all.map(({ change }) =>
      createOAuthStates({ change, randomBytes: systemRandomBytes }),
    );
    return { ...shared, states };
  }

  it('of all replicas that redeem one at once, one may; never again, nor one nobody issued', async () => {
    const { states } = await replicas();
    const redeem = (state: string) => Promise.all(states.map((each) => each.redeem(state)));
    const won = [];
    for (let round = 0; round < 10; round += 1) {
      const state = (await states[round % 4]?.issue()) ?? '';
      won.push((await redeem(state)).filter(Boolean).length, (await redeem(state)).includes(true));
    }
    expect([won, await redeem('nobody')]).toEqual([
      Array.from({ length: 10 }, () => [1, false]).flat(),
      [false, false, false, false],
    ]);
  });

  it('one is good for ten minutes', async () => {
    const { states, pass } = await replicas();
    const [one, other] = [await states[0]?.issue(), await states[0]?.issue()];
    await pass(599_999);
    const before = [await states[2]?.isGood(one ?? ''), await states[1]?.redeem(one ?? '')];
    const spent = await states[2]?.isGood(one ?? '');
    await pass(1);
    const late = [await states[2]?.isGood(other ?? ''), await states[1]?.redeem(other ?? '')];
    expect([before, spent, late]).toEqual([[true, true], false, [false, false]]);
  });
}

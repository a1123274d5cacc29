import { describe, expect, it } from 'vitest';
import type { StateBackend } from '../../src/store/backend.ts';
import { createOnceKeys } from '../../src/store/once-keys.ts';
import { createPaidRequests } from '../../src/store/paid-requests.ts';
import type { Shared } from './backend-suite.ts';

/** Whatever several connections want at once, one of them gets it. */
export function describeRaces(name: string, make: () => Shared): void {
  describe(`of many who want the same on ${name}`, () => {
    const CROWD = 4;
    const ROUNDS = 50;
    /** Every connection does `step` at once, in many rounds. */
    const race = async <T>(step: (state: StateBackend, round: number) => Promise<T>) => {
      const states = await make().open(CROWD);
      const rounds: T[][] = [];
      for (let round = 0; round < ROUNDS; round += 1)
        rounds.push(await Promise.all(states.map((state) => step(state, round))));
      return { rounds, last: states[0] };
    };
    const winners = (rounds: readonly boolean[][]) =>
      rounds.map((answers) => answers.filter(Boolean).length);
    const ONE_EACH = Array(ROUNDS).fill(1);

    it('one adds an id', async () => {
      const { rounds } = await race((state, round) => state.tasks.add(`task ${round}`, ''));
      expect(winners(rounds)).toEqual(ONE_EACH);
    });

    it('one claims a task', async () => {
      const { rounds } = await race(async ({ tasks }, round) => {
        await tasks.add(`task ${round}`, '');
        return (await tasks.claim('prompt', 9, 60_000)).length > 0;
      });
      expect(winners(rounds)).toEqual(ONE_EACH);
    });

    it('one gets a once key', async () => {
      const { rounds } = await race(({ change }, round) =>
        createOnceKeys({ change, about: 'share' }).take(`form ${round}`),
      );
      expect(winners(rounds)).toEqual(ONE_EACH);
    });

    it('no change is lost', async () => {
      const { rounds, last } = await race(({ change }) =>
        change('x', 'sum', (old) => {
          const sum = Number(old ?? 0) + 1;
          return { answer: sum, next: { value: sum } };
        }),
      );
      const answers = rounds.flat().toSorted((a, b) => a - b);
      expect([answers, await last?.keyvFor('x').get('sum')]).toEqual([
        Array.from({ length: CROWD * ROUNDS }, (_, n) => n + 1),
        CROWD * ROUNDS,
      ]);
    });

    it('no more paid requests are granted than the budget has', async () => {
      const { rounds } = await race(({ change }) =>
        createPaidRequests({ change, limit: 18, windowMs: 600_000 }).take(),
      );
      expect(rounds.flat().filter((waitMs) => waitMs === 0).length).toBe(18);
    });
  });
}

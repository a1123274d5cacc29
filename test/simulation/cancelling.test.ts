import { expect, it } from 'vitest';
import { runSeed } from './run-seed.ts';

it('300 lives in which people cancel at any moment break no promise, and some end cancelled unpaid', async () => {
  const broken: string[] = [];
  const ends: string[] = [];
  for (let seed = 1; seed <= 300; seed += 1) {
    const outcome = await runSeed(seed, { cancels: true });
    broken.push(...outcome.violations.map(({ rule, detail }) => `${seed}: ${rule}: ${detail}`));
    ends.push(...outcome.ends);
  }
  expect(broken.slice(0, 10)).toEqual([]);
  expect([...new Set(ends)]).toEqual(expect.arrayContaining(['cancelled', 'delivered']));
});

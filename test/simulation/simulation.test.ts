import { beforeAll, describe, expect, it } from 'vitest';
import { BUGS } from './bugs.ts';
import { runSeed } from './run-seed.ts';
import { sweep } from './sweep.ts';

/** Further seeds target the points that these miss: about 800 run in total. */
const SEEDS = 300;
/** Every seeded bug is detected within this many seeds, most within ten. */
const MAX_SEEDS_PER_BUG = 500;

describe('800 simulated runs, with crashes, faults and races at every port', () => {
  let result: Awaited<ReturnType<typeof sweep>>;
  beforeAll(async () => {
    result = await sweep(1, SEEDS);
  });

  it('break no rule; replay one with `npm run simulate -- --seed <seed>`', () => {
    expect(result.broken.slice(0, 10)).toEqual([]);
  });

  it('are hit by faults before each port call and after each answer', () => {
    const { missed, met } = result;
    expect([missed, met]).toEqual([[], { crash: '239 of 239', loss: '201 of 201' }]);
  });

  it('reach every end state of a video', () => {
    const ways = ['cancelled', 'delivered', 'expired', 'failed', 'unconfirmed'];
    expect(ways.filter((way) => !result.ends.has(way))).toEqual([]);
  });
});

it('a seed replays exactly', async () => {
  const { hash, trace } = await runSeed(11, { trace: true });
  const [again, other] = [await runSeed(11), await runSeed(12)];
  const seen = [again.hash === hash, other.hash === hash, trace.length > 20];
  expect(seen).toEqual([true, false, true]);
});

it.each(BUGS)('the rules detect a seeded bug: $name', async ({ bug, breaks }) => {
  const rules = new Set<string>();
  for (let seed = 1; seed <= MAX_SEEDS_PER_BUG && !rules.has(breaks); seed += 1)
    for (const { rule } of (await runSeed(seed, { bug, enough: breaks })).violations)
      rules.add(rule);
  expect([...rules]).toContain(breaks);
});

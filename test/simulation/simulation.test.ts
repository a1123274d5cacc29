import { beforeAll, describe, expect, it } from 'vitest';
import { BUGS } from './bugs.ts';
import { CRASH_POINTS } from './calls.ts';
import { runSeed } from './run-seed.ts';
import { noticed, type Sweep, sweep } from './sweep.ts';

/** Each seeded bug is noticed within 70; what these miss, seeds are aimed at. */
const SEEDS = 1_000;

describe('1,000 simulated lives, with crashes, faults and races at every port', () => {
  let swept: Sweep;
  beforeAll(async () => {
    swept = await sweep(1, SEEDS);
  });

  it('break no promise; replay one with `npm run simulate -- --seed <seed>`', () => {
    const { broken, ran } = swept;
    expect([broken.slice(0, 10), ran >= SEEDS]).toEqual([[], true]);
  });

  it('die at every crash point: before each port call, and after each answer it can have', () => {
    const { missed, hits } = swept;
    expect([missed, hits.size]).toEqual([[], CRASH_POINTS.length]);
  });

  it('end in every way that a video can end', () => {
    const { ends } = swept;
    const ways = ['cancelled', 'delivered', 'expired', 'failed', 'unconfirmed'];
    expect(ways.filter((way) => !ends.has(way))).toEqual([]);
  });
});

it('a seed replays exactly', async () => {
  const { hash, trace } = await runSeed(11, { trace: true });
  const [again, other] = [await runSeed(11), await runSeed(12)];
  const seen = [again.hash === hash, other.hash === hash, trace.length > 20];
  expect(seen).toEqual([true, false, true]);
});

describe('a seeded bug is noticed', () => {
  it.each(BUGS)('$name', async ({ bug, breaks }) => {
    expect(await noticed(bug, breaks, SEEDS)).toContain(breaks);
  });
});

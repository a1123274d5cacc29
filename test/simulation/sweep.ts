import { POINTS, type Point } from './calls.ts';
import { runSeed } from './run-seed.ts';
import { aimedSeeds } from './scenario.ts';

/** Seeds that are tried for a point that no other has hit. */
const MOST_AIMED = 60;

/**
 * Runs `seeds` seeds from `from` on, then some for each point that none of them hit. `met`: how
 * many points were hit by what befell a process there; `ends`: how many videos ended so.
 */
export async function sweep(from: number, seeds: number) {
  const hits = new Set<string>();
  const ends = new Map<string, number>();
  const broken: { seed: number; rule: string; detail: string; at: string }[] = [];
  let ran = 0;
  const run = async (seed: number): Promise<void> => {
    const life = await runSeed(seed);
    ran += 1;
    for (const point of life.hits) hits.add(point);
    for (const end of life.ends) ends.set(end, (ends.get(end) ?? 0) + 1);
    broken.push(...life.violations.map((each) => ({ ...each, seed })));
  };
  const isMissed = ({ blow, name }: Point): boolean => !hits.has(`${blow} ${name}`);
  for (let seed = from; seed < from + seeds; seed += 1) await run(seed);
  for (const point of POINTS)
    for (const seed of aimedSeeds(point, from + seeds, MOST_AIMED))
      if (isMissed(point)) await run(seed);
  const missed = POINTS.filter(isMissed).map(({ blow, name }) => `${blow} ${name}`);
  const of = (blow: Point['blow']): string => {
    const all = POINTS.filter((each) => each.blow === blow);
    return `${all.length - all.filter(isMissed).length} of ${all.length}`;
  };
  const met = { crash: of('crash'), loss: of('loss') };
  return { ran, broken, met, missed, ends };
}

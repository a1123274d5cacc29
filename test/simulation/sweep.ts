import { POINTS, type Point } from './calls.ts';
import { runSeed } from './run-seed.ts';
import { aimedSeeds } from './scenario.ts';

/** How many seeds are tried for a point that no other seed has hit. */
const MAX_AIMED = 60;

/**
 * Runs `seeds` seeds from `from` on, then more for each point that none of them hit. `met`: how
 * many points were hit, by fault. `ends`: how many videos ended in each state.
 */
export async function sweep(from: number, seeds: number) {
  const hits = new Set<string>();
  const ends = new Map<string, number>();
  const broken: { seed: number; rule: string; detail: string; at: string }[] = [];
  let ran = 0;
  const run = async (seed: number): Promise<void> => {
    const outcome = await runSeed(seed);
    ran += 1;
    for (const point of outcome.hits) hits.add(point);
    for (const end of outcome.ends) ends.set(end, (ends.get(end) ?? 0) + 1);
    broken.push(...outcome.violations.map((each) => ({ ...each, seed })));
  };
  const isMissed = ({ fault, name }: Point): boolean => !hits.has(`${fault} ${name}`);
  for (let seed = from; seed < from + seeds; seed += 1) await run(seed);
  for (const point of POINTS)
    for (const seed of aimedSeeds(point, from + seeds, MAX_AIMED))
      if (isMissed(point)) await run(seed);
  const missed = POINTS.filter(isMissed).map(({ fault, name }) => `${fault} ${name}`);
  const of = (fault: Point['fault']): string => {
    const all = POINTS.filter((each) => each.fault === fault);
    return `${all.length - all.filter(isMissed).length} of ${all.length}`;
  };
  const met = { crash: of('crash'), loss: of('loss') };
  return { ran, broken, met, missed, ends };
}

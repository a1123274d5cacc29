import type { Bug } from './bugs.ts';
import { CRASH_POINTS } from './calls.ts';
import { runSeed } from './run-seed.ts';
import { aimedSeeds } from './scenario.ts';

/** What many seeds came to. */
export type Sweep = Awaited<ReturnType<typeof sweep>>;

/** Seeds that are tried for a crash point that no other has hit. */
const MOST_AIMED = 60;

/** Runs `seeds` seeds from `from` on, then some for each crash point that none of them hit. */
export async function sweep(from: number, seeds: number) {
  const hits = new Set<string>();
  /** How many videos ended in each state. */
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
  for (let seed = from; seed < from + seeds; seed += 1) await run(seed);
  for (const point of CRASH_POINTS)
    for (const seed of aimedSeeds(point, from + seeds, MOST_AIMED)) {
      if (hits.has(point.name)) break;
      await run(seed);
    }
  const missed = CRASH_POINTS.map(({ name }) => name).filter((name) => !hits.has(name));
  return { ran, broken, hits, missed, ends };
}

/** The promises that a bug breaks, until one of at most `seeds` seeds sees it break `rule`. */
export async function noticed(bug: Bug, rule: string, seeds: number): Promise<string[]> {
  const rules = new Set<string>();
  for (let seed = 1; seed <= seeds && !rules.has(rule); seed += 1)
    for (const violation of (await runSeed(seed, { bug })).violations) rules.add(violation.rule);
  return [...rules];
}

import { createRandom } from '../../sandbox/jogg/random.ts';

/** A seeded random generator: the same seed always gives the same numbers. */
export type Rng = ReturnType<typeof createRng>;

export function createRng(seed: number) {
  const { next: random, between } = createRandom(Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b));
  /** Picks by weight. The weights need not add up to 1. */
  const weighted = <T>(...from: (readonly [T, number])[]): T => {
    let left = random() * from.reduce((sum, [, weight]) => sum + weight, 0);
    for (const [thing, weight] of from) {
      left -= weight;
      if (left < 0) return thing;
    }
    throw new Error('nothing to choose from');
  };
  return {
    random,
    happens: (probability: number): boolean => random() < probability,
    /** A whole number from `least` to `most`, both included. */
    between,
    pick: <T>(from: readonly T[]): T => weighted(...from.map((thing) => [thing, 1] as const)),
    weigh: weighted,
  };
}

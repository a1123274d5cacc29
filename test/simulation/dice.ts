/** Seeded chance: the same seed rolls the same numbers for ever. */
export type Dice = ReturnType<typeof createDice>;

/** Mulberry32. https://github.com/bryc/code/blob/master/jshash/PRNGs.md#mulberry32 */
export function createDice(seed: number) {
  let state = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) >>> 0;
  const random = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  /** Picks by weight; weights need not add up to 1. */
  const weigh = <T>(...from: (readonly [T, number])[]): T => {
    let left = random() * from.reduce((sum, [, weight]) => sum + weight, 0);
    for (const [thing, weight] of from) {
      left -= weight;
      if (left < 0) return thing;
    }
    throw new Error('nothing to choose from');
  };
  return {
    /** A number in [0, 1). */
    random,
    happens: (probability: number): boolean => random() < probability,
    /** A whole number from `least` to `most`, both included. */
    between: (least: number, most: number): number =>
      least + Math.floor(random() * (most - least + 1)),
    pick: <T>(from: readonly T[]): T => weigh(...from.map((thing) => [thing, 1] as const)),
    weigh,
  };
}

/** Chance, as an argument: a number in [0, 1). */
export type Random = () => number;

/** Real chance: the only place of `src` that rolls dice. */
export const systemRandom: Random = () => Math.random();

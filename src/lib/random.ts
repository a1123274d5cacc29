import { randomBytes } from 'node:crypto';

/** Chance, as an argument: a number in [0, 1). */
export type Random = () => number;

/** Real chance: the only place of `src` that rolls dice. */
export const systemRandom: Random = () => Math.random();

/** Chance that nobody can guess, for what keeps others out. */
export type RandomBytes = (count: number) => Buffer;

export const systemRandomBytes: RandomBytes = randomBytes;

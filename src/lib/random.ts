import { randomBytes } from 'node:crypto';

/** Returns a random number in [0, 1). Injected for tests. */
export type Random = () => number;

/** Real random numbers. Only this file of `src` calls `Math.random`. */
export const systemRandom: Random = () => Math.random();

/** Returns cryptographically secure random bytes, for tokens. */
export type RandomBytes = (count: number) => Buffer;

export const systemRandomBytes: RandomBytes = randomBytes;

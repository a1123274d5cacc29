/** A repeatable random source: the same seed gives the same sequence. */
export type Random = ReturnType<typeof createRandom>;

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** mulberry32: small, fast and uniform enough for a fake; never for real secrets. */
export function createRandom(seed: number) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const between = (low: number, high: number) => low + Math.floor(next() * (high - low + 1));
  const text = (length: number, letters: string) => {
    let out = '';
    while (out.length < length) out += letters.charAt(between(0, letters.length - 1));
    return out;
  };
  return {
    next,
    between,
    pick: <T>(from: readonly [T, ...T[]]): T => from[between(0, from.length - 1)] ?? from[0],
    hex: (length: number) => text(length, '0123456789abcdef'),
    word: (length: number) => text(length, LETTERS),
  };
}

/** A repeatable source of chance: the same seed gives the same row of numbers. */
export type Random = ReturnType<typeof createRandom>;

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** mulberry32: small, quick and even enough for a stand-in; never for secrets that matter. */
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

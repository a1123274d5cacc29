/** A set of small whole numbers, one bit each: 5,000 numbers are compared in 157 steps. */
export type BitSet = Uint32Array;

/** An empty set for the numbers below `size`. */
export function createBitSet(size: number): BitSet {
  return new Uint32Array((size + 31) >> 5);
}

/** Adds a number, which must be below the set's size. */
export function add(bits: BitSet, number: number): void {
  bits[number >> 5] = (bits[number >> 5] ?? 0) | (1 << (number & 31));
}

/** Removes a number; nothing happens if it is absent. */
export function remove(bits: BitSet, number: number): void {
  bits[number >> 5] = (bits[number >> 5] ?? 0) & ~(1 << (number & 31));
}

/** Whether the set contains a number. */
export function has(bits: BitSet, number: number): boolean {
  return (((bits[number >> 5] ?? 0) >> (number & 31)) & 1) === 1;
}

/** Adds all numbers of `others` to `bits`. */
export function addAll(bits: BitSet, others: BitSet): void {
  for (let at = 0; at < bits.length; at += 1) bits[at] = (bits[at] ?? 0) | (others[at] ?? 0);
}

/** Removes from `bits` the numbers that `others` does not contain. */
export function retainAll(bits: BitSet, others: BitSet): void {
  for (let at = 0; at < bits.length; at += 1) bits[at] = (bits[at] ?? 0) & (others[at] ?? 0);
}

/** Removes all numbers of `others` from `bits`. */
export function removeAll(bits: BitSet, others: BitSet): void {
  for (let at = 0; at < bits.length; at += 1) bits[at] = (bits[at] ?? 0) & ~(others[at] ?? 0);
}

/** The size of the intersection. */
export function countCommon(bits: BitSet, others: BitSet): number {
  let count = 0;
  for (let at = 0; at < bits.length; at += 1)
    count += popCount((bits[at] ?? 0) & (others[at] ?? 0));
  return count;
}

/** https://graphics.stanford.edu/~seander/bithacks.html#CountBitsSetParallel */
function popCount(word: number): number {
  const pairs = word - ((word >>> 1) & 0x5555_5555);
  const fours = (pairs & 0x3333_3333) + ((pairs >>> 2) & 0x3333_3333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f_0f0f, 0x0101_0101) >>> 24;
}

/** Adds the numbers that all four sets contain to `found`, lowest first, up to `limit` in all. */
export function collectLowest(
  found: number[],
  limit: number,
  [a, b, c, d]: readonly [BitSet, BitSet, BitSet, BitSet],
): void {
  for (let at = 0; at < a.length && found.length < limit; at += 1) {
    let word = (a[at] ?? 0) & (b[at] ?? 0) & (c[at] ?? 0) & (d[at] ?? 0);
    while (word !== 0 && found.length < limit) {
      const lowest = word & -word;
      found.push(at * 32 + 31 - Math.clz32(lowest));
      word ^= lowest;
    }
  }
}

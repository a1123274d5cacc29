/** A set of small whole numbers, one bit each: five thousand are compared in 157 steps. */
export type Bits = Uint32Array;

/** An empty set for the numbers below `size`. */
export function bitsFor(size: number): Bits {
  return new Uint32Array((size + 31) >> 5);
}

export function add(bits: Bits, number: number): void {
  bits[number >> 5] = (bits[number >> 5] ?? 0) | (1 << (number & 31));
}

export function remove(bits: Bits, number: number): void {
  bits[number >> 5] = (bits[number >> 5] ?? 0) & ~(1 << (number & 31));
}

export function has(bits: Bits, number: number): boolean {
  return (((bits[number >> 5] ?? 0) >> (number & 31)) & 1) === 1;
}

/** Adds to `bits` what is in `others`. */
export function unite(bits: Bits, others: Bits): void {
  for (let at = 0; at < bits.length; at += 1) bits[at] = (bits[at] ?? 0) | (others[at] ?? 0);
}

/** Leaves in `bits` what is in `others` too. */
export function intersect(bits: Bits, others: Bits): void {
  for (let at = 0; at < bits.length; at += 1) bits[at] = (bits[at] ?? 0) & (others[at] ?? 0);
}

/** Takes out of `bits` what is in `others`. */
export function subtract(bits: Bits, others: Bits): void {
  for (let at = 0; at < bits.length; at += 1) bits[at] = (bits[at] ?? 0) & ~(others[at] ?? 0);
}

/** How many numbers are in both sets. */
export function countIn(bits: Bits, others: Bits): number {
  let count = 0;
  for (let at = 0; at < bits.length; at += 1) count += ones((bits[at] ?? 0) & (others[at] ?? 0));
  return count;
}

/** https://graphics.stanford.edu/~seander/bithacks.html#CountBitsSetParallel */
function ones(word: number): number {
  const pairs = word - ((word >>> 1) & 0x5555_5555);
  const fours = (pairs & 0x3333_3333) + ((pairs >>> 2) & 0x3333_3333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f_0f0f, 0x0101_0101) >>> 24;
}

/** Adds to `found`, until it holds `most`, the numbers that all four sets hold, the least first. */
export function addLeast(
  found: number[],
  most: number,
  [a, b, c, d]: readonly [Bits, Bits, Bits, Bits],
): void {
  for (let at = 0; at < a.length && found.length < most; at += 1) {
    let word = (a[at] ?? 0) & (b[at] ?? 0) & (c[at] ?? 0) & (d[at] ?? 0);
    while (word !== 0 && found.length < most) {
      const lowest = word & -word;
      found.push(at * 32 + 31 - Math.clz32(lowest));
      word ^= lowest;
    }
  }
}

import { add, type Bits, bitsFor, unite } from './bit-set.ts';

/** Which items, by their number, have a term; terms are compared as they are. */
export interface TermSets {
  addEqual(to: Bits, term: string): void;
  addBeginningWith(to: Bits, start: string): void;
  /** Looks at every term. */
  addHolding(to: Bits, piece: string): void;
}

/** Comes after every character of a term. */
const LAST = '\uFFFF';

/** `terms` are those of each item. */
export function createTermSets(terms: readonly (readonly string[])[]): TermSets {
  const itemsOf = new Map<string, number[]>();
  for (const [item, each] of terms.entries())
    for (const term of new Set(each)) {
      const items = itemsOf.get(term);
      if (items) items.push(item);
      else itemsOf.set(term, [item]);
    }
  const sorted = [...itemsOf.keys()].sort();
  const sets = sorted.map((term) => packed(itemsOf.get(term) ?? [], terms.length));

  /** The place of the first term that is not before `text`. */
  const firstAtLeast = (text: string): number => {
    let [low, high] = [0, sorted.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sorted[middle] ?? '') < text) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  const addSet = (to: Bits, at: number): void => {
    const set = sets[at] ?? [];
    if (set instanceof Uint32Array) unite(to, set);
    else for (const item of set) add(to, item);
  };
  return {
    addEqual(to, term) {
      const at = firstAtLeast(term);
      if (sorted[at] === term) addSet(to, at);
    },
    addBeginningWith(to, start) {
      const end = firstAtLeast(`${start}${LAST}`);
      for (let at = firstAtLeast(start); at < end; at += 1) addSet(to, at);
    },
    addHolding(to, piece) {
      for (const [at, term] of sorted.entries()) if (term.includes(piece)) addSet(to, at);
    },
  };
}

/** Many items as a set, which is added in fewer steps; a few as they are. */
function packed(items: readonly number[], size: number): readonly number[] | Bits {
  if (items.length * 32 < size) return items;
  const bits = bitsFor(size);
  for (const item of items) add(bits, item);
  return bits;
}

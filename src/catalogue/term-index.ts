import { add, addAll, type BitSet, createBitSet } from './bit-set.ts';

/** An inverted index: adds the numbers of the items with a term to a set. Case matters. */
export interface TermIndex {
  addExact(to: BitSet, term: string): void;
  addWithPrefix(to: BitSet, start: string): void;
  /** Scans all terms. */
  addContaining(to: BitSet, piece: string): void;
}

/** Sorts after every character of a term. */
const LAST_CHARACTER = '\uFFFF';

/** Indexes items by their terms: `terms[i]` are the terms of item `i`. */
export function createTermIndex(terms: readonly (readonly string[])[]): TermIndex {
  const itemsOf = new Map<string, number[]>();
  for (const [item, each] of terms.entries())
    for (const term of new Set(each)) {
      const items = itemsOf.get(term);
      if (items) items.push(item);
      else itemsOf.set(term, [item]);
    }
  const sorted = [...itemsOf.keys()].sort();
  const sets = sorted.map((term) => compactSet(itemsOf.get(term) ?? [], terms.length));

  /** The index of the first term that is not less than `text`. */
  const lowerBound = (text: string): number => {
    let [low, high] = [0, sorted.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sorted[middle] ?? '') < text) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  const addSet = (to: BitSet, at: number): void => {
    const set = sets[at] ?? [];
    if (set instanceof Uint32Array) addAll(to, set);
    else for (const item of set) add(to, item);
  };
  return {
    addExact(to, term) {
      const at = lowerBound(term);
      if (sorted[at] === term) addSet(to, at);
    },
    addWithPrefix(to, start) {
      const end = lowerBound(`${start}${LAST_CHARACTER}`);
      for (let at = lowerBound(start); at < end; at += 1) addSet(to, at);
    },
    addContaining(to, piece) {
      for (const [at, term] of sorted.entries()) if (term.includes(piece)) addSet(to, at);
    },
  };
}

/** A set if there are many items, because it is added in fewer steps; else the items. */
function compactSet(items: readonly number[], size: number): readonly number[] | BitSet {
  if (items.length * 32 < size) return items;
  const bits = createBitSet(size);
  for (const item of items) add(bits, item);
  return bits;
}

import { nameTerms, normalise } from './search-terms.ts';

/**
 * A list, prepared for search: every key press searches it anew. Positions count from 0 in the
 * list's order.
 */
export interface SearchIndex<T> {
  readonly items: readonly T[];
  /** The normalised names. */
  readonly names: readonly string[];
  /** The words that find an item by its name. */
  readonly nameTerms: readonly string[];
  readonly inOrder: Uint32Array;
  /** All positions, those of shorter names first. */
  readonly shortestFirst: Uint32Array;
  /**
   * The distinct texts of facts: words with a space before, between and after, so that ` wor` finds
   * the beginning of a word and ` word ` a word. Thousands of items share a few dozen of them.
   */
  readonly facts: readonly string[];
  /** For each position which of `facts` it has. */
  readonly factsAt: Uint32Array;
  /** The positions of the names with a word that begins so, one list per word. */
  beginningWith(start: string): readonly (readonly number[])[];
  /** A small whole number for each position, remembered under `key`. */
  marks(key: string, markOf: (item: T) => number): Uint8Array;
  /** Where a search works, so that a key press leaves nothing behind to collect. */
  readonly scratch: Scratch;
}

interface Scratch {
  /** For each position. */
  readonly hits: Uint16Array;
  readonly places: Uint8Array;
  readonly found: Uint32Array;
  /** For each place, and one after the last. */
  readonly starts: Uint32Array;
}

/** A locale, or a choice of filters, may be anything. */
const MOST_MARKS = 50;

/** The index of `items`, made at its first use. */
export function indexOf<T extends { readonly name: string }>(
  known: WeakMap<readonly T[], SearchIndex<T>>,
  items: readonly T[],
  factsOf: (item: T) => string,
): SearchIndex<T> {
  const found = known.get(items) ?? createIndex(items, factsOf);
  known.set(items, found);
  return found;
}

function createIndex<T extends { readonly name: string }>(
  items: readonly T[],
  factsOf: (item: T) => string,
): SearchIndex<T> {
  const names = items.map(({ name }) => normalise(name));
  const terms = items.map(({ name }) => nameTerms(name));
  const positionsOf = new Map<string, number[]>();
  for (const [at, each] of terms.entries())
    for (const word of new Set(each.split(' '))) {
      const positions = positionsOf.get(word);
      if (positions) positions.push(at);
      else positionsOf.set(word, [at]);
    }
  const words = [...positionsOf.keys()].sort();
  const lists = words.map((word) => positionsOf.get(word) ?? []);
  const numbers = new Map<string, number>();
  const factsAt = Uint32Array.from(items, (item) => {
    const text = ` ${factsOf(item)} `;
    const number = numbers.get(text) ?? numbers.size;
    numbers.set(text, number);
    return number;
  });
  const lengthAt = (at: number): number => names[at]?.length ?? 0;
  const marked = new Map<string, Uint8Array>();
  return {
    items,
    names,
    inOrder: Uint32Array.from(items.keys()),
    nameTerms: terms,
    shortestFirst: Uint32Array.from(
      [...items.keys()].sort((a, b) => lengthAt(a) - lengthAt(b) || a - b),
    ),
    facts: [...numbers.keys()],
    factsAt,
    beginningWith(start) {
      const from = firstAtLeast(words, start);
      let to = from;
      while (words[to]?.startsWith(start)) to += 1;
      return lists.slice(from, to);
    },
    marks(key, markOf) {
      const marks = marked.get(key) ?? Uint8Array.from(items, markOf);
      if (marked.size >= MOST_MARKS) marked.clear();
      marked.set(key, marks);
      return marks;
    },
    scratch: {
      hits: new Uint16Array(items.length),
      places: new Uint8Array(items.length),
      found: new Uint32Array(items.length),
      starts: new Uint32Array(257),
    },
  };
}

/** The position of the first word that is not before `start`, in sorted words. */
function firstAtLeast(words: readonly string[], start: string): number {
  let [low, high] = [0, words.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((words[middle] ?? '') < start) low = middle + 1;
    else high = middle;
  }
  return low;
}

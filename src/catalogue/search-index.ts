import { add, type BitSet, createBitSet } from './bit-set.ts';
import { nameTerms, normalize } from './search-terms.ts';
import { createTermIndex, type TermIndex } from './term-index.ts';

/**
 * A list prepared for search: every key press in a picker searches it. A position is the index of
 * an item in the list.
 */
export interface SearchIndex<T> {
  readonly items: readonly T[];
  readonly listOrder: Order;
  /** Items with shorter names first. The sets of all term indexes are in this order. */
  readonly shortestFirst: Order;
  /** Items by their whole, normalized name. */
  readonly names: TermIndex;
  readonly nameWords: TermIndex;
  /** Items by the words of their facts. */
  readonly facts: TermIndex;
  /** Reused by each search, so a key press leaves no garbage to collect. */
  readonly scratch: Scratch;
}

/**
 * An order of a list. A set in this order contains the rank of each item, so its lowest number is
 * the first item.
 */
export interface Order {
  /** The position for each rank, and the rank for each position. */
  readonly positions: Uint32Array;
  readonly ranks: Uint32Array;
  readonly all: BitSet;
  /** One set for each class from 0 to `classes` - 1; `classAt` is the class for each position. */
  partition(classAt: Uint16Array, classes: number): readonly BitSet[];
}

/** The sets of the latest search. */
interface Scratch {
  readonly matches: BitSet;
  readonly levels: readonly [BitSet, BitSet, BitSet, BitSet, BitSet];
  readonly byName: BitSet;
  readonly byFact: BitSet;
  readonly byFactPart: BitSet;
}

/** Indexes `items` by their names and by the words of `factsOf`. */
export function createIndex<T extends { readonly name: string }>(
  items: readonly T[],
  factsOf: (item: T) => string,
): SearchIndex<T> {
  const size = items.length;
  const names = items.map(({ name }) => normalize(name));
  const lengthAt = (at: number): number => names[at]?.length ?? 0;
  const shortestFirst = createOrder(
    Uint32Array.from([...items.keys()].sort((a, b) => lengthAt(a) - lengthAt(b) || a - b)),
  );
  const termIndex = (termsOf: (item: T, at: number) => readonly string[]) =>
    createTermIndex(
      Array.from(shortestFirst.positions, (at) => {
        const item = items[at];
        return item === undefined ? [] : termsOf(item, at);
      }),
    );
  return {
    items,
    listOrder: createOrder(Uint32Array.from(items.keys())),
    shortestFirst,
    names: termIndex((_, at) => [names[at] ?? '']),
    nameWords: termIndex(({ name }) => nameTerms(name).split(' ')),
    facts: termIndex((item) => factsOf(item).split(' ')),
    scratch: {
      matches: createBitSet(size),
      levels: [
        createBitSet(size),
        createBitSet(size),
        createBitSet(size),
        createBitSet(size),
        createBitSet(size),
      ],
      byName: createBitSet(size),
      byFact: createBitSet(size),
      byFactPart: createBitSet(size),
    },
  };
}

function createOrder(positions: Uint32Array): Order {
  const ranks = new Uint32Array(positions.length);
  for (const [rank, at] of positions.entries()) ranks[at] = rank;
  const partitions = new WeakMap<Uint16Array, readonly BitSet[]>();
  const all = createBitSet(positions.length);
  for (const rank of positions.keys()) add(all, rank);
  return {
    positions,
    ranks,
    all,
    partition(classAt, classes) {
      const cached = partitions.get(classAt);
      if (cached) return cached;
      const sets = Array.from({ length: classes }, () => createBitSet(positions.length));
      for (const [rank, at] of positions.entries()) {
        const set = sets[classAt[at] ?? 0];
        if (set) add(set, rank);
      }
      partitions.set(classAt, sets);
      return sets;
    },
  };
}

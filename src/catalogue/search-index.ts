import { add, type Bits, bitsFor } from './bit-set.ts';
import { nameTerms, normalise } from './search-terms.ts';
import { createTermSets, type TermSets } from './term-index.ts';

/**
 * A list, prepared for search: every key press searches it anew. Positions count from 0 in the
 * list's order.
 */
export interface SearchIndex<T> {
  readonly items: readonly T[];
  readonly asListed: Order;
  /** Items of shorter names first. The sets below are in this order. */
  readonly shortestFirst: Order;
  /** Items by their whole name, normalised. */
  readonly names: TermSets;
  readonly wordsOfNames: TermSets;
  /** Items by the words of their facts. */
  readonly facts: TermSets;
  /** Where a search works, so that a key press leaves nothing behind to collect. */
  readonly scratch: Scratch;
}

/**
 * One order of a list. A set in this order holds an item by its place, so that the least number is
 * the first item.
 */
export interface Order {
  /** The position of each place, and the place of each position. */
  readonly positions: Uint32Array;
  readonly places: Uint32Array;
  readonly all: Bits;
  /** A set for each of so many classes, from the class of each position. */
  setsOf(classAt: Uint16Array, classes: number): readonly Bits[];
}

/** Sets of one search. */
interface Scratch {
  readonly fit: Bits;
  readonly ranks: readonly [Bits, Bits, Bits, Bits, Bits];
  readonly byName: Bits;
  readonly byFact: Bits;
  readonly byPartOfFact: Bits;
}

export function createIndex<T extends { readonly name: string }>(
  items: readonly T[],
  factsOf: (item: T) => string,
): SearchIndex<T> {
  const size = items.length;
  const names = items.map(({ name }) => normalise(name));
  const lengthAt = (at: number): number => names[at]?.length ?? 0;
  const shortestFirst = createOrder(
    Uint32Array.from([...items.keys()].sort((a, b) => lengthAt(a) - lengthAt(b) || a - b)),
  );
  const termSets = (termsOf: (item: T, at: number) => readonly string[]) =>
    createTermSets(
      Array.from(shortestFirst.positions, (at) => {
        const item = items[at];
        return item === undefined ? [] : termsOf(item, at);
      }),
    );
  return {
    items,
    asListed: createOrder(Uint32Array.from(items.keys())),
    shortestFirst,
    names: termSets((_, at) => [names[at] ?? '']),
    wordsOfNames: termSets(({ name }) => nameTerms(name).split(' ')),
    facts: termSets((item) => factsOf(item).split(' ')),
    scratch: {
      fit: bitsFor(size),
      ranks: [bitsFor(size), bitsFor(size), bitsFor(size), bitsFor(size), bitsFor(size)],
      byName: bitsFor(size),
      byFact: bitsFor(size),
      byPartOfFact: bitsFor(size),
    },
  };
}

function createOrder(positions: Uint32Array): Order {
  const places = new Uint32Array(positions.length);
  for (const [place, at] of positions.entries()) places[at] = place;
  const known = new WeakMap<Uint16Array, readonly Bits[]>();
  const all = bitsFor(positions.length);
  for (const place of positions.keys()) add(all, place);
  return {
    positions,
    places,
    all,
    setsOf(classAt, classes) {
      const before = known.get(classAt);
      if (before) return before;
      const sets = Array.from({ length: classes }, () => bitsFor(positions.length));
      for (const [place, at] of positions.entries()) {
        const set = sets[classAt[at] ?? 0];
        if (set) add(set, place);
      }
      known.set(classAt, sets);
      return sets;
    },
  };
}

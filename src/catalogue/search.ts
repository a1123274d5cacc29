import type { Avatar, Shape, Voice } from '../domain/catalogue.ts';
import { addAll, type BitSet, collectLowest, removeAll, retainAll } from './bit-set.ts';
import { languageOf, MAX_NEARNESS, nearness } from './language/languages.ts';
import { memoizePerList } from './memoize-per-list.ts';
import { createIndex, type Order, type SearchIndex } from './search-index.ts';
import { avatarTerms, normalize, voiceTerms } from './search-terms.ts';

/** A longer query is cut. */
const MAX_CHARACTERS = 150;
const MAX_WORDS = 12;

/**
 * The items of a list that match a query, as sets in `order`. The sets belong to the list and are
 * valid until its next search.
 */
export interface SearchResult<T> {
  readonly index: SearchIndex<T>;
  /** A blank query matches all items, in the list's order. */
  readonly isBlank: boolean;
  readonly order: Order;
  /** All matches; the caller may remove some. */
  readonly matches: BitSet;
  /** Pairs of sets, best first. The intersections of the pairs are disjoint. */
  readonly tiers: readonly (readonly [BitSet, BitSet])[];
}

/**
 * The avatars that match every word of `query`, best first: exact name, name prefix, words of the
 * name, facts; then the shorter name, then Jogg's order. A blank query matches all avatars, in
 * Jogg's order. Avatars known not to exist in `shape` come last.
 */
export function searchAvatars(
  avatars: readonly Avatar[],
  query: string,
  opts: { shape: Shape | null },
): SearchResult<Avatar> {
  const { index, isBlank, order, levels } = search(avatarIndex(avatars), query);
  const byShape = order.partition(otherShapeAt(avatars, opts.shape), 2);
  const tiers = byShape.flatMap((set) => levels.map((level) => [set, level] as const));
  return { index, isBlank, order, matches: index.scratch.matches, tiers };
}

/**
 * The voices that match every word of `query`, best first as for avatars. Among equals, those in
 * the language of `locale` come first, then English.
 */
export function searchVoices(
  voices: readonly Voice[],
  query: string,
  opts: { locale: string },
): SearchResult<Voice> {
  const { index, isBlank, order, levels } = search(voiceIndex(voices), query);
  const byDistance = order.partition(distanceAt(voices, opts.locale), MAX_NEARNESS + 1);
  const tiers = levels.flatMap((level) => byDistance.map((set) => [level, set] as const));
  return { index, isBlank, order, matches: index.scratch.matches, tiers };
}

/** The first `limit` matches that `set` contains, as positions in the list, best first. */
export function bestMatches(
  { order, matches, tiers }: SearchResult<unknown>,
  set: BitSet,
  limit: number,
): number[] {
  const ranks: number[] = [];
  for (const [one, other] of tiers) collectLowest(ranks, limit, [one, other, matches, set]);
  return ranks.map((rank) => order.positions[rank] ?? 0);
}

/** False only if the avatar is known not to exist in the shape. */
export function mayHaveShape(avatar: Avatar, shape: Shape | null): boolean {
  return shape === null || avatar.shape === null || avatar.shape === shape;
}

const avatarIndex = memoizePerList((avatars: readonly Avatar[]) =>
  createIndex(avatars, avatarTerms),
);
const voiceIndex = memoizePerList((voices: readonly Voice[]) => createIndex(voices, voiceTerms));
const otherShapeAt = memoizePerList((avatars: readonly Avatar[], shape: Shape | null) =>
  Uint16Array.from(avatars, (avatar) => Number(!mayHaveShape(avatar, shape))),
);
const distanceAt = memoizePerList((voices: readonly Voice[], locale: string) =>
  Uint16Array.from(voices, ({ language }) => MAX_NEARNESS - nearness(languageOf(language), locale)),
);

/** Puts the matches into `index.scratch.matches`; returns them by level, best first. */
function search<T>(index: SearchIndex<T>, query: string) {
  const text = normalize(query.slice(0, MAX_CHARACTERS));
  const words = text === '' ? [] : text.split(' ').slice(0, MAX_WORDS);
  const isBlank = words.length === 0;
  const { matches } = index.scratch;
  if (isBlank) {
    const order = index.listOrder;
    matches.set(order.all);
    return { index, isBlank, order, levels: [order.all] };
  }
  return { index, isBlank, order: index.shortestFirst, levels: matchByLevel(index, text, words) };
}

/** Scripts without spaces have no word boundaries. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;

/**
 * Finds the items that match every word, and sorts them into levels by their weakest match: the
 * exact name, a prefix of the name, words of the name, a whole fact, a part of a fact.
 */
function matchByLevel(
  { shortestFirst, names, nameWords, facts, scratch }: SearchIndex<unknown>,
  text: string,
  words: readonly string[],
): readonly BitSet[] {
  const { matches, levels, byName, byFact, byFactPart } = scratch;
  const [exactName, namePrefix, nameWord, wholeFact, factPart] = levels;
  for (const set of [matches, nameWord, wholeFact]) set.set(shortestFirst.all);
  for (const word of words) {
    for (const set of [byName, byFact, byFactPart]) set.fill(0);
    const add = UNSPACED.test(word) ? 'addContaining' : 'addWithPrefix';
    nameWords[add](byName, word);
    facts.addExact(byFact, word);
    facts[add](byFactPart, word);
    addAll(byFact, byName);
    addAll(byFactPart, byFact);
    retainAll(nameWord, byName);
    retainAll(wholeFact, byFact);
    retainAll(matches, byFactPart);
  }
  for (const set of [exactName, namePrefix]) set.fill(0);
  names.addExact(exactName, text);
  names.addWithPrefix(namePrefix, text);
  factPart.set(matches);
  removeAll(factPart, wholeFact);
  removeAll(wholeFact, nameWord);
  removeAll(nameWord, namePrefix);
  removeAll(namePrefix, exactName);
  return levels;
}

import type { Avatar, Shape, Voice } from '../domain/catalogue.ts';
import { addLeast, type Bits, intersect, subtract, unite } from './bit-set.ts';
import { languageOf, NEAREST, nearness } from './language/languages.ts';
import { perList } from './memoize-per-list.ts';
import { createIndex, type Order, type SearchIndex } from './search-index.ts';
import { avatarTerms, normalise, voiceTerms } from './search-terms.ts';

/** The rest of a longer query is ignored. */
const MOST_CHARACTERS = 150;
const MOST_WORDS = 12;

/**
 * What a query finds in a list, as sets in `order`. All of it is the list's own and holds until its
 * next search.
 */
export interface Found<T> {
  readonly index: SearchIndex<T>;
  /** A blank query finds all, in the list's order. */
  readonly isBlank: boolean;
  readonly order: Order;
  /** What was found; who reads it may take out what is not wanted. */
  readonly fit: Bits;
  /** Sets that share nothing, the best first: an earlier pair holds what fits better. */
  readonly tiers: readonly (readonly [Bits, Bits])[];
}

/**
 * The avatars that every word of `query` fits, best first: exact name, name prefix, words of the
 * name, facts; then the shorter name, then Jogg's order. A blank query finds all in Jogg's order.
 * Avatars known not to exist in `shape` come after all others.
 */
export function searchAvatars(
  avatars: readonly Avatar[],
  query: string,
  opts: { shape: Shape | null },
): Found<Avatar> {
  const { index, isBlank, order, ranks } = search(avatarIndex(avatars), query);
  const classes = order.setsOf(unfitAt(avatars, opts.shape), 2);
  const tiers = classes.flatMap((those) => ranks.map((rank) => [those, rank] as const));
  return { index, isBlank, order, fit: index.scratch.fit, tiers };
}

/**
 * The voices that every word of `query` fits, best first as for avatars; among equals those in
 * the language of `locale`, then English, come first.
 */
export function searchVoices(
  voices: readonly Voice[],
  query: string,
  opts: { locale: string },
): Found<Voice> {
  const { index, isBlank, order, ranks } = search(voiceIndex(voices), query);
  const distances = order.setsOf(distanceAt(voices, opts.locale), NEAREST + 1);
  const tiers = ranks.flatMap((rank) => distances.map((those) => [rank, those] as const));
  return { index, isBlank, order, fit: index.scratch.fit, tiers };
}

/** The first `most` of what was found within a set, as positions, best first. */
export function bestIn({ order, fit, tiers }: Found<unknown>, set: Bits, most: number): number[] {
  const places: number[] = [];
  for (const [those, rank] of tiers) addLeast(places, most, [those, rank, fit, set]);
  return places.map((place) => order.positions[place] ?? 0);
}

/** False only if the avatar surely does not exist in the shape. */
export function fits(avatar: Avatar, shape: Shape | null): boolean {
  return shape === null || avatar.shape === null || avatar.shape === shape;
}

const avatarIndex = perList((avatars: readonly Avatar[]) => createIndex(avatars, avatarTerms));
const voiceIndex = perList((voices: readonly Voice[]) => createIndex(voices, voiceTerms));
const unfitAt = perList((avatars: readonly Avatar[], shape: Shape | null) =>
  Uint16Array.from(avatars, (avatar) => Number(!fits(avatar, shape))),
);
const distanceAt = perList((voices: readonly Voice[], locale: string) =>
  Uint16Array.from(voices, ({ language }) => NEAREST - nearness(languageOf(language), locale)),
);

/** What fits, in `index.scratch.fit`, and the same by how well it fits, the best first. */
function search<T>(index: SearchIndex<T>, query: string) {
  const wanted = normalise(query.slice(0, MOST_CHARACTERS));
  const words = wanted === '' ? [] : wanted.split(' ').slice(0, MOST_WORDS);
  const isBlank = words.length === 0;
  const { fit } = index.scratch;
  if (isBlank) {
    const order = index.asListed;
    fit.set(order.all);
    return { index, isBlank, order, ranks: [order.all] };
  }
  return { index, isBlank, order: index.shortestFirst, ranks: ranked(index, wanted, words) };
}

/** Scripts without spaces have no word boundaries. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;

/**
 * Finds what every word fits, and answers it by the worst of its words: it is the very name, the
 * name begins so, words of the name do, a fact is the word, a fact begins so.
 */
function ranked(
  { shortestFirst, names, wordsOfNames, facts, scratch }: SearchIndex<unknown>,
  wanted: string,
  words: readonly string[],
): readonly Bits[] {
  const { fit, ranks, byName, byFact, byPartOfFact } = scratch;
  const [exact, beginning, inName, whole] = ranks;
  for (const set of [fit, inName, whole]) set.set(shortestFirst.all);
  for (const word of words) {
    for (const set of [byName, byFact, byPartOfFact]) set.fill(0);
    const add = UNSPACED.test(word) ? 'addHolding' : 'addBeginningWith';
    wordsOfNames[add](byName, word);
    facts.addEqual(byFact, word);
    facts[add](byPartOfFact, word);
    unite(byFact, byName);
    unite(byPartOfFact, byFact);
    intersect(inName, byName);
    intersect(whole, byFact);
    intersect(fit, byPartOfFact);
  }
  for (const set of [exact, beginning]) set.fill(0);
  names.addEqual(exact, wanted);
  names.addBeginningWith(beginning, wanted);
  const part = ranks[4];
  part.set(fit);
  subtract(part, whole);
  subtract(whole, inName);
  subtract(inName, beginning);
  subtract(beginning, exact);
  return ranks;
}

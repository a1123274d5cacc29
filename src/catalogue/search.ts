import type { Avatar, Shape, Voice } from '../domain/catalogue.ts';
import { languageOf, NEAREST, nearness } from './language/languages.ts';
import { indexOf, type SearchIndex } from './search-index.ts';
import { avatarTerms, normalise, voiceTerms } from './search-terms.ts';

/** The rest of a longer query is ignored. */
const MOST_CHARACTERS = 150;
const MOST_WORDS = 12;

/**
 * What a query finds in a list, by position there; `places` is the list's own and holds until its
 * next search.
 */
export interface Found<T> {
  readonly index: SearchIndex<T>;
  /** A blank query finds all. */
  readonly isBlank: boolean;
  /** How well each item fits: the less, the better. `NO_FIT` takes one out. */
  readonly places: Uint8Array;
}
export const NO_FIT = 255;

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
  const { shape } = opts;
  const index = indexOf(avatarIndex, avatars, avatarTerms);
  const unfit = index.marks(`not in ${shape}`, (avatar) => Number(!fits(avatar, shape)));
  return search(index, query, { marks: unfit, weigh: RANKS, ofRank: 1 });
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
  const { locale } = opts;
  const index = indexOf(voiceIndex, voices, voiceTerms);
  const distances = index.marks(
    locale,
    ({ language }) => NEAREST - nearness(languageOf(language), locale),
  );
  return search(index, query, { marks: distances, weigh: 1, ofRank: NEAREST + 1 });
}

/** False only if the avatar surely does not exist in the shape. */
export function fits(avatar: Avatar, shape: Shape | null): boolean {
  return shape === null || avatar.shape === null || avatar.shape === shape;
}

/**
 * A catalogue's lists never change in place: each has one index, which is dropped with the list.
 */
const avatarIndex = new WeakMap<readonly Avatar[], SearchIndex<Avatar>>();
const voiceIndex = new WeakMap<readonly Voice[], SearchIndex<Voice>>();

/** How well an item fits; a greater number is worse. */
const EXACT = 0;
const BEGINNING = 1;
const IN_NAME = 2;
const WHOLE_FACT = 3;
const PART_OF_FACT = 4;
const RANKS = 5;

/** Each item's place is `ofRank * rank + weigh * mark`. */
function search<T>(
  index: SearchIndex<T>,
  query: string,
  by: { readonly marks: Uint8Array; readonly weigh: number; readonly ofRank: number },
): Found<T> {
  const wanted = normalise(query.slice(0, MOST_CHARACTERS));
  const words = wanted === '' ? [] : wanted.split(' ').slice(0, MOST_WORDS);
  const isBlank = words.length === 0;
  const { marks, weigh, ofRank } = by;
  const { places } = index.scratch;
  if (isBlank) places.fill(EXACT);
  else rank(index, wanted, words, places);
  for (let at = 0; at < places.length; at += 1) {
    const rank = places[at] ?? NO_FIT;
    if (rank !== NO_FIT) places[at] = ofRank * rank + weigh * (marks[at] ?? 0);
  }
  return { index, isBlank, places };
}

/**
 * The positions of what was found, the best first; among equals the shorter name, then the list's
 * order. Thousands may fit, so they are counted out instead of sorted. Holds until the next search.
 */
export function bestFirst({ index, isBlank, places }: Found<unknown>): Uint32Array {
  const { starts, found } = index.scratch;
  starts.fill(0);
  for (let at = 0; at < places.length; at += 1) {
    const next = (places[at] ?? NO_FIT) + 1;
    starts[next] = (starts[next] ?? 0) + 1;
  }
  let total = 0;
  for (let place = 0; place <= NO_FIT; place += 1) {
    total += starts[place] ?? 0;
    starts[place] = total;
  }
  const order = isBlank ? index.inOrder : index.shortestFirst;
  for (let nth = 0; nth < order.length; nth += 1) {
    const at = order[nth] ?? 0;
    const place = places[at] ?? NO_FIT;
    if (place === NO_FIT) continue;
    const next = starts[place] ?? 0;
    found[next] = at;
    starts[place] = next + 1;
  }
  return found.subarray(0, total);
}

/** Sets for each item how well every word fits it. */
function rank(
  index: SearchIndex<unknown>,
  wanted: string,
  words: readonly string[],
  ranks: Uint8Array,
): void {
  const { names, facts, factsAt } = index;
  const inName = wordsInNames(index, words);
  const byFact = words.map((word) => ranksOfFacts(index, word));
  const outsideName = Uint8Array.from(facts, (_, each) => rankByFacts(byFact, each, 0));
  const all = (1 << words.length) - 1;
  for (let at = 0; at < ranks.length; at += 1) {
    const hits = inName[at] ?? 0;
    const fact = factsAt[at] ?? 0;
    // A name that begins with the query has each word of it.
    if (hits === all) ranks[at] = rankOfName(names[at] ?? '', wanted);
    else ranks[at] = hits === 0 ? (outsideName[fact] ?? NO_FIT) : rankByFacts(byFact, fact, hits);
  }
}

function rankOfName(name: string, wanted: string): number {
  if (!name.startsWith(wanted)) return IN_NAME;
  return name.length === wanted.length ? EXACT : BEGINNING;
}

/** `hits` are the words, as bits, that the name has already. */
function rankByFacts(byFact: readonly Uint8Array[], facts: number, hits: number): number {
  let rank = IN_NAME;
  for (let word = 0; word < byFact.length; word += 1)
    if (((hits >> word) & 1) === 0) rank = Math.max(rank, byFact[word]?.[facts] ?? NO_FIT);
  return rank;
}

/** Scripts without spaces have no word boundaries. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;

/** For each item the words, as bits, that a word of its name begins with. */
function wordsInNames(index: SearchIndex<unknown>, words: readonly string[]): Uint16Array {
  const found = index.scratch.hits.fill(0);
  for (const [bit, word] of words.entries()) {
    const mark = (at: number): void => {
      found[at] = (found[at] ?? 0) | (1 << bit);
    };
    if (UNSPACED.test(word)) {
      for (const [at, terms] of index.nameTerms.entries()) if (terms.includes(word)) mark(at);
    } else for (const each of index.beginningWith(word)) each.forEach(mark);
  }
  return found;
}

/** For each distinct text of facts how well the word fits it. */
function ranksOfFacts({ facts }: SearchIndex<unknown>, word: string): Uint8Array {
  const beginning = UNSPACED.test(word) ? word : ` ${word}`;
  return Uint8Array.from(facts, (terms) => {
    if (!terms.includes(beginning)) return NO_FIT;
    return terms.includes(` ${word} `) ? WHOLE_FACT : PART_OF_FACT;
  });
}

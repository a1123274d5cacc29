import type { Avatar, Shape, Voice } from '../domain/catalogue.ts';
import { languageOf, NEAREST, nearness } from './language/languages.ts';
import { indexOf, type SearchIndex } from './search-index.ts';
import { avatarTerms, normalise, voiceTerms } from './search-terms.ts';

/** The rest of a longer query is ignored. */
const MOST_CHARACTERS = 150;
const MOST_WORDS = 12;

/**
 * The avatars that every word of `query` fits, best first: exact name, name prefix, words of the
 * name, facts; then the shorter name, then Jogg's order. A blank query finds all in Jogg's order.
 * Avatars known not to exist in `shape` come after all others.
 */
export function searchAvatars(
  avatars: readonly Avatar[],
  query: string,
  opts: { shape: Shape | null },
): Avatar[] {
  const { shape } = opts;
  const index = indexOf(avatarIndex, avatars, avatarTerms);
  const unfit = index.marks(shape ?? '', (avatar) => Number(!fits(avatar, shape)));
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
): Voice[] {
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

/** Whether a query is blank, so that everything is shown. */
export function isBlank(query: string): boolean {
  return normalise(query) === '';
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
const NO_FIT = 255;

/**
 * What fits, the least `ofRank * rank + weigh * mark` first, then the shorter name, then the list's
 * order. Thousands may fit, so they are counted out instead of sorted.
 */
function search<T>(
  index: SearchIndex<T>,
  query: string,
  by: { readonly marks: Uint8Array; readonly weigh: number; readonly ofRank: number },
): T[] {
  const wanted = normalise(query.slice(0, MOST_CHARACTERS));
  const words = wanted === '' ? [] : wanted.split(' ').slice(0, MOST_WORDS);
  const { items, shortestFirst, inOrder } = index;
  const ranks = words.length === 0 ? null : ranksOf(index, wanted, words);
  const order = ranks === null ? inOrder : shortestFirst;
  const { marks, weigh, ofRank } = by;
  const starts = new Uint32Array(NO_FIT);
  const places = new Uint8Array(items.length);
  for (let at = 0; at < places.length; at += 1) {
    const rank = ranks === null ? EXACT : (ranks[at] ?? NO_FIT);
    const place = rank === NO_FIT ? NO_FIT : ofRank * rank + weigh * (marks[at] ?? 0);
    places[at] = place;
    starts[place + 1] = (starts[place + 1] ?? 0) + 1;
  }
  let total = 0;
  for (let place = 0; place < starts.length; place += 1) {
    total += starts[place] ?? 0;
    starts[place] = total;
  }
  const found = new Array<T>(total);
  for (const at of order) {
    const place = places[at] ?? NO_FIT;
    const item = items[at];
    if (place === NO_FIT || item === undefined) continue;
    const next = starts[place] ?? 0;
    found[next] = item;
    starts[place] = next + 1;
  }
  return found;
}

/** For each item how well every word fits it. */
function ranksOf(
  index: SearchIndex<unknown>,
  wanted: string,
  words: readonly string[],
): Uint8Array {
  const { names, factsAt } = index;
  const inName = wordsInNames(index, words);
  const byFact = words.map((word) => ranksOfFacts(index, word));
  const all = (1 << words.length) - 1;
  const ranks = new Uint8Array(names.length);
  for (let at = 0; at < ranks.length; at += 1) {
    const hits = inName[at] ?? 0;
    // A name that begins with the query has each word of it.
    ranks[at] =
      hits === all
        ? rankOfName(names[at] ?? '', wanted)
        : rankByFacts(byFact, factsAt[at] ?? 0, hits);
  }
  return ranks;
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
  const found = new Uint16Array(index.items.length);
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
    if (terms.includes(` ${word} `)) return WHOLE_FACT;
    return terms.includes(beginning) ? PART_OF_FACT : NO_FIT;
  });
}

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
  const index = indexOf(avatarIndex, avatars, avatarTerms);
  const places = (rank: number, avatar: Avatar) => rank + (fits(avatar, opts.shape) ? 0 : UNFIT);
  return search(index, query, places);
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
  const distances = new Map<string | null, number>();
  const distanceOf = ({ language }: Voice): number => {
    const distance =
      distances.get(language) ?? NEAREST - nearness(languageOf(language), opts.locale);
    distances.set(language, distance);
    return distance;
  };
  const index = indexOf(voiceIndex, voices, voiceTerms);
  return search(index, query, (rank, voice) => rank * (NEAREST + 1) + distanceOf(voice));
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
/** Worse than any rank. */
const UNFIT = 5;

/** `placeOf` orders what fits: the lower first, then the shorter name, then the list's order. */
function search<T>(
  index: SearchIndex<T>,
  query: string,
  placeOf: (rank: number, item: T) => number,
): T[] {
  const wanted = normalise(query.slice(0, MOST_CHARACTERS));
  const words = wanted === '' ? [] : wanted.split(' ').slice(0, MOST_WORDS);
  const places: T[][] = [];
  const hit = (rank: number, item: T): void => {
    const place = placeOf(rank, item);
    const found = places[place];
    if (found) found.push(item);
    else places[place] = [item];
  };
  if (words.length === 0) for (const item of index.items) hit(EXACT, item);
  else searchWords(index, wanted, words, hit);
  return places.flat();
}

/** Calls `hit` with what every word fits, shorter names first. */
function searchWords<T>(
  index: SearchIndex<T>,
  wanted: string,
  words: readonly string[],
  hit: (rank: number, item: T) => void,
): void {
  const { items, names, shortestFirst, factsAt } = index;
  const inName = wordsInNames(index, words);
  const factRanks = words.map((word) => ranksOfFacts(index, word));
  const all = (1 << words.length) - 1;
  for (const at of shortestFirst) {
    const hits = inName[at] ?? 0;
    let rank = IN_NAME;
    for (let word = 0; hits !== all && word < words.length; word += 1) {
      if ((hits >> word) & 1) continue;
      const byFact = factRanks[word]?.[factsAt[at] ?? 0] ?? 0;
      rank = byFact === 0 ? Number.POSITIVE_INFINITY : Math.max(rank, byFact);
    }
    const item = items[at];
    if (rank === Number.POSITIVE_INFINITY || item === undefined) continue;
    // A name that begins with the query has each word of it.
    if (hits === all && names[at]?.startsWith(wanted))
      hit(names[at].length === wanted.length ? EXACT : BEGINNING, item);
    else hit(rank, item);
  }
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

/** For each distinct text of facts how well the word fits it; 0 where it does not. */
function ranksOfFacts({ facts }: SearchIndex<unknown>, word: string): readonly number[] {
  const beginning = UNSPACED.test(word) ? word : ` ${word}`;
  return facts.map((terms) => {
    if (terms.includes(` ${word} `)) return WHOLE_FACT;
    return terms.includes(beginning) ? PART_OF_FACT : 0;
  });
}

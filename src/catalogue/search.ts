import type { Avatar, Shape, Voice } from '../domain/catalogue.ts';
import { languageOf, nearness } from './language/languages.ts';
import { avatarTerms, nameTerms, normalise, voiceTerms } from './search-terms.ts';

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
  const entries = indexed(avatarIndex, avatars, avatarTerms);
  return search(entries, query, (avatar) => (fits(avatar, opts.shape) ? 0 : 100), none);
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
  const entries = indexed(voiceIndex, voices, voiceTerms);
  const distances = new Map<string | null, number>();
  return search(entries, query, none, ({ language }) => {
    const distance = distances.get(language) ?? -nearness(languageOf(language), opts.locale);
    distances.set(language, distance);
    return distance;
  });
}

/** False only if the avatar surely does not exist in the shape. */
export function fits(avatar: Avatar, shape: Shape | null): boolean {
  return shape === null || avatar.shape === null || avatar.shape === shape;
}

/** Whether a query is blank, so that everything is shown. */
export function isBlank(query: string): boolean {
  return normalise(query) === '';
}

interface Entry<T> {
  readonly item: T;
  readonly name: string;
  /**
   * Words with a space before, between and after, so that ` wor` finds a prefix and ` word ` a
   * word.
   */
  readonly nameWords: string;
  readonly factWords: string;
}

/**
 * A catalogue's lists never change in place: each has one index, which is dropped with the list.
 */
const avatarIndex = new WeakMap<readonly Avatar[], readonly Entry<Avatar>[]>();
const voiceIndex = new WeakMap<readonly Voice[], readonly Entry<Voice>[]>();

function indexed<T extends { name: string }>(
  cache: WeakMap<readonly T[], readonly Entry<T>[]>,
  items: readonly T[],
  termsOf: (item: T) => string,
): readonly Entry<T>[] {
  let entries = cache.get(items);
  if (entries === undefined) {
    entries = items.map((item) => ({
      item,
      name: normalise(item.name),
      nameWords: ` ${nameTerms(item.name)} `,
      factWords: ` ${termsOf(item)} `,
    }));
    cache.set(items, entries);
  }
  return entries;
}

function none(): number {
  return 0;
}

/** `before` outranks the quality of a match; `among` decides between equal matches. */
function search<T>(
  entries: readonly Entry<T>[],
  query: string,
  before: (item: T) => number,
  among: (item: T) => number,
): T[] {
  const wanted = normalise(query.slice(0, MOST_CHARACTERS));
  const words = wanted === '' ? [] : wanted.split(' ').slice(0, MOST_WORDS).map(sought);
  const hits: { item: T; rank: number; among: number; length: number }[] = [];
  for (const entry of entries) {
    const rank = rankOf(entry, wanted, words);
    if (rank === null) continue;
    const length = words.length === 0 ? 0 : entry.name.length;
    hits.push({
      item: entry.item,
      rank: rank + before(entry.item),
      among: among(entry.item),
      length,
    });
  }
  hits.sort((a, b) => a.rank - b.rank || a.among - b.among || a.length - b.length);
  return hits.map((hit) => hit.item);
}

/** A typed word as a prefix and as a whole word. */
interface Sought {
  readonly beginning: string;
  readonly whole: string;
}

/** Scripts without spaces have no word boundaries. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;

function sought(word: string): Sought {
  return { beginning: UNSPACED.test(word) ? word : ` ${word}`, whole: ` ${word} ` };
}

/** 0 is best; null is no match. */
function rankOf(entry: Entry<unknown>, wanted: string, words: readonly Sought[]): number | null {
  if (words.length === 0) return 0;
  if (entry.name.startsWith(wanted)) return entry.name.length === wanted.length ? 0 : 1;
  let rank = 2;
  for (const { beginning, whole } of words) {
    if (entry.nameWords.includes(beginning)) continue;
    if (entry.factWords.includes(whole)) rank = Math.max(rank, 3);
    else if (entry.factWords.includes(beginning)) rank = 4;
    else return null;
  }
  return rank;
}

import type { Tongue } from './language-profile.ts';

/** How strongly the words of a text indicate each language. */
export interface Evidence {
  /** Words that carry evidence; names do not. */
  readonly words: number;
  /** Best first; `points` are at most as many as there are words. */
  readonly ranked: readonly { readonly tag: string; readonly points: number }[];
  /** The points of a language; 0 for one that is not known. */
  pointsOf(tag: string): number;
}

const KNOWN = 1;
/** One-letter words exist in many languages. */
const KNOWN_LETTER = 0.5;
const SHAPED = 0.4;
const SPELLED = 0.3;
/** A word with a letter that the language does not use. */
const MISSPELLED = -0.6;

/**
 * Compares lower-case words with the known words of `tongues`: a known word counts most, then
 * beginnings, endings and special letters; a letter that a language does not use counts against it.
 */
export function weighWords(
  tongues: ReturnType<typeof indexed>,
  words: readonly string[],
): Evidence {
  const points = new Map(tongues.map(({ tag }) => [tag, 0]));
  for (const word of words) {
    const special = specialOf(word);
    for (const tongue of tongues)
      points.set(tongue.tag, (points.get(tongue.tag) ?? 0) + worth(tongue, word, special));
  }
  const ranked = [...points]
    .map(([tag, sum]) => ({ tag, points: sum }))
    .sort((one, other) => other.points - one.points);
  return { words: words.length, ranked, pointsOf: (tag) => points.get(tag) ?? 0 };
}

/** The languages, prepared for lookup. */
export function indexed(tongues: Readonly<Record<string, Tongue>>) {
  return Object.entries(tongues).map(([tag, { letters, words, shapes }]) => ({
    tag,
    letters: new Set(letters),
    words: new Set(split(words)),
    starts: split(shapes).flatMap((shape) => (shape.endsWith('-') ? shape.slice(0, -1) : [])),
    ends: split(shapes).flatMap((shape) => (shape.startsWith('-') ? shape.slice(1) : [])),
  }));
}

function worth(
  tongue: ReturnType<typeof indexed>[number],
  word: string,
  special: readonly string[],
): number {
  if (tongue.words.has(word)) return [...word].length === 1 ? KNOWN_LETTER : KNOWN;
  if (special.some((letter) => !tongue.letters.has(letter))) return MISSPELLED;
  const shaped =
    word.length > 3 &&
    (tongue.ends.some((end) => word.endsWith(end)) ||
      tongue.starts.some((start) => word.startsWith(start)));
  return (shaped ? SHAPED : 0) + (special.length > 0 ? SPELLED : 0);
}

/** The letters that not every language of the alphabet has. */
function specialOf(word: string): string[] {
  return [...word].filter((letter) => !COMMON.test(letter) && /\p{L}/u.test(letter));
}

/** All Devanagari letters but one that Hindi lacks. */
const COMMON = new RegExp(
  `[a-zабвгдежзиклмнопрстуфхцчш${'ابتثجحخدذرزسشصضطظعغفقلمنهو'}]|(?!ळ)[\\u0900-\\u097f]`,
  'u',
);

function split(list: string): string[] {
  return list.split(/\s+/).filter((each) => each !== '');
}

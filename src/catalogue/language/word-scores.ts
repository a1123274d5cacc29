import type { LanguageProfile } from './language-profile.ts';

/** How strongly the words of a text indicate each language. */
export interface Evidence {
  /** The number of words that are evidence; names are not. */
  readonly words: number;
  /** Best first; `points` never exceed the number of words. */
  readonly ranked: readonly { readonly tag: string; readonly points: number }[];
  /** The points of a language; 0 for an unknown one. */
  pointsOf(tag: string): number;
}

const KNOWN_WORD = 1;
/** One-letter words exist in many languages. */
const KNOWN_ONE_LETTER_WORD = 0.5;
const KNOWN_AFFIX = 0.4;
const SPECIAL_LETTER = 0.3;
/** The word has a letter that the language does not use. */
const FOREIGN_LETTER = -0.6;

/**
 * Scores lower-case words by the profiles of languages. A known word counts most, then affixes and
 * special letters; a letter that a language does not use counts against it.
 */
export function scoreWords(
  profiles: ReturnType<typeof indexProfiles>,
  words: readonly string[],
): Evidence {
  const points = new Map(profiles.map(({ tag }) => [tag, 0]));
  for (const word of words) {
    const specialLetters = specialLettersOf(word);
    for (const profile of profiles)
      points.set(
        profile.tag,
        (points.get(profile.tag) ?? 0) + scoreWord(profile, word, specialLetters),
      );
  }
  const ranked = [...points]
    .map(([tag, sum]) => ({ tag, points: sum }))
    .sort((one, other) => other.points - one.points);
  return { words: words.length, ranked, pointsOf: (tag) => points.get(tag) ?? 0 };
}

/** Prepares language profiles, by tag, for lookup. */
export function indexProfiles(profiles: Readonly<Record<string, LanguageProfile>>) {
  return Object.entries(profiles).map(([tag, { letters, words, affixes }]) => ({
    tag,
    letters: new Set(letters),
    words: new Set(split(words)),
    prefixes: split(affixes).flatMap((affix) => (affix.endsWith('-') ? affix.slice(0, -1) : [])),
    suffixes: split(affixes).flatMap((affix) => (affix.startsWith('-') ? affix.slice(1) : [])),
  }));
}

function scoreWord(
  profile: ReturnType<typeof indexProfiles>[number],
  word: string,
  specialLetters: readonly string[],
): number {
  if (profile.words.has(word)) return [...word].length === 1 ? KNOWN_ONE_LETTER_WORD : KNOWN_WORD;
  if (specialLetters.some((letter) => !profile.letters.has(letter))) return FOREIGN_LETTER;
  const hasKnownAffix =
    word.length > 3 &&
    (profile.suffixes.some((end) => word.endsWith(end)) ||
      profile.prefixes.some((start) => word.startsWith(start)));
  return (hasKnownAffix ? KNOWN_AFFIX : 0) + (specialLetters.length > 0 ? SPECIAL_LETTER : 0);
}

/** The letters of a word that not every language of the alphabet has. */
function specialLettersOf(word: string): string[] {
  return [...word].filter((letter) => !COMMON_LETTER.test(letter) && /\p{L}/u.test(letter));
}

/** Common letters: of Devanagari all but one that Hindi lacks. */
const COMMON_LETTER = new RegExp(
  `[a-zабвгдежзиклмнопрстуфхцчш${'ابتثجحخدذرزسشصضطظعغفقلمنهو'}]|(?!ळ)[\\u0900-\\u097f]`,
  'u',
);

function split(list: string): string[] {
  return list.split(/\s+/).filter((each) => each !== '');
}

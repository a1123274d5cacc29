import { lazy } from '../../lib/lazy.ts';
import { hanLanguage, mainAlphabet } from './alphabets.ts';
import { languageOf, nearness } from './languages.ts';
import { type ScriptWord, wordsOf, wordyText } from './script-words.ts';
import { type Evidence, indexProfiles, scoreWords } from './word-scores.ts';
import { ENGLISH } from './words-english.ts';
import { GERMANIC } from './words-germanic.ts';
import { LATIN } from './words-latin.ts';
import { ARABIC, CYRILLIC, DEVANAGARI } from './words-other.ts';
import { ROMANCE } from './words-romance.ts';
import { SLAVIC } from './words-slavic.ts';

/** Whether a script is in a language: it may be, it is in another one, or that is not clear. */
export type ScriptMatch =
  | { readonly kind: 'fits' }
  | { readonly kind: 'other'; readonly language: string }
  | { readonly kind: 'unsure' };

const PROFILES = {
  latin: lazy(() => indexProfiles({ ...ENGLISH, ...GERMANIC, ...ROMANCE, ...SLAVIC, ...LATIN })),
  cyrillic: lazy(() => indexProfiles(CYRILLIC)),
  arabic: lazy(() => indexProfiles(ARABIC)),
  devanagari: lazy(() => indexProfiles(DEVANAGARI)),
};
const LETTERS = {
  latin: /\p{Script=Latin}/u,
  cyrillic: /\p{Script=Cyrillic}/u,
  arabic: /\p{Script=Arabic}/u,
  devanagari: /\p{Script=Devanagari}/u,
};
const MAX_CHARACTERS = 4_000;
/** The minimum share of words that indicate a language; lower for the expected one. */
const SURE_SHARE = 0.38;
const LIKELY_SHARE = 0.3;
const SURE_SHARE_OF_FEW = 0.45;
const FEW_WORDS = 5;
/** The minimum points of a language, and its minimum lead over the next one. */
const MIN_POINTS = 1.8;
const MIN_LEAD = 0.75;
/** The expected language may be this far behind another one. */
const EXPECTED_TOLERANCE = 0.25;

/** Languages that share many words and are easily confused. */
const RELATED_LANGUAGES: readonly (readonly string[])[] = [
  ['da', 'no', 'sv'],
  ['hr', 'sr', 'sl'],
  ['cs', 'sk'],
  ['es', 'pt', 'gl', 'ca'],
  ['id', 'ms'],
  ['nl', 'af'],
  ['bg', 'mk', 'ru'],
  ['ru', 'uk', 'be'],
];

const FITS: ScriptMatch = { kind: 'fits' };
const UNSURE: ScriptMatch = { kind: 'unsure' };

/**
 * Judges whether `script` is in the language of `expectedTag`, a BCP 47 tag. Names, codes and
 * numbers fit every language. `other` needs strong evidence; its tag distinguishes simplified and
 * traditional Chinese (`zh`, `zh-Hant`).
 */
export function judgeScript(script: string, expectedTag: string): ScriptMatch {
  // Most forms open without a script.
  if (script === '') return FITS;
  const text = wordyText(script.slice(0, MAX_CHARACTERS));
  const match = judgeText(text, expectedTag);
  if (match.kind !== 'fits') return match;
  const parts = text.split(/[.!?。！？…\n]+/u);
  const isMixed = parts.length > 1 && parts.some((part) => isClearlyOther(part, expectedTag));
  return isMixed ? UNSURE : FITS;
}

/** The English name of a language: `French` for `fr`. */
export function languageName(tag: string): string {
  return languageOf(tag)?.label ?? tag;
}

function judgeText(text: string, expectedTag: string): ScriptMatch {
  const alphabet = mainAlphabet(text);
  const latin = wordsOf(text, LETTERS.latin).filter(({ isName }) => !isName);
  if (alphabet === null) return judgeWords('latin', text, expectedTag);
  const nonLatinWords = estimateWords(alphabet, text);
  // A few foreign words or names in a text of Latin letters.
  if (latin.length > 0 && nonLatinWords * 4 <= latin.length)
    return judgeWords('latin', text, expectedTag);
  if (latin.length > 4) {
    const { ranked, words } = evidenceOf('latin', latin);
    const points = ranked[0]?.points ?? 0;
    // The text mixes two languages.
    if (points >= 4 && points >= words * 0.7) return UNSURE;
  }
  switch (alphabet.kind) {
    case 'one':
      return compareLanguage(alphabet.language, expectedTag);
    case 'bengali':
      return compareLanguage(/[ৰৱ]/u.test(text) ? 'as' : 'bn', expectedTag);
    case 'han':
      return judgeHan(text, expectedTag);
    case 'other':
      return UNSURE;
    default:
      return judgeWords(alphabet.kind, text, expectedTag);
  }
}

/** The number of words in an alphabet. In scripts without spaces, two letters count as a word. */
function estimateWords({ kind, letters }: { kind: string; letters: number }, text: string): number {
  if (
    /[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u.test(text) ||
    kind === 'han'
  )
    return letters / 2;
  const words =
    text.match(/(?<!\p{L})[^\p{Script=Latin}\p{Lu}\P{L}][\p{L}\p{M}\u200c]*/gu)?.length ?? 0;
  return Math.max(words, letters / 12);
}

function judgeHan(text: string, expectedTag: string): ScriptMatch {
  const language = hanLanguage(text);
  const expected = new Intl.Locale(languageTag(expectedTag)).language;
  const readsHan = expected === 'zh' || expected === 'yue' || expected === 'ja';
  if (language === null) return readsHan ? FITS : UNSURE;
  // Cantonese voices also read Standard Chinese.
  if (expected === 'yue' && language !== 'ja') return FITS;
  return compareLanguage(language, expectedTag);
}

function compareLanguage(language: string, expectedTag: string): ScriptMatch {
  return isSame(language, expectedTag) ? FITS : { kind: 'other', language };
}

function judgeWords(kind: keyof typeof PROFILES, text: string, expectedTag: string): ScriptMatch {
  const evidence = evidenceOf(kind, wordsOf(text, LETTERS[kind]));
  const expected = PROFILES[kind]().find(({ tag }) => isSame(tag, expectedTag))?.tag ?? null;
  if (evidence.words === 0) return kind === 'latin' || expected !== null ? FITS : UNSURE;
  const [best] = evidence.ranked;
  const expectedPoints = expected === null ? 0 : evidence.pointsOf(expected);
  if (best === undefined) return UNSURE;
  const isAhead = best.tag !== expected && best.points > expectedPoints + EXPECTED_TOLERANCE;
  const minShare = evidence.words < FEW_WORDS ? SURE_SHARE_OF_FEW : LIKELY_SHARE;
  if (!isAhead && expectedPoints > 0 && expectedPoints >= evidence.words * minShare)
    return expected !== null && resemblesRelative(kind, expected, text) ? UNSURE : FITS;
  if (best.tag !== expected && isStrong(evidence)) return { kind: 'other', language: best.tag };
  // One unknown word is usually a name.
  const isReadable = kind === 'latin' || expected !== null;
  if (isReadable && evidence.words === 1 && expectedPoints >= 0 && best.points < 0.9) return FITS;
  return UNSURE;
}

/** Whether the words fit a related language nearly as well as the expected one. */
function resemblesRelative(kind: keyof typeof PROFILES, expected: string, text: string): boolean {
  const group = RELATED_LANGUAGES.find((tags) => tags.includes(expected)) ?? [];
  const profiles = PROFILES[kind]().filter(({ tag }) => group.includes(tag));
  const words = evidenceWords(kind, wordsOf(text, LETTERS[kind]));
  const scores = words.map((word) => scoreWords(profiles, [word]));
  return group.some((relative) => {
    if (relative === expected) return false;
    let [support, contradiction] = [0, 0];
    for (const { pointsOf } of scores) {
      const difference = pointsOf(relative) - pointsOf(expected);
      if (difference >= 0.3) support += difference;
      if (difference <= -0.3) contradiction -= difference;
    }
    // A few words may exist in both languages.
    return words.length > 3 ? support * 2 >= contradiction : support * 2 > contradiction;
  });
}

function isStrong({ ranked, words }: Evidence): boolean {
  const [best, second] = ranked;
  if (best === undefined || best.points < MIN_POINTS || best.points < words * SURE_SHARE)
    return false;
  return best.points - (second?.points ?? 0) >= MIN_LEAD;
}

function isClearlyOther(part: string, expectedTag: string): boolean {
  const evidence = evidenceOf('latin', wordsOf(part, LETTERS.latin));
  const { words } = evidence;
  if (words < 4) return false;
  const expectedPoints = evidence.ranked.find(({ tag }) => isSame(tag, expectedTag))?.points ?? 0;
  const [best] = evidence.ranked;
  return best !== undefined && best.points >= 3 && best.points >= words * 0.6 && expectedPoints < 1;
}

function evidenceOf(kind: keyof typeof PROFILES, words: readonly ScriptWord[]): Evidence {
  return scoreWords(PROFILES[kind](), evidenceWords(kind, words));
}

/**
 * The words that are evidence; names are not. A capitalized word counts as a name unless it begins
 * a sentence and is a known word of a language, or is a known word of languages other than English
 * only: many products have English names.
 */
function evidenceWords(kind: keyof typeof PROFILES, words: readonly ScriptWord[]): string[] {
  const meaningful = words.filter(({ text, isName, isCapitalized }) => {
    if (!isName && (!isCapitalized || kind !== 'latin') && text.length > 1) return true;
    const languagesWithWord = PROFILES[kind]().filter((profile) => profile.words.has(text));
    if (!isName) return languagesWithWord.length > 0;
    return (
      text.length > 3 &&
      languagesWithWord.length > 0 &&
      languagesWithWord.every(({ tag }) => tag !== 'en')
    );
  });
  return meaningful.map(({ text }) => text);
}

function isSame(language: string, expectedTag: string): boolean {
  return nearness(languageOf(language), languageTag(expectedTag)) >= 2;
}

/** The language tag of a locale; `und` if the locale is invalid. */
function languageTag(locale: string): string {
  return languageOf(locale)?.spoken?.language ?? 'und';
}

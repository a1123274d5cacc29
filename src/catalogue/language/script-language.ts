import { lazy } from '../../lib/lazy.ts';
import { hanLanguage, mainAlphabet } from './alphabets.ts';
import { languageOf, nearness } from './languages.ts';
import { type ScriptWord, withoutCodes, wordsOf } from './script-words.ts';
import { type Evidence, indexed, weighWords } from './word-scores.ts';
import { ENGLISH } from './words-english.ts';
import { GERMANIC } from './words-germanic.ts';
import { LATIN } from './words-latin.ts';
import { ARABIC, CYRILLIC, DEVANAGARI } from './words-other.ts';
import { ROMANCE } from './words-romance.ts';
import { SLAVIC } from './words-slavic.ts';

/** Whether a script is in a language: it may be, it is in another one, or it is unknown. */
export type ScriptMatch =
  | { readonly kind: 'fits' }
  | { readonly kind: 'other'; readonly language: string }
  | { readonly kind: 'unsure' };

const TONGUES = {
  latin: lazy(() => indexed({ ...ENGLISH, ...GERMANIC, ...ROMANCE, ...SLAVIC, ...LATIN })),
  cyrillic: lazy(() => indexed(CYRILLIC)),
  arabic: lazy(() => indexed(ARABIC)),
  devanagari: lazy(() => indexed(DEVANAGARI)),
};
const LETTERS = {
  latin: /\p{Script=Latin}/u,
  cyrillic: /\p{Script=Cyrillic}/u,
  arabic: /\p{Script=Arabic}/u,
  devanagari: /\p{Script=Devanagari}/u,
};
const MOST_READ = 4_000;
/** The share of words that must indicate a language; less for the expected one. */
const SURE = 0.38;
const LIKELY = 0.3;
const SURE_OF_FEW = 0.45;
const FEW = 5;
/** At least this many words must be known, and this many more than of any other language. */
const LEAST_POINTS = 1.8;
const LEAD = 0.75;
/** Another language may be this little ahead of the expected one. */
const SLACK = 0.25;

/** Languages with so many words in common that they can be mistaken for each other. */
const RELATIVES: readonly (readonly string[])[] = [
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
 * Judges whether `script` is in the language of `prior`, a BCP 47 tag. Names, codes and numbers
 * fit every language. `other` only where the evidence is strong; its tag tells simplified from
 * traditional Chinese (`zh`, `zh-Hant`).
 */
export function judgeScript(script: string, prior: string): ScriptMatch {
  // Most forms open without a script.
  if (script === '') return FITS;
  const text = withoutCodes(script.slice(0, MOST_READ));
  const match = judgeText(text, prior);
  if (match.kind !== 'fits') return match;
  const parts = text.split(/[.!?。！？…\n]+/u);
  const isMixed = parts.length > 1 && parts.some((part) => isPlainlyOther(part, prior));
  return isMixed ? UNSURE : FITS;
}

/** Its English name: `French` for `fr`. */
export function languageName(tag: string): string {
  return languageOf(tag)?.label ?? tag;
}

function judgeText(text: string, prior: string): ScriptMatch {
  const alphabet = mainAlphabet(text);
  const latin = wordsOf(text, LETTERS.latin).filter(({ isName }) => !isName);
  if (alphabet === null) return judgeWords('latin', text, prior);
  const written = weightOf(alphabet, text);
  // A foreign word or name in a text of Latin letters.
  if (latin.length > 0 && written * 4 <= latin.length) return judgeWords('latin', text, prior);
  if (latin.length > 4) {
    const { ranked, words } = evidenceOf('latin', latin);
    const points = ranked[0]?.points ?? 0;
    // Two languages side by side.
    if (points >= 4 && points >= words * 0.7) return UNSURE;
  }
  switch (alphabet.kind) {
    case 'one':
      return found(alphabet.language, prior);
    case 'bengali':
      return found(/[ৰৱ]/u.test(text) ? 'as' : 'bn', prior);
    case 'han':
      return judgeHan(text, prior);
    case 'other':
      return UNSURE;
    default:
      return judgeWords(alphabet.kind, text, prior);
  }
}

/** How many words an alphabet's letters count as; without spaces, two letters count as one word. */
function weightOf({ kind, letters }: { kind: string; letters: number }, text: string): number {
  if (
    /[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u.test(text) ||
    kind === 'han'
  )
    return letters / 2;
  const words =
    text.match(/(?<!\p{L})[^\p{Script=Latin}\p{Lu}\P{L}][\p{L}\p{M}\u200c]*/gu)?.length ?? 0;
  return Math.max(words, letters / 12);
}

function judgeHan(text: string, prior: string): ScriptMatch {
  const written = hanLanguage(text);
  const expected = new Intl.Locale(languageTag(prior)).language;
  const readsHan = expected === 'zh' || expected === 'yue' || expected === 'ja';
  if (written === null) return readsHan ? FITS : UNSURE;
  // Chinese text is also read in Cantonese.
  if (expected === 'yue' && written !== 'ja') return FITS;
  return found(written, prior);
}

function found(language: string, prior: string): ScriptMatch {
  return isSame(language, prior) ? FITS : { kind: 'other', language };
}

function judgeWords(kind: keyof typeof TONGUES, text: string, prior: string): ScriptMatch {
  const evidence = evidenceOf(kind, wordsOf(text, LETTERS[kind]));
  const expected = TONGUES[kind]().find(({ tag }) => isSame(tag, prior))?.tag ?? null;
  if (evidence.words === 0) return kind === 'latin' || expected !== null ? FITS : UNSURE;
  const [best] = evidence.ranked;
  const own = expected === null ? 0 : evidence.pointsOf(expected);
  if (best === undefined) return UNSURE;
  const isAhead = best.tag !== expected && best.points > own + SLACK;
  const enough = evidence.words < FEW ? SURE_OF_FEW : LIKELY;
  if (!isAhead && own > 0 && own >= evidence.words * enough)
    return expected !== null && isLikeRelative(kind, expected, text) ? UNSURE : FITS;
  if (best.tag !== expected && isStrong(evidence)) return { kind: 'other', language: best.tag };
  // One unknown word is usually a name.
  const isReadable = kind === 'latin' || expected !== null;
  if (isReadable && evidence.words === 1 && own >= 0 && best.points < 0.9) return FITS;
  return UNSURE;
}

/** Whether almost as many words contradict a related language as support it. */
function isLikeRelative(kind: keyof typeof TONGUES, expected: string, text: string): boolean {
  const group = RELATIVES.find((tags) => tags.includes(expected)) ?? [];
  const tongues = TONGUES[kind]().filter(({ tag }) => group.includes(tag));
  const words = tellingOf(kind, wordsOf(text, LETTERS[kind]));
  const gains = words.map((word) => weighWords(tongues, [word]));
  return group.some((relative) => {
    if (relative === expected) return false;
    let [forIt, against] = [0, 0];
    for (const { pointsOf } of gains) {
      const more = pointsOf(relative) - pointsOf(expected);
      if (more >= 0.3) forIt += more;
      if (more <= -0.3) against -= more;
    }
    // A few words that exist in both need no question.
    return words.length > 3 ? forIt * 2 >= against : forIt * 2 > against;
  });
}

function isStrong({ ranked, words }: Evidence): boolean {
  const [best, second] = ranked;
  if (best === undefined || best.points < LEAST_POINTS || best.points < words * SURE) return false;
  return best.points - (second?.points ?? 0) >= LEAD;
}

function isPlainlyOther(part: string, prior: string): boolean {
  const evidence = evidenceOf('latin', wordsOf(part, LETTERS.latin));
  const { words } = evidence;
  if (words < 4) return false;
  const own = evidence.ranked.find(({ tag }) => isSame(tag, prior))?.points ?? 0;
  const [best] = evidence.ranked;
  return best !== undefined && best.points >= 3 && best.points >= words * 0.6 && own < 1;
}

function evidenceOf(kind: keyof typeof TONGUES, words: readonly ScriptWord[]): Evidence {
  return weighWords(TONGUES[kind](), tellingOf(kind, words));
}

/**
 * Names are no evidence. A capitalised word is a name, unless it begins a sentence and a language
 * knows it, or a language other than English knows it: half of all products have English names.
 */
function tellingOf(kind: keyof typeof TONGUES, words: readonly ScriptWord[]): string[] {
  const telling = words.filter(({ text, isName, isCapital }) => {
    if (!isName && (!isCapital || kind !== 'latin') && text.length > 1) return true;
    const knowing = TONGUES[kind]().filter((tongue) => tongue.words.has(text));
    if (!isName) return knowing.length > 0;
    return text.length > 3 && knowing.length > 0 && knowing.every(({ tag }) => tag !== 'en');
  });
  return telling.map(({ text }) => text);
}

function isSame(language: string, prior: string): boolean {
  return nearness(languageOf(language), languageTag(prior)) >= 2;
}

/** A readable tag, whatever a locale contains. */
function languageTag(prior: string): string {
  return languageOf(prior)?.spoken?.language ?? 'und';
}

import { sanitizeText } from '../../lib/sanitize-text.ts';
import { cleanScript } from './markup.ts';

/** How much of a script is spoken, and how long that takes. */
export interface Speech {
  /** Words, digits and spoken signs; in scripts without spaces, characters. 0: nothing to speak. */
  readonly words: number;
  /** The estimated time to speak them, unrounded. */
  readonly seconds: number;
  /** Whether the script has more than ordinary words, so that the estimate is less certain. */
  readonly rough: boolean;
}

/** Ordinary speech is 150 words a minute. A word with more letters than this takes longer. */
const WORDS_PER_SECOND = 2.5;
const MAX_SHORT_WORD_LETTERS = 12;
const LETTERS_PER_SECOND = 15;
/** Chinese and Japanese characters, Korean syllables. */
const CHARACTERS_PER_SECOND = 4.5;
/** Letters of Thai, Lao, Khmer and Burmese. Their vowel and tone marks take no extra time. */
const UNSPACED_PER_SECOND = 7;

const HAN = '[[\\p{scx=Han}\\p{scx=Hira}\\p{scx=Kana}\\p{scx=Bopo}]&&[\\p{L}\\p{Nl}]]';
const UNSPACED = '[[\\p{sc=Thai}\\p{sc=Laoo}\\p{sc=Khmr}\\p{sc=Mymr}]&&\\p{L}]';
const HANGUL = '\\p{sc=Hangul}';
const LETTER = `[\\p{L}--${HAN}--${UNSPACED}--${HANGUL}]`;
/** An address is spelled out: each of its signs is spoken. */
const ADDRESS =
  '(?:https?:\\/\\/|www\\.)[^\\s<>"]*[^\\s<>"\\p{P}]\\/?|(?<![\\w.+\\-])[\\w.+\\-]{1,64}@[\\w\\-]+(?:\\.[\\w\\-]+)+';
const SIGNS = [
  '[\\p{Sc}%‰°№](?=\\s?\\p{Nd})|\\+(?=\\p{Nd})|(?<=\\p{Nd}\\s?)[\\p{Sc}%‰°]',
  '(?<=[\\p{L}\\p{N}]\\s?)[+×÷*=<>±≈≤≥−&](?=\\s?[\\p{L}\\p{N}])',
  '#(?=[\\p{L}\\p{N}])|(?<=\\p{L}[+#]?)[+#]|(?<=[\\p{L}\\p{N}])@(?=[\\p{L}\\p{N}])',
].join('|');
const TOKEN = new RegExp(
  [
    `(?<address>${ADDRESS})`,
    `(?<han>${HAN})`,
    `(?<unspaced>${UNSPACED})`,
    `(?<korean>${HANGUL}+)`,
    `(?<word>${LETTER}[${LETTER}\\p{M}'’_\\-\\u200C\\u200D]*)`,
    '(?<number>\\p{N})',
    `(?<sign>${SIGNS})`,
  ].join('|'),
  'giv',
);
const SPELLED_PART = /(?<word>\p{L}+)|(?<sign>[\p{N}\p{P}\p{S}])/gv;

/** A number, or a letter other than a modifier (`ー`, a tatweel) or the emoji `ℹ`. */
const SPOKEN = /[[\p{L}\p{N}]--\p{Lm}--\u2139]/v;
const KEYCAP = /[0-9#*]\uFE0F?\u20E3/g;

/** Whether a script has a word or a number to speak. Signs, emoji and markup do not count. */
export function hasSpeech(script: string): boolean {
  return SPOKEN.test(sanitizeText(cleanScript(script).text).replace(KEYCAP, ''));
}

/**
 * Measures the spoken part of a script. The form, the price and the check for an empty script all
 * use this. Digits and addresses are spelled out.
 */
export function speechOf(script: string): Speech {
  if (!hasSpeech(script)) return { words: 0, seconds: 0, rough: false };
  const counts = {
    words: 0,
    ordinary: 0,
    korean: 0,
    syllables: 0,
    extraLetters: 0,
    characters: 0,
    unspaced: 0,
  };
  const add = (word = ''): void => {
    const letters = [...word.replace(/\P{L}/gv, '')].length;
    counts.words += 1;
    counts.extraLetters += Math.max(0, letters - MAX_SHORT_WORD_LETTERS);
  };
  // NFC makes each Korean syllable one character.
  const text = sanitizeText(script).normalize('NFC').replace(KEYCAP, ' ');
  for (const { groups = {} } of text.matchAll(TOKEN)) {
    const { address, han, unspaced, korean, word } = groups;
    if (address) for (const part of address.matchAll(SPELLED_PART)) add(part.groups?.['word']);
    else if (han) counts.characters += 1;
    else if (unspaced) counts.unspaced += 1;
    else if (korean) {
      counts.korean += 1;
      counts.syllables += korean.length;
    } else {
      add(word);
      if (word) counts.ordinary += 1;
    }
  }
  const { words, korean, syllables, extraLetters, characters, unspaced } = counts;
  const ordinary = counts.ordinary === words && extraLetters + korean + characters + unspaced === 0;
  return {
    rough: !ordinary,
    words: words + korean + characters + unspaced,
    seconds:
      words / WORDS_PER_SECOND +
      extraLetters / LETTERS_PER_SECOND +
      (characters + syllables) / CHARACTERS_PER_SECOND +
      unspaced / UNSPACED_PER_SECOND,
  };
}

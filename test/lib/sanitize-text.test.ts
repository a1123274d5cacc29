import { expect, it } from 'vitest';
import { sanitizeText } from '../../src/lib/sanitize-text.ts';
import { HOSTILE } from '../support/hostile.ts';

it.each([
  ['joined emoji', '👩‍👩‍👧‍👦 👩🏽‍🚀 here ❤\ufe0f\u200d🔥 🏳\ufe0f\u200d🌈'],
  ['the flag of Scotland', '🏴\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}'],
  ['a keycap, and a symbol in text style', '1\ufe0f\u20e3 ☎\ufe0e'],
  ['the joiners of Persian', 'می\u200cخواهم PDF\u200cها «کتاب»\u200cها ه\u200d.'],
  ['half forms of Indic scripts', 'क्\u200dष র\u200d্য ರಾಜ್\u200cಕುಮಾರ್ ශ්\u200dරී ලංකා അവന്\u200d'],
  ['Mongolian, Khmer words', 'ᠠ\u180bᠡ សួស្តី\u200bពិភពលោក'],
  ['a variant of a Han character in a name', '葛\u{e0100}城'],
  ['an old Korean syllable without its first letter', '\u115f\u1161'],
  ['an Arabic number sign', '\u0600\u0661'],
  ['combining accents', 'cafe\u0301'],
  ['tabs, line breaks and spaces', 'a\tb\n\n c\u00a0d\u3000e '],
  ['both text directions', 'مرحبا hello שלום'],
])('characters that a script or an emoji needs stay: %s', (_, text) => {
  expect(sanitizeText(text)).toBe(text);
});

it.each([
  ['a NUL, a bell, a delete, a C1 control', 'a\u0000ba\u0007\u007f\u0086b', 'abab'],
  ['terminal colours', '\u001b[1;31mred\u001b[0m', 'red'],
  ['lone surrogates', '\ud83d Hi \ude00\ud83d', ' Hi '],
  ['a byte order mark', '\ufeffHi', 'Hi'],
  ['Trojan Source attacks', '\u202e } \u2066if (admin)\u2069 \u2066 begin', ' } if (admin)  begin'],
  ['direction marks', '\u200fשלום\u200e \u061c', 'שלום '],
  ['a zero-width space', 'za\u200blgo', 'zalgo'],
  ['joiners outside their scripts', 'he\u200cl\u200dlo \u200d 👩\u200dx', 'hello  👩x'],
  ['joiners without effect', 'می\u200c\u200cخواهم می\u200c خواهم', 'می\u200cخواهم می خواهم'],
  ['soft hyphens and operators', 'Do\u00adnau a\u2060\u2061\u2064b\u034fc', 'Donau abc'],
  ['line breaks other than LF', 'a\u2028b\u2029c\r\nd\re\vf\fg\u0085h', 'a\nb\nc\nd\ne\nf\ng\nh'],
  ['text hidden in tags', 'Hi\u{e0048}\u{e0069}\u{e007f}', 'Hi'],
  ['text hidden behind a flag', '🏴\u{e0068}\u{e0069}\u{e0074}\u{e0068}\u{e0065}', '🏴'],
  ['text in variation selectors', '😀\ufe0f\u{e0158}\u{e0155} a\ufe0fb', '😀\ufe0f ab'],
  ['a blank name of Hangul fillers', '\u3164\uffa0\u115f\u1160', ''],
  ['Mongolian and Khmer signs outside their scripts', 'a\u180e\u17b4b', 'ab'],
  ['noncharacters', '\ufffe\uffff\ufdd0\u{1ffff}a', 'a'],
  ['object and annotation characters', 'a\ufffcb\ufff9c\ufffad\ufffb\u{1d173}', 'abcd'],
])('invisible characters are removed or replaced: %s', (_, text, cleaned) => {
  expect(sanitizeText(text)).toBe(cleaned);
});

it('sanitizing is idempotent, and its result is well-formed', () => {
  const once = HOSTILE.map(sanitizeText);
  expect(once.map((text) => sanitizeText(text).toWellFormed())).toEqual(once);
});

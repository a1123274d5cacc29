import { expect, it } from 'vitest';
import { sanitizeText } from '../../src/lib/sanitize-text.ts';
import { HOSTILE } from '../support/hostile.ts';

it.each([
  ['joined emoji', '👩‍👩‍👧‍👦 👩🏽‍🚀 here ❤\ufe0f\u200d🔥 🏳\ufe0f\u200d🌈'],
  ['the flag of Scotland', '🏴\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}'],
  ['a keycap, a sign as text', '1\ufe0f\u20e3 ☎\ufe0e'],
  ['the joiners of Persian', 'می\u200cخواهم PDF\u200cها «کتاب»\u200cها ه\u200d.'],
  ['half letters of Indic scripts', 'क्\u200dष র\u200d্য ರಾಜ್\u200cಕುಮಾರ್ ශ්\u200dරී ලංකා അവന്\u200d'],
  ['Mongolian, Khmer words', 'ᠠ\u180bᠡ សួស្តី\u200bពិភពលោក'],
  ['the form of a Han character in a name', '葛\u{e0100}城'],
  ['an old Korean syllable without its first letter', '\u115f\u1161'],
  ['an Arabic sign of a number', '\u0600\u0661'],
  ['accents typed as characters of their own', 'cafe\u0301'],
  ['tabs, lines and blanks', 'a\tb\n\n c\u00a0d\u3000e '],
  ['both directions', 'مرحبا hello שלום'],
])('what a script or an emoji needs stays: %s', (_, text) => {
  expect(sanitizeText(text)).toBe(text);
});

it.each([
  ['a NUL, a bell, a delete, a C1 control', 'a\u0000ba\u0007\u007f\u0086b', 'abab'],
  ['the colours of a terminal', '\u001b[1;31mred\u001b[0m', 'red'],
  ['half an emoji, halves the wrong way round', '\ud83d Hi \ude00\ud83d', ' Hi '],
  ['a byte order mark', '\ufeffHi', 'Hi'],
  ['a Trojan Source', '\u202e } \u2066if (admin)\u2069 \u2066 begin', ' } if (admin)  begin'],
  ['direction marks', '\u200fשלום\u200e \u061c', 'שלום '],
  ['a zero-width space', 'za\u200blgo', 'zalgo'],
  ['other joiners', 'he\u200cl\u200dlo \u200d 👩\u200dx', 'hello  👩x'],
  ['idle joiners', 'می\u200c\u200cخواهم می\u200c خواهم', 'می\u200cخواهم می خواهم'],
  ['hyphens and operators', 'Do\u00adnau a\u2060\u2061\u2064b\u034fc', 'Donau abc'],
  ['all ends of lines but one', 'a\u2028b\u2029c\r\nd\re\vf\fg\u0085h', 'a\nb\nc\nd\ne\nf\ng\nh'],
  ['words hidden in tags', 'Hi\u{e0048}\u{e0069}\u{e007f}', 'Hi'],
  ['words hidden behind a flag', '🏴\u{e0068}\u{e0069}\u{e0074}\u{e0068}\u{e0065}', '🏴'],
  ['words in variation selectors', '😀\ufe0f\u{e0158}\u{e0155} a\ufe0fb', '😀\ufe0f ab'],
  ['a blank name of Hangul fillers', '\u3164\uffa0\u115f\u1160', ''],
  ['Mongolian and Khmer signs outside their scripts', 'a\u180e\u17b4b', 'ab'],
  ['noncharacters', '\ufffe\uffff\ufdd0\u{1ffff}a', 'a'],
  ['objects, notes and controls', 'a\ufffcb\ufff9c\ufffad\ufffb\u{1d173}', 'abcd'],
])('what cannot be seen or said goes: %s', (_, text, cleaned) => {
  expect(sanitizeText(text)).toBe(cleaned);
});

it('cleaning twice changes nothing more, and what is cleaned is well-formed', () => {
  const once = HOSTILE.map(sanitizeText);
  expect(once.map((text) => sanitizeText(text).toWellFormed())).toEqual(once);
});

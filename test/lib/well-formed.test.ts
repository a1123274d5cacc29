import { describe, expect, it, test } from 'vitest';
import { wellFormed } from '../../src/lib/well-formed.ts';
import { HOSTILE } from '../support/hostile-strings.ts';

describe('what a script or an emoji needs stays', () => {
  it.each([
    ['a family', '👩‍👩‍👧‍👦'],
    ['a profession with a skin', '👩🏽‍🚀 here'],
    ['a heart on fire', '❤\ufe0f\u200d🔥'],
    ['a flag with a rainbow', '🏳\ufe0f\u200d🌈'],
    ['the flag of Scotland', '🏴\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}'],
    ['a keycap', '1\ufe0f\u20e3'],
    ['a sign as text', '☎\ufe0e'],
    ['Persian', 'می\u200cخواهم'],
    ['Persian behind a Latin word', 'PDF\u200cها'],
    ['Persian behind a quotation mark', '«کتاب»\u200cها'],
    ['a stand-alone Arabic letter', 'ه\u200d.'],
    ['Hindi with a half letter', 'क्\u200dष'],
    ['Bengali', 'র\u200d্য'],
    ['Kannada', 'ರಾಜ್\u200cಕುಮಾರ್'],
    ['Sinhala', 'ශ්\u200dරී ලංකා'],
    ['Malayalam', 'അവന്\u200d'],
    ['Mongolian', 'ᠠ\u180bᠡ'],
    ['Khmer words', 'សួស្តី\u200bពិភពលោក'],
    ['the form of a Han character in a name', '葛\u{e0100}城'],
    ['an old Korean syllable without its first letter', '\u115f\u1161'],
    ['an Arabic sign of a number', '\u0600\u0661'],
    ['accents typed as characters of their own', 'cafe\u0301'],
    ['tabs, lines and blanks', 'a\tb\n\n c\u00a0d\u3000e '],
    ['both directions', 'مرحبا hello שלום'],
  ])('%s', (_, text) => {
    expect(wellFormed(text)).toBe(text);
  });
});

describe('what cannot be seen or said goes', () => {
  it.each([
    ['a NUL', 'a\u0000b', 'ab'],
    ['a bell, a delete, a C1 control', 'a\u0007\u007f\u0086b', 'ab'],
    ['the colours of a terminal', '\u001b[1;31mred\u001b[0m', 'red'],
    ['half an emoji', 'Hi \ud83d', 'Hi '],
    ['halves the wrong way round', '\ude00\ud83d', ''],
    ['a byte order mark', '\ufeffHi', 'Hi'],
    [
      'a Trojan Source',
      '/*\u202e } \u2066if (admin)\u2069 \u2066 begin */',
      '/* } if (admin)  begin */',
    ],
    ['direction marks', '\u200fשלום\u200e \u061c', 'שלום '],
    ['a zero-width space', 'za\u200blgo', 'zalgo'],
    ['joiners between Latin letters', 'he\u200cl\u200dlo', 'hello'],
    ['a joiner alone', '\u200d', ''],
    ['a joiner between an emoji and a word', '👩\u200dx', '👩x'],
    ['more joiners than one', 'می\u200c\u200cخواهم', 'می\u200cخواهم'],
    ['a Persian joiner at the end of a word', 'می\u200c خواهم', 'می خواهم'],
    ['a soft hyphen', 'Donau\u00addampf', 'Donaudampf'],
    ['word joiners and invisible operators', 'a\u2060\u2061\u2064b', 'ab'],
    ['line and paragraph separators', 'a\u2028b\u2029c', 'a\nb\nc'],
    ['other ends of lines', 'a\r\nb\rc\vd\fe\u0085f', 'a\nb\nc\nd\ne\nf'],
    ['words hidden in tags', 'Hi\u{e0048}\u{e0069}\u{e007f}', 'Hi'],
    [
      'words hidden behind a flag',
      '🏴\u{e0068}\u{e0069}\u{e0074}\u{e0068}\u{e0065}\u{e0072}\u{e0065}',
      '🏴',
    ],
    ['words hidden in variation selectors', '😀\ufe0f\u{e0158}\u{e0155}', '😀\ufe0f'],
    ['a variation selector behind a letter', 'a\ufe0fb', 'ab'],
    ['a blank name of Hangul fillers', '\u3164\uffa0\u115f\u1160', ''],
    ['Mongolian and Khmer signs outside their scripts', 'a\u180e\u17b4b', 'ab'],
    ['a grapheme joiner', 'a\u034fb', 'ab'],
    ['noncharacters', '\ufffe\uffff\ufdd0\u{1ffff}', ''],
    ['an object of a word processor', 'a\ufffcb', 'ab'],
    ['notes between lines', 'a\ufff9b\ufffac\ufffb', 'abc'],
    ['musical controls', '\u{1d173}', ''],
  ])('%s', (_, text, cleaned) => {
    expect(wellFormed(text)).toBe(cleaned);
  });
});

test('cleaning twice changes nothing more, and what is cleaned is well-formed', () => {
  const once = HOSTILE.map(wellFormed);
  expect(once.map(wellFormed)).toEqual(once);
  expect(once.filter((text) => !text.isWellFormed())).toEqual([]);
});

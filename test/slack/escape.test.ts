import { describe, expect, test } from 'vitest';
import {
  clip,
  escapeMrkdwn,
  escapeWithin,
  head,
  isBlank,
  plain,
  plainLines,
  plainOr,
} from '../../src/slack/blocks/escape.ts';

describe('text from outside', () => {
  test('has exactly its ampersands and angle brackets escaped', () => {
    expect(escapeMrkdwn('<!channel> & "x" \'y\' *b* `c` &lt;')).toBe(
      '&lt;!channel&gt; &amp; "x" \'y\' *b* `c` &amp;lt;',
    );
  });

  test('loses every character that shows nothing or turns it around', () => {
    const ranges: [number, number][] = [
      [0x202a, 0x202e],
      [0x2066, 0x2069],
      [0x200b, 0x200f],
      [0xfeff, 0xfeff],
      [0x00, 0x08],
      [0x0e, 0x1f],
      [0x7f, 0x84],
      [0x86, 0x9f],
    ];
    const all = ranges.flatMap(([from, to]) =>
      Array.from({ length: to - from + 1 }, (_, index) => String.fromCodePoint(from + index)),
    );
    expect(all.map((character) => plain(`a${character}b`, 10))).toEqual(all.map(() => 'ab'));
    expect(all.map((character) => plainLines(`a${character}b`, 10))).toEqual(all.map(() => 'ab'));
  });

  test('stays on one line, or keeps its lines where they are wanted', () => {
    expect(plain(' one\n two\r\nthree\u2028four\t', 99)).toBe('one two three four');
    expect(plainLines('one\n\ttwo\r\nthree\rfour\u2029five\n', 99)).toBe(
      'one\n\ttwo\nthree\nfour\nfive',
    );
  });

  test('is cut with an ellipsis and never inside a character', () => {
    expect([clip('abcdef', 6), clip('abcdefg', 6), clip('😀😀😀', 5), clip('😀😀😀', 4)]).toEqual([
      'abcdef',
      'abcde…',
      '😀😀…',
      '😀…',
    ]);
    expect([head('a😀', 2), head('a😀', 3)]).toEqual(['a', 'a😀']);
    expect(clip('a\ud83d', 9)).toBe('a\ufffd');
  });

  test('is cut after escaping without breaking an entity', () => {
    expect(escapeWithin('a&b', 7)).toBe('a&amp;b');
    expect(escapeWithin('a&b', 6)).toBe('a…');
    expect(escapeWithin('&&&', 11)).toBe('&amp;&amp;…');
    expect(escapeWithin('abc', 0)).toBe('');
  });

  test('gives way to other words where nothing of it shows', () => {
    expect([
      plainOr('\u200b \n', 9, 'nobody'),
      plainOr(null, 9, 'nobody'),
      plainOr('x', 9, ''),
    ]).toEqual(['nobody', 'nobody', 'x']);
    expect([isBlank('\u200b\n\t '), isBlank('.')]).toEqual([true, false]);
  });
});

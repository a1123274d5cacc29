import { describe, expect, test } from 'vitest';
import {
  escapeMrkdwn,
  escapeWithin,
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

  test.each([
    [' one\n two\r\nthree\u2028four\t', 99, 'one two three four', 'one\n two\nthree\nfour'],
    ['one\n\ttwo\rthree\u2029four\n', 99, 'one two three four', 'one\n\ttwo\nthree\nfour'],
    ['a\ud83d', 9, 'a', 'a'],
    ['\ude00a', 9, 'a', 'a'],
    ['abcd', 3, 'ab…', 'ab…'],
  ])('%j within %i stays on one line, or keeps its lines', (text, max, line, lines) => {
    expect([plain(text, max), plainLines(text, max)]).toEqual([line, lines]);
  });

  test.each([
    ['a&b', 7, 'a&amp;b'],
    ['a&b', 6, 'a…'],
    ['&&&', 11, '&amp;&amp;…'],
    ['abc def', 5, 'abc…'],
    [' abcdef', 4, ' ab…'],
    ['abc', 3, 'abc'],
    ['abc', 1, '…'],
    ['abc', 0, ''],
    ['abc', -1, ''],
    ['\ud83d', 9, '\ufffd'],
  ])('%j is escaped within %i without breaking an entity', (text, max, escaped) => {
    expect(escapeWithin(text, max)).toBe(escaped);
  });

  test('gives way to other words where nothing of it shows', () => {
    expect([
      plainOr('\u200b \n', 9, 'nobody'),
      plainOr(null, 9, 'nobody'),
      plainOr('x', 9, ''),
    ]).toEqual(['nobody', 'nobody', 'x']);
    expect([isBlank('\u200b\n\t '), isBlank('\ud83d'), isBlank('.')]).toEqual([true, true, false]);
  });
});

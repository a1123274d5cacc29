import { expect, test } from 'vitest';
import * as escaping from '../../src/slack/blocks/escape.ts';

test('only ampersands and angle brackets of external text are escaped', () => {
  const escaped = '&lt;!channel&gt; &amp; "x" \'y\' *b* `c` &amp;lt;';
  expect(escaping.escapeMrkdwn('<!channel> & "x" \'y\' *b* `c` &lt;')).toBe(escaped);
});

test('external text loses every invisible and every bidirectional control character', () => {
  const ranges = '202a-202e 2066-2069 200b-200f feff-feff 0-8 e-1f 7f-84 86-9f'.split(' ');
  const all = ranges.flatMap((range) => {
    const [from = 0, to = 0] = range.split('-').map((end) => Number.parseInt(end, 16));
    return Array.from({ length: to - from + 1 }, (_, at) => String.fromCodePoint(from + at));
  });
  for (const cleaned of [escaping.plain, escaping.plainLines])
    expect(all.map((each) => cleaned(`a${each}b`, 10))).toEqual(all.map(() => 'ab'));
});

test.each([
  [' one\n two\r\nthree\u2028four\t', 99, 'one two three four', 'one\n two\nthree\nfour'],
  ['one\n\ttwo\rthree\u2029four\n', 99, 'one two three four', 'one\n\ttwo\nthree\nfour'],
  ['a\ud83d', 9, 'a', 'a'],
  ['\ude00a', 9, 'a', 'a'],
  ['abcd', 3, 'ab…', 'ab…'],
])('%j is cleaned within %i units, on one line or with line breaks', (text, max, line, lines) => {
  expect([escaping.plain(text, max), escaping.plainLines(text, max)]).toEqual([line, lines]);
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
])('%j is escaped within %i units without a broken entity', (text, max, escaped) => {
  expect(escaping.escapeWithin(text, max)).toBe(escaped);
});

test('a fallback replaces external text that shows nothing', () => {
  const texts = ['\u200b \n', null, 'x'].map((text) => escaping.plainOr(text, 9, 'nobody'));
  expect(texts).toEqual(['nobody', 'nobody', 'x']);
  expect(['\u200b\n\t ', '\ud83d', '.'].map(escaping.isBlank)).toEqual([true, true, false]);
});

import { expect, it } from 'vitest';
import { head, oneLine, pluralize, printable, truncate } from '../../src/lib/text.ts';

it.each([
  [' one\n two\r\nthree\u2028four\t', 'one two three four'],
  ['a\u200bb\u202ec\u0000d', 'abcd'],
  ['a\ud83d', 'a'],
  ['می\u200cخواهم', 'می\u200cخواهم'],
  ['\u200b \n', ''],
  ['', ''],
  [null, ''],
])('%j becomes %j on one line', (text, line) => {
  expect(oneLine(text)).toBe(line);
});

it.each([
  ['abcdef', 6, 'abcdef'],
  ['abcdefg', 6, 'abcde…'],
  ['abc def', 5, 'abc…'],
  [' abcdef', 4, ' ab…'],
  ['abc', 1, '…'],
  ['😀😀😀', 6, '😀😀😀'],
  ['😀😀😀', 5, '😀😀…'],
  ['😀😀😀', 4, '😀…'],
  ['a👩‍👩‍👧‍👦b', 5, 'a…'],
  ['👩‍👩‍👧‍👦👩‍👩‍👧‍👦', 15, '👩‍👩‍👧‍👦…'],
  ['cafe\u0301s', 5, 'caf…'],
  ['می\u200cخواهم', 4, 'می…'],
  ['a\ud83d', 9, 'a\ufffd'],
  ['a\ud83dbc', 3, 'a\ufffd…'],
])('%j, shortened to %i units, is %j', (text, max, cut) => {
  expect(truncate(text, max)).toBe(cut);
});

it('the head of a text ends with a whole code point; a terminal gets no control character', () => {
  expect([head('a😀', 2), head('a😀', 3), head('😀a', 2)]).toEqual(['a', 'a😀', '😀']);
  expect(printable(`a\u001b\n${'b'.repeat(99)}`)).toBe(`a${'b'.repeat(79)}`);
});

it('a count has a thousands separator, and its noun an s unless the count is one', () => {
  const many = [0, 1, 1_200].map((count) => pluralize(count, 'credit'));
  expect(many).toEqual(['0 credits', '1 credit', '1,200 credits']);
});

import { describe, expect, test } from 'vitest';
import { clip, escapeWithin, isBlank, plain, plainLines } from '../../src/slack/blocks/escape.ts';

describe('the place of a cut', () => {
  test('is after a word, not after the blank behind it', () => {
    expect([clip('abc def', 5), clip(' abcdef', 4)]).toEqual(['abc…', ' ab…']);
    expect([escapeWithin('abc def', 5), escapeWithin(' abcdef', 4)]).toEqual(['abc…', ' ab…']);
  });

  test('may leave the ellipsis alone, or nothing', () => {
    expect([escapeWithin('abc', 1), escapeWithin('abc', 0), escapeWithin('abc', -1)]).toEqual([
      '…',
      '',
      '',
    ]);
  });

  test('is not where everything fits exactly', () => {
    expect([clip('abc', 3), escapeWithin('a&b', 7), escapeWithin('abc', 3)]).toEqual([
      'abc',
      'a&amp;b',
      'abc',
    ]);
  });
});

test('half characters go; a text that is only cut shows the sign for what cannot be shown', () => {
  expect([plain('a\ud83d', 9), plainLines('\ude00a', 9), escapeWithin('\ud83d', 9)]).toEqual([
    'a',
    'a',
    '\ufffd',
  ]);
  expect(isBlank('\ud83d')).toBe(true);
});

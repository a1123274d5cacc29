import { expect, it } from 'vitest';
import { joinScript, MOST_SCRIPT, splitScript } from '../../src/slack/form/script-fields.ts';
import { HOSTILE } from '../support/hostile-strings.ts';

const sentence = 'All of this is said in one go. ';
const long = sentence.repeat(400);

it.each([
  ['a short one', 'Hello', 1],
  ['an empty one', '', 1],
  ['one that just fits', 'x'.repeat(3_000), 1],
  ['one that is a character too long', 'x'.repeat(3_001), 2],
  ['sentences', long, 5],
  ['words without end', 'x'.repeat(14_999), 5],
  ['the longest', `${'ab '.repeat(4_999)}abc`, 5],
  ['nothing but halves of characters', '👋'.repeat(7_490), 5],
  ['line breaks and blanks', ` \n\n${sentence.repeat(200)}\n  `, 3],
])('a script over several fields is joined again to the letter: %s', (_, script, fields) => {
  const pieces = splitScript(script);
  const fits = pieces.every((each) => each.length <= 3_000 && each.isWellFormed());
  expect([joinScript(pieces), pieces.length, fits]).toEqual([script, fields, true]);
});

it('it is cut after a paragraph, a sentence or a word, where there is one near', () => {
  const paragraphs = `${'x'.repeat(2_700)}\n\nNext. ${'y '.repeat(400)}`;
  const ends = [paragraphs, long, 'word '.repeat(900)].map((script) => splitScript(script)[0]);
  expect(ends.map((piece) => piece?.slice(-6))).toEqual(['xxxx\n\n', 'e go. ', ' word ']);
});

it('too long for the form, or made of whatever, it is kept whole in five pieces at most', () => {
  const hostile = HOSTILE.map((text) => text.repeat(Math.ceil(9_000 / (text.length || 1))));
  const scripts = [...hostile, 'z'.repeat(MOST_SCRIPT + 5)];
  expect(scripts.map((script) => joinScript(splitScript(script)))).toEqual(scripts);
  expect(Math.max(...scripts.map((script) => splitScript(script).length))).toBe(5);
});

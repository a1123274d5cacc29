import { expect, it } from 'vitest';
import { FLAG, oneOf, readOptions, wholeNumber } from '../../src/lib/process/read-options.ts';

const NAME = { type: 'string', needs: 'a name' } as const;
const OPTIONS = { all: FLAG, count: wholeNumber(1, 7), name: NAME, version: oneOf(['v1', 'v2']) };

it('options and words are read in any order', () => {
  const read = readOptions(['stop', '--name=-x', '--all', '--count', '3'], OPTIONS, ['stop']);
  expect(read).toMatchObject({ values: { all: true, count: '3', name: '-x' }, words: ['stop'] });
});

it.each([
  ['halt', '“halt” is none of: start, stop'],
  ['--name --all', '--name needs a name. If it begins with a dash, write --name=--all'],
  ['--count 0', '--count needs a whole number from 1 on, not “0”'],
  ['--version v9', '--version needs one of: v1, v2, not “v9”'],
])('the mistake in “%s” is one sentence', (line, problem) => {
  expect(readOptions(line.split(' '), OPTIONS, ['start', 'stop'])).toMatchObject({ problem });
});

import { expect, it } from 'vitest';
import { decodeMentionValue, encodeMentionValue } from '../../src/slack/messages/mention-value.ts';

const thread = '1700000001.000100';

it.each(['Hello', 'R&D <3 > 2', '“Größe” 🎉\nnext', '\\u0026 &amp; "x"'])(
  'words come back as they were, whatever Slack makes of &, < and >: %j',
  (words) => {
    const value = encodeMentionValue({ thread, words }) ?? '';
    expect([/[&<>]/.test(value), decodeMentionValue(value)]).toEqual([false, { thread, words }]);
  },
);

it('words that a button cannot hold are not cut', () => {
  const longest = 'x'.repeat(2_000 - JSON.stringify({ thread, words: '' }).length);
  expect([
    encodeMentionValue({ thread, words: longest })?.length,
    encodeMentionValue({ thread, words: `${longest}x` }),
  ]).toEqual([2_000, null]);
});

it.each([
  [thread, { thread }],
  ['', null],
  ['{"thread":"x"}', null],
  ['{', null],
  ['7', null],
])('the value %j is read as %j', (value, read) => {
  expect(decodeMentionValue(value)).toEqual(read);
});

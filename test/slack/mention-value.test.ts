import { expect, it } from 'vitest';
import { decodeMentionValue, encodeMentionValue } from '../../src/slack/messages/mention-value.ts';

const thread = '1700000001.000100';
const longest = 'x'.repeat(2_000 - JSON.stringify({ thread, words: '' }).length);

it.each(['Hello', 'R&D <3 > 2', '“Größe” 🎉\nnext', '\\u0026 &amp; "x"', longest])(
  'words come back as they were, whatever Slack makes of &, < and >: %j',
  (words) => {
    const value = encodeMentionValue({ thread, words }) ?? '';
    expect([/[&<>]/.test(value), decodeMentionValue(value)]).toEqual([false, { thread, words }]);
  },
);

it('words that a button cannot hold are not cut', () => {
  expect(encodeMentionValue({ thread, words: `${longest}x` })).toBeNull();
});

it.each(['', '{"thread":"x"}', '{', '7', thread])('%j is a thread alone, or nothing', (value) => {
  expect(decodeMentionValue(value)).toEqual(value === thread ? { thread } : null);
});

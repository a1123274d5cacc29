import { expect, test } from 'vitest';
import { parseMrkdwn } from '../page/blocks/mrkdwn.js';

test('marks, code and emoji are separated from plain text', () => {
  expect(parseMrkdwn('*bold* _it_ ~no~ `a*b*` :tada: 2*3*4 snake_case_name')).toEqual([
    { type: 'bold', children: [{ type: 'text', text: 'bold' }] },
    { type: 'text', text: ' ' },
    { type: 'italic', children: [{ type: 'text', text: 'it' }] },
    { type: 'text', text: ' ' },
    { type: 'strike', children: [{ type: 'text', text: 'no' }] },
    { type: 'text', text: ' ' },
    { type: 'code', text: 'a*b*' },
    { type: 'text', text: ' ' },
    { type: 'emoji', name: 'tada' },
    { type: 'text', text: ' 2*3*4 snake_case_name' },
  ]);
});

test('mentions, channels, links and dates are entities', () => {
  expect(
    parseMrkdwn(
      '<@U1> in <#C1|general>: <https://a.example/?x=1&amp;y=2|the plan> <!here> <!date^1600000000^{date}|13 Sep>',
    ),
  ).toEqual([
    { type: 'user', id: 'U1', text: null },
    { type: 'text', text: ' in ' },
    { type: 'channel', id: 'C1', text: 'general' },
    { type: 'text', text: ': ' },
    { type: 'link', url: 'https://a.example/?x=1&y=2', text: 'the plan' },
    { type: 'text', text: ' ' },
    { type: 'broadcast', name: 'here' },
    { type: 'text', text: ' ' },
    { type: 'date', timestamp: 1_600_000_000, format: '{date}', url: null, fallback: '13 Sep' },
  ]);
});

test('quotes and preformatted text keep their lines', () => {
  expect(parseMrkdwn('before\n&gt; one\n&gt; *two*\nafter```a <b>\nc```')).toEqual([
    { type: 'text', text: 'before\n' },
    {
      type: 'quote',
      children: [
        { type: 'text', text: 'one\n' },
        { type: 'bold', children: [{ type: 'text', text: 'two' }] },
      ],
    },
    { type: 'text', text: 'after' },
    { type: 'pre', text: 'a <b>\nc' },
  ]);
});

test('typed markup stays text', () => {
  expect(parseMrkdwn('&lt;img src=x onerror=alert(1)&gt; &amp;lt;')).toEqual([
    { type: 'text', text: '<img src=x onerror=alert(1)> &lt;' },
  ]);
});

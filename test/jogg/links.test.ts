import { expect, it } from 'vitest';
import { createLinkReader } from '../../src/jogg/schema/links.ts';

it.each([
  ['https://api.jogg.ai', 'https://res.jogg.ai/v.mp4?x=1#y', 'https://res.jogg.ai/v.mp4?x=1#y'],
  ['https://api.jogg.ai', 'https://res.jogg.ai/a b<c>"', 'https://res.jogg.ai/a%20b%3Cc%3E%22'],
  ['https://api.jogg.ai', 'http://res.jogg.ai/v.mp4', null],
  ['https://api.jogg.ai', 'http://api.jogg.ai/v.mp4', null],
  ['https://api.jogg.ai', 'http://127.0.0.1:9/v.mp4', null],
  ['https://api.jogg.ai', `https://res.jogg.ai/${'x'.repeat(3_000)}`, null],
  ['https://api.jogg.ai', 'javascript:alert(1)', null],
  ['https://api.jogg.ai', 'https://user:word@res.jogg.ai/', null],
  ['https://api.jogg.ai', '/v.mp4', null],
  ['https://api.jogg.ai', '', null],
  ['https://api.jogg.ai', null, null],
  ['http://127.0.0.1:4000', 'http://127.0.0.1:4001/v.mp4', 'http://127.0.0.1:4001/v.mp4'],
  ['http://127.0.0.1:4000', 'http://10.0.0.1/v.mp4', null],
  ['http://127.0.0.1:4000', 'https://res.jogg.ai/v.mp4', 'https://res.jogg.ai/v.mp4'],
])('with Jogg at %s the link %j is shown as %j', (jogg, value, shown) => {
  expect(createLinkReader(jogg)(value)).toBe(shown);
});

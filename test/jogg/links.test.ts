import { describe, expect, it } from 'vitest';
import { createLinkReader } from '../../src/jogg/schema/links.ts';

describe('a link of Jogg', () => {
  it.each([
    ['https://res.jogg.ai/v.mp4?x=1#y', 'https://res.jogg.ai/v.mp4?x=1#y'],
    ['https://res.jogg.ai/a b<c>"d.mp4', 'https://res.jogg.ai/a%20b%3Cc%3E%22d.mp4'],
    ['http://res.jogg.ai/v.mp4', null],
    ['http://127.0.0.1:9/v.mp4', null],
    ['//res.jogg.ai/v.mp4', null],
    ['/v.mp4', null],
    ['javascript:alert(1)', null],
    ['data:text/html,x', null],
    ['file:///etc/passwd', null],
    ['https://user:word@res.jogg.ai/', null],
    [`https://res.jogg.ai/${'x'.repeat(3_000)}`, null],
    ['', null],
    [null, null],
  ])('%j is shown as %j', (value, shown) => {
    expect(createLinkReader('https://api.jogg.ai')(value)).toBe(shown);
  });

  it('may be plain to the host that Jogg itself is plainly reached at, and to no other', () => {
    const link = createLinkReader('http://127.0.0.1:4000');

    expect(link('http://127.0.0.1:4001/v.mp4')).toBe('http://127.0.0.1:4001/v.mp4');
    expect(link('http://10.0.0.1/v.mp4')).toBeNull();
    expect(link('https://res.jogg.ai/v.mp4')).toBe('https://res.jogg.ai/v.mp4');
  });
});

import { expect, it } from 'vitest';
import { isLocalHttp, readWebAddress } from '../../src/lib/addresses.ts';

it.each([
  ['https://res.jogg.ai/v.mp4?x=1#y', 'https://res.jogg.ai/v.mp4?x=1#y'],
  ['https://res.jogg.ai/a b<c>"d.mp4', 'https://res.jogg.ai/a%20b%3Cc%3E%22d.mp4'],
  ['http://res.jogg.ai/v.mp4', null],
  ['http://127.0.0.1:9/v.mp4', 'http://127.0.0.1:9/v.mp4'],
  ['http://localhost/v.mp4', 'http://localhost/v.mp4'],
  ['http://[::1]:9/v.mp4', 'http://[::1]:9/v.mp4'],
  ['http://127.0.0.1.evil.example/', null],
  ['http://me@127.0.0.1/', null],
  ['//res.jogg.ai/v.mp4', null],
  ['/v.mp4', null],
  ['javascript:alert(1)', null],
  ['data:text/html,x', null],
  ['file:///etc/passwd', null],
  ['ftp://localhost/v.mp4', null],
  ['https://user@res.jogg.ai/', null],
  ['https://:word@res.jogg.ai/', null],
  ['https://', null],
  ['', null],
  [null, null],
])('%j is read as %j', (text, href) => {
  expect(readWebAddress(text)?.href ?? null).toBe(href);
});

it('plain http goes where the caller allows it, and no other scheme does', () => {
  const read = (text: string) => readWebAddress(text, ({ hostname }) => hostname === 'jogg')?.href;
  expect(['http://jogg/', 'http://localhost/', 'https://a/', 'ftp://jogg/'].map(read)).toEqual([
    'http://jogg/',
    undefined,
    'https://a/',
    undefined,
  ]);
});

it('an address may be relative to another', () => {
  const base = new URL('https://res.jogg.ai/a/b');
  expect(readWebAddress('../v.mp4', isLocalHttp, base)?.href).toBe('https://res.jogg.ai/v.mp4');
  expect(readWebAddress('//u@evil.example/', isLocalHttp, base)).toBeNull();
});

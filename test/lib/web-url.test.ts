import { expect, it } from 'vitest';
import { isLocalHttp, parseWebUrl } from '../../src/lib/network/web-url.ts';

const UNESCAPED = 'https://res.jogg.ai/a b<c>"d.mp4';
const ACCEPTED = `https://res.jogg.ai/v.mp4?x=1#y http://127.0.0.1:9/v.mp4 http://localhost/v.mp4
http://[::1]:9/v.mp4`.split(/\s/);
const REJECTED = `http://res.jogg.ai/v.mp4 http://127.0.0.1.evil.example/ http://me@127.0.0.1/
//res.jogg.ai/v.mp4 /v.mp4 javascript:alert(1) data:text/html,x file:///etc/passwd
ftp://localhost/v.mp4 https://user@res.jogg.ai/ https://:word@res.jogg.ai/ https://`.split(/\s/);

it.each<[string | null, string | null]>([
  [UNESCAPED, 'https://res.jogg.ai/a%20b%3Cc%3E%22d.mp4'],
  ...ACCEPTED.map((text): [string, string] => [text, text]),
  ...[...REJECTED, '', null].map((text): [string | null, null] => [text, null]),
])('%j is parsed to the URL %j', (text, href) => {
  expect(parseWebUrl(text)?.href ?? null).toBe(href);
});

it('plain http is accepted only where the caller allows it; other schemes never are', () => {
  const parse = (text: string) => parseWebUrl(text, ({ hostname }) => hostname === 'jogg')?.href;
  const urls = ['http://jogg/', 'https://a/', 'http://localhost/', 'ftp://jogg/'];
  expect(urls.map(parse)).toEqual([...urls.slice(0, 2), undefined, undefined]);
});

it('a URL can be relative to a base URL', () => {
  const base = new URL('https://res.jogg.ai/a/b');
  expect(parseWebUrl('../v.mp4', isLocalHttp, base)?.href).toBe('https://res.jogg.ai/v.mp4');
  expect(parseWebUrl('//u@evil.example/', isLocalHttp, base)).toBeNull();
});

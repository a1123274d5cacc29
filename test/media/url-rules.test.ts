import { expect, it } from 'vitest';
import {
  AddressRefusedError,
  parseAllowedUrl,
  plainHttpHostOf,
} from '../../src/media/url-rules.ts';

const anyHost = { allowedHosts: ['*'], plainHttpHost: 'localhost' };
const allowList = { allowedHosts: ['.jogg.ai', 'cdn.example'], plainHttpHost: null };
const ipHosts = { allowedHosts: ['10.0.0.1', '93.184.216.34'], plainHttpHost: null };
const BASE = new URL('https://res.jogg.ai/a/v.mp4');

it.each([
  ['https to a public host', anyHost, 'https://anywhere.example/v.mp4', true],
  ['https to a public IPv6 address', anyHost, 'https://[2606:4700::1111]/v.mp4', true],
  ['plain http to the fake on this machine', anyHost, 'http://localhost:8080/v.mp4', true],
  ['plain http to another host', anyHost, 'http://anywhere.example/v.mp4', false],
  ['https to the fake, with another port', anyHost, 'https://localhost:8080/v.mp4', false],
  ['an allowed subdomain', allowList, 'https://res.jogg.ai/v.mp4', true],
  ['the domain itself', allowList, 'https://jogg.ai/v.mp4', true],
  ['a deep subdomain', allowList, 'https://a.b.jogg.ai/v.mp4?sig=1', true],
  ['a host with its whole name', allowList, 'https://cdn.example/v.mp4', true],
  ['a subdomain of a host listed without a dot', allowList, 'https://a.cdn.example/v.mp4', false],
  ['a host if none is allowed', { ...allowList, allowedHosts: [] }, 'https://jogg.ai/', false],
  ['an allowed public IP address', ipHosts, 'https://93.184.216.34/', true],
  ['an allowed private IP address', ipHosts, 'https://10.0.0.1/', false],
])('the rules accept or reject a URL: %s', (_, rules, text, isAllowed) => {
  expect(parseAllowedUrl(text, rules)?.href ?? null).toBe(isAllowed ? text : null);
});

/** Other schemes and ports, credentials, lookalike hosts. */
const HOSTILE = `http://127.0.0.1:3000/v.mp4 http://localhost:3000/v.mp4 https://localhost:3000/v.mp4
  https://res.jogg.ai:3000/v.mp4 https://res.jogg.ai:80/v.mp4 https://res.jogg.ai:8443/v.mp4
  ftp://res.jogg.ai/v.mp4 file:///etc/passwd file://res.jogg.ai/etc/passwd javascript:fetch(1)
  data:video/mp4;base64,AAAAIGZ0eXA= blob:https://res.jogg.ai/1 gopher://127.0.0.1:3000/_GET
  ws://res.jogg.ai/v.mp4 unix:/var/run/docker.sock https:// https://ada@res.jogg.ai/v.mp4
  https://ada:lovelace@res.jogg.ai/v.mp4 https://res.jogg.ai@evil.example/v.mp4
  https://res.jogg.ai:x@127.0.0.1:3000/v.mp4 https://evil.example#@res.jogg.ai/v.mp4
  https://evil.example\\@res.jogg.ai/v.mp4 https://evil.example/https://res.jogg.ai/v.mp4
  https://evil.example?x=.jogg.ai https://evil.example%2f.jogg.ai/v.mp4
  https://res.jogg.ai%00.evil.example/v.mp4 https://evil.example/v.mp4 https://notjogg.ai/v.mp4
  https://jogg.ai.evil.example/v.mp4 https://res.jogg.ai.evil.example/v.mp4
  https://res-jogg.ai/v.mp4 https://jogg.aі/v.mp4 https://res.jogg.ai./v.mp4
  https://xn--jogg-8cd.ai/v.mp4 https://.jogg.ai.evil.example/v.mp4
  https://evil-jogg.ai/v.mp4 https://:secret@res.jogg.ai/v.mp4 http://res.jogg.ai/v.mp4
  https://169.254.169.254/latest/meta-data/ https://metadata.google.internal/computeMetadata/v1/`;
const PRIVATE = `127.0.0.1 127.1 2130706433 0x7f000001 0177.0.0.1 0 ①②⑦.⓪.⓪.① 10.0.0.1 172.16.0.1
  192.168.1.1 100.64.0.1 224.0.0.1 255.255.255.255 [::1] [::] [::ffff:127.0.0.1] [fe80::1]
  [::ffff:7f00:1] [::ffff:169.254.169.254] [fc00::1] [fd00::1] [fd00:ec2::254]
  [64:ff9b::7f00:1] [2002:7f00:1::]`;

it('a hostile URL is rejected, also as the target of a redirect', () => {
  const lookalikes = [...HOSTILE.split(/\s+/), 'https://res.jogg.ai\n.evil.example/v.mp4'];
  const privateUrls = PRIVATE.split(/\s+/).map((host) => `https://${host}/v.mp4`);
  const isAccepted = (rules: typeof anyHost | typeof allowList) => (text: string) =>
    parseAllowedUrl(text, rules) !== null || parseAllowedUrl(text, rules, BASE) !== null;
  expect(lookalikes.filter(isAccepted(allowList))).toEqual([]);
  expect(privateUrls.filter(isAccepted(anyHost))).toEqual([]);
  const relative = ['', '/v.mp4', '//res.jogg.ai/v.mp4'];
  expect(relative.map((text) => parseAllowedUrl(text, allowList))).toEqual([null, null, null]);
});

it('a URL may be in any case, name its default port, and be relative to the redirecting one', () => {
  expect([
    parseAllowedUrl('https://RES.JOGG.AI:443/v.mp4', allowList)?.href,
    parseAllowedUrl('../b.mp4', allowList, BASE)?.href,
    parseAllowedUrl('//evil.example/b.mp4', allowList, BASE),
  ]).toEqual(['https://res.jogg.ai/v.mp4', 'https://res.jogg.ai/b.mp4', null]);
});

it('plain http is allowed only to the host of a Jogg on this machine', () => {
  const local = ['http://127.0.0.1:1', 'http://localhost:1', 'http://[::1]:1'];
  const others = `https://localhost https://127.0.0.1 http://jogg.example http://10.0.0.1
    https://api.jogg.ai`.split(/\s+/);
  expect(local.map(plainHttpHostOf)).toEqual(['127.0.0.1', 'localhost', '[::1]']);
  expect(others.filter(plainHttpHostOf)).toEqual([]);
});

it('a rejected URL is an error with a code', () => {
  const expected = { name: 'AddressRefusedError', code: 'address_refused' };
  expect(new AddressRefusedError('no')).toMatchObject(expected);
});

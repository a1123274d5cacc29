import { expect, it } from 'vitest';
import { AddressRefusedError, plainHostOf, readAddress } from '../../src/media/address-rules.ts';

const open = { allowedHosts: ['*'], plainHost: 'localhost' };
const narrow = { allowedHosts: ['.jogg.ai', 'cdn.example'], plainHost: null };
const numbers = { allowedHosts: ['10.0.0.1', '93.184.216.34'], plainHost: null };

it.each([
  ['https of the open internet', open, 'https://anywhere.example/v.mp4', true],
  ['https of a public IPv6 address', open, 'https://[2606:4700::1111]/v.mp4', true],
  ['https of a private IPv6 address', open, 'https://[fd00::1]/v.mp4', false],
  ['https of this machine, in IPv6', open, 'https://[::1]/v.mp4', false],
  ['https of this machine, in IPv4', open, 'https://127.0.0.1/v.mp4', false],
  ['https of this machine, IPv4 in IPv6', open, 'https://[::ffff:127.0.0.1]/v.mp4', false],
  ['a password without a name', open, 'https://:secret@anywhere.example/v.mp4', false],
  ['plain http of the stand-in', open, 'http://localhost:8080/v.mp4', true],
  ['plain http of another host', open, 'http://anywhere.example/v.mp4', false],
  ['https of the stand-in, at a port of its own', open, 'https://localhost:8080/v.mp4', false],
  ['plain http where there is no stand-in', narrow, 'http://res.jogg.ai/v.mp4', false],
  ['a host of the family', narrow, 'https://res.jogg.ai/v.mp4', true],
  ['the head of the family', narrow, 'https://jogg.ai/v.mp4', true],
  ['a host deep in the family', narrow, 'https://a.b.jogg.ai/v.mp4?sig=1', true],
  ['a host that only ends alike', narrow, 'https://evil-jogg.ai/v.mp4', false],
  ['a host by its whole name', narrow, 'https://cdn.example/v.mp4', true],
  ['a host below one that is allowed alone', narrow, 'https://a.cdn.example/v.mp4', false],
  ['a host where none is allowed', { ...narrow, allowedHosts: [] }, 'https://jogg.ai/', false],
  ['an allowed number that is public', numbers, 'https://93.184.216.34/', true],
  ['an allowed number that is private', numbers, 'https://10.0.0.1/', false],
])('an address is read or refused: %s', (_, rules, text, isAllowed) => {
  expect(readAddress(text, rules)?.href ?? null).toBe(isAllowed ? text : null);
});

it('an address is read whatever its case, with its usual port, and relative to its redirect', () => {
  const base = new URL('https://res.jogg.ai/a/v.mp4');
  expect([
    readAddress('https://RES.JOGG.AI:443/v.mp4', narrow)?.href,
    readAddress('../b.mp4', narrow, base)?.href,
    readAddress('//evil.example/b.mp4', narrow, base),
  ]).toEqual(['https://res.jogg.ai/v.mp4', 'https://res.jogg.ai/b.mp4', null]);
});

it.each([
  ['http://127.0.0.1:1', '127.0.0.1'],
  ['http://localhost:1', 'localhost'],
  ['http://[::1]:1', '[::1]'],
  ['https://localhost', null],
  ['https://127.0.0.1', null],
  ['http://jogg.example', null],
  ['http://10.0.0.1', null],
  ['https://api.jogg.ai', null],
])('Jogg at %s makes %s the host that may be asked over plain http', (root, host) => {
  expect(plainHostOf(root)).toBe(host);
});

it('a refusal is known by its code', () => {
  const known = { name: 'AddressRefusedError', code: 'address_refused' };
  expect(new AddressRefusedError('no')).toMatchObject(known);
});

import { describe, expect, it } from 'vitest';
import { createProxies, readProxy } from '../../src/lib/proxies.ts';

const PROXY = 'http://proxy.example:3128';
const goesThrough = (bypass: string, address: string): boolean =>
  createProxies({ https: PROXY, http: PROXY, bypass }).between(new URL(address)) !== null;

describe('NO_PROXY', () => {
  it.each([
    ['', 'https://slack.com', true],
    ['*', 'https://slack.com', false],
    ['other.example, *', 'http://slack.com', false],
    ['slack.com', 'https://slack.com', false],
    ['SLACK.com', 'https://slack.com', false],
    ['slack.com', 'https://files.slack.com', false],
    ['slack.com', 'https://notslack.com', true],
    ['.slack.com', 'https://slack.com', false],
    ['.slack.com', 'https://wss-primary.slack.com', false],
    ['.slack.com', 'https://slack.com.evil.example', true],
    ['*.slack.com', 'https://slack.com', true],
    ['*.slack.com', 'https://files.slack.com', false],
    ['slack.com.', 'https://slack.com', false],
    ['slack.com', 'https://slack.com.', false],
    ['a.example b.example\tc.example', 'https://c.example', false],
    ['a.example,,b.example', 'https://c.example', true],
    ['slack.com:443', 'https://slack.com', false],
    ['slack.com:8443', 'https://slack.com', true],
    ['slack.com:80', 'http://slack.com', false],
    ['localhost:3000', 'http://localhost:3000', false],
    ['localhost:3000', 'http://localhost:3001', true],
    ['*:8080', 'http://a.example:8080', false],
    ['*:8080', 'http://a.example', true],
    ['127.0.0.1', 'http://127.0.0.1:9', false],
    ['10.0.0.0/8', 'http://10.20.30.40', false],
    ['10.0.0.0/8', 'http://11.20.30.40', true],
    ['10.0.0.0/8', 'https://ten.example', true],
    ['10.0.0.0/99', 'http://10.0.0.1', true],
    ['::1', 'http://[::1]:9', false],
    ['[::1]', 'http://[::1]:9', false],
    ['[::1]:9', 'http://[::1]:9', false],
    ['[::1]:9', 'http://[::1]:10', true],
    ['0:0:0:0:0:0:0:1', 'http://[::1]', false],
    ['fd00::/8', 'https://[fd12::1]', false],
    ['fd00::/8', 'https://[fe12::1]', true],
    ['https://slack.com/api', 'https://slack.com', false],
  ])('%j: %s goes through the proxy: %s', (bypass, address, through) => {
    expect(goesThrough(bypass, address)).toBe(through);
  });
});

describe('which proxy', () => {
  const named = (https: string | null, http: string | null, address: string) =>
    createProxies({ https, http, bypass: '' }).between(new URL(address))?.name ?? null;

  it.each([
    ['a.example:1', 'b.example:2', 'https://slack.com', 'a.example:1'],
    ['a.example:1', 'b.example:2', 'http://slack.com', 'b.example:2'],
    [null, 'b.example:2', 'https://slack.com', 'b.example:2'],
    ['a.example:1', null, 'http://slack.com', null],
    [null, null, 'https://slack.com', null],
  ])('https by %s and http by %s: %s by %s', (https, http, address, name) => {
    expect(named(https, http, address)).toBe(name);
  });
});

describe('the address of a proxy', () => {
  it.each([
    ['http://proxy.example:3128', 'proxy.example:3128', null],
    ['proxy.example:3128', 'proxy.example:3128', null],
    ['10.0.0.1:8080', '10.0.0.1:8080', null],
    ['https://proxy.example', 'proxy.example:443', null],
    ['HTTP://proxy.example/', 'proxy.example:80', null],
    ['http://[::1]:3128', '[::1]:3128', null],
    ['http://ada:love%40lace@proxy.example:3128', 'proxy.example:3128', 'ada:love@lace'],
    ['ada:pw@proxy.example:3128', 'proxy.example:3128', 'ada:pw'],
    ['http://ada@proxy.example:3128', 'proxy.example:3128', 'ada:'],
  ])('%s is read as %s', (text, name, credentials) => {
    const authorization =
      credentials === null ? null : `Basic ${Buffer.from(credentials).toString('base64')}`;
    expect(readProxy(text)).toMatchObject({ name, authorization });
  });

  it.each([
    'socks5://proxy.example:1080',
    'socks://proxy.example',
    'ftp://proxy.example',
    'http://',
    'http://proxy example',
    'http://ada:%zz@proxy.example',
    'http://proxy.example:99999',
    '',
  ])('%j is none', (text) => {
    expect(readProxy(text)).toBe(null);
  });
});

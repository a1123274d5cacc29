import { expect, it } from 'vitest';
import { createProxies, readProxy } from '../../src/lib/network/proxies.ts';

const PROXY = 'http://proxy.example:3128';

it.each([
  ['', '', 'https://slack.com'],
  ['*', 'https://slack.com', ''],
  ['other.example, *', 'http://slack.com', ''],
  ['slack.com', 'https://slack.com https://files.slack.com https://slack.com.', ''],
  ['slack.com', '', 'https://notslack.com'],
  ['SLACK.com', 'https://slack.com', ''],
  ['slack.com.', 'https://slack.com', ''],
  ['https://slack.com/api', 'https://slack.com', ''],
  ['.slack.com', 'https://slack.com https://wss-primary.slack.com', ''],
  ['.slack.com', '', 'https://slack.com.evil.example'],
  ['*.slack.com', 'https://files.slack.com', 'https://slack.com'],
  ['a.example b.example\tc.example', 'https://c.example', ''],
  ['a.example,,b.example', '', 'https://c.example'],
  ['slack.com:443', 'https://slack.com', ''],
  ['slack.com:8443', '', 'https://slack.com'],
  ['slack.com:80', 'http://slack.com', ''],
  ['localhost:3000', 'http://localhost:3000', 'http://localhost:3001'],
  ['*:8080', 'http://a.example:8080', 'http://a.example'],
  ['127.0.0.1', 'http://127.0.0.1:9', ''],
  ['10.0.0.0/8', 'http://10.20.30.40', 'http://11.20.30.40 https://ten.example'],
  ['10.0.0.0/99', '', 'http://10.0.0.1'],
  ['::1', 'http://[::1]:9', ''],
  ['[::1]', 'http://[::1]:9', ''],
  ['[::1]:9', 'http://[::1]:9', 'http://[::1]:10'],
  ['0:0:0:0:0:0:0:1', 'http://[::1]', ''],
  ['fd00::/8', 'https://[fd12::1]', 'https://[fe12::1]'],
])('with NO_PROXY=%j, %j bypass the proxy and %j use it', (bypass, direct, through) => {
  const { proxyFor } = createProxies({ https: PROXY, http: PROXY, bypass });
  const urls = `${direct} ${through}`.split(' ').filter((each) => each !== '');
  const proxied = urls.filter((url) => proxyFor(new URL(url)) !== null);
  expect(proxied).toEqual(through.split(' ').filter((each) => each !== ''));
});

it('each scheme uses its own proxy; https falls back to the one for http', () => {
  const [https, http] = ['a.example:1', 'b.example:2'];
  const sets = [{ https, http }, ...[{ https: null, http }], ...[{ https, http: null }]];
  const names = sets.map((set) => {
    const { proxyFor } = createProxies({ ...set, bypass: '' });
    return ['https://slack.com', 'http://slack.com'].map((url) => proxyFor(new URL(url))?.name);
  });
  expect(names.map(String)).toEqual([`${https},${http}`, `${http},${http}`, `${https},`]);
});

const INVALID = `socks5://proxy.example:1080|socks://proxy.example|ftp://proxy.example|http://|
http://proxy example|http://ada:%zz@proxy.example|http://proxy.example:99999|`;
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
  ...INVALID.split(/\|\n?/).map((text) => [text, null, null]),
])('the proxy URL %s is parsed to %s', (text, name, credentials) => {
  const authorization = credentials && `Basic ${Buffer.from(credentials).toString('base64')}`;
  const proxy = readProxy(`${text}`);
  expect([proxy?.name ?? null, proxy?.authorization ?? null]).toEqual([name, authorization]);
});

import { createServer } from 'node:https';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterAll, expect, it, onTestFinished } from 'vitest';
import { createProxies } from '../../src/lib/proxies.ts';
import { systemConnector } from '../../src/media/checked-connector.ts';
import { certify } from '../support/certificate.ts';
import { countingProxy } from '../support/counting-proxy.ts';
import { listening } from '../support/listening.ts';
import { downloadTo, PUBLIC, textOf } from './downloading.ts';

const TRUSTED = certify({ names: ['res.jogg.ai'] });
const BEFORE = getCACertificates('default');
setDefaultCACertificates([...BEFORE, TRUSTED.cert]);
afterAll(() => setDefaultCACertificates(BEFORE));

const CONNECT = ['CONNECT 93.184.216.34:443'];
const REFUSED = { kind: 'refused', why: 'host' };
const LINK_ONLY = { kind: 'refused', why: 'proxy' };
const LATER = { kind: 'later' };
const DNS = { code: 'ENOTFOUND', syscall: 'getaddrinfo' };
const unable = {
  resolve: async () => Promise.reject(Object.assign(new Error('getaddrinfo ENOTFOUND'), DNS)),
};

/** Downloads behind a proxy whose tunnels all end at one server, or that answers `status`. */
async function opened(addresses: string[] | null, proxied: { status?: number }, bypass = '') {
  const port = await listening(createServer(TRUSTED, (_, response) => response.end('video')));
  const proxy = await countingProxy({ to: port, ...proxied });
  onTestFinished(() => proxy.close());
  const notes: unknown[] = [];
  const proxies = createProxies({ https: proxy.url, http: null, bypass });
  const { open } = downloadTo(port, [addresses ?? []], {
    connector: systemConnector(proxies),
    logEvent: (event, { network = null } = {}) => notes.push([event, network]),
    ...(addresses ? {} : unable),
  });
  return [await textOf(await open('https://res.jogg.ai/v.mp4')), proxy.seen, notes];
}

it('a proxy is asked for the address that was checked, and TLS is with the name', async () => {
  const found = await opened(['2606:4700::1111', PUBLIC], {});
  expect(found).toEqual(['video', CONNECT, []]);
});

it.each([['10.0.0.1'], [`${PUBLIC} 127.0.0.1`], ['fd00::1']])(
  'a name that leads to %s is asked of nobody',
  async (addresses) => {
    expect(await opened(addresses.split(' '), {})).toEqual([REFUSED, [], []]);
  },
);

it.each([
  ['behind a proxy leaves the link alone', '', LINK_ONLY, 'unresolved_behind_proxy'],
  ['that needs no proxy may be resolved in a while', '.jogg.ai', LATER, 'ENOTFOUND'],
])('a name that is not resolved %s, and the log says why', async (_, bypass, outcome, network) => {
  expect(await opened(null, {}, bypass)).toEqual([outcome, [], [['download_failed', network]]]);
});

it.each([
  [403, LINK_ONLY],
  [407, LINK_ONLY],
  [502, LATER],
  [504, LATER],
])('a proxy that answers %i to an address leaves %o', async (status, outcome) => {
  const noted = [['download_failed', 'proxy']];
  expect(await opened([PUBLIC], { status })).toEqual([outcome, CONNECT, noted]);
});

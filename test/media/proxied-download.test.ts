import { once } from 'node:events';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterAll, expect, it, onTestFinished } from 'vitest';
import { patience } from '../../sandbox/patience.ts';
import type { LogFields } from '../../src/lib/log.ts';
import { createProxies } from '../../src/lib/proxies.ts';
import { systemConnector } from '../../src/media/checked-connector.ts';
import type { Resolve } from '../../src/media/checked-lookup.ts';
import { createSafeDownload } from '../../src/media/safe-download.ts';
import { certify } from '../support/certificate.ts';
import { countingProxy } from '../support/counting-proxy.ts';

const VIDEO = 'https://res.jogg.ai/v.mp4';
const TRUSTED = certify({ names: ['res.jogg.ai'] });
const BEFORE = getCACertificates('default');
setDefaultCACertificates([...BEFORE, TRUSTED.cert]);
afterAll(() => setDefaultCACertificates(BEFORE));

const answering =
  (...addresses: string[]): Resolve =>
  async () =>
    addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
const unable: Resolve = async () => {
  const facts = { code: 'ENOTFOUND', syscall: 'getaddrinfo' };
  throw Object.assign(new Error('getaddrinfo ENOTFOUND'), facts);
};

/** A download behind a proxy whose tunnels all end at one server. */
async function behind(options: { resolve: Resolve; status?: number; bypass?: string }) {
  const server = createServer(TRUSTED, (_, response) => response.end('video'));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const { status, resolve, bypass = '' } = options;
  const proxy = await countingProxy({ to: port, ...(status ? { status } : {}) });
  onTestFinished(async () => {
    await proxy.close();
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  });
  const notes: unknown[] = [];
  const open = createSafeDownload({
    allowedHosts: ['.jogg.ai'],
    plainHost: null,
    accept: 'video/mp4',
    maxBytes: 1_000,
    totalMs: patience(5_000),
    idleMs: patience(5_000),
    resolve,
    connector: systemConnector(createProxies({ https: proxy.url, http: null, bypass })),
    logEvent: (event: string, { network = null }: LogFields = {}) => notes.push([event, network]),
  });
  const opened = await open(VIDEO, new AbortController().signal);
  if (opened.kind !== 'open') return { opened, seen: proxy.seen, notes };
  const bytes = await opened.stream.toArray();
  await opened.close();
  return { opened: Buffer.concat(bytes).toString(), seen: proxy.seen, notes };
}

it('a proxy is asked for the address that was checked, and TLS is with the name', async () => {
  expect(await behind({ resolve: answering('2606:4700::1111', '93.184.216.34') })).toEqual({
    opened: 'video',
    seen: ['CONNECT 93.184.216.34:443'],
    notes: [],
  });
});

it.each([['10.0.0.1'], ['93.184.216.34', '127.0.0.1'], ['fd00::1']])(
  'a name that leads to %s is asked of nobody',
  async (...addresses) => {
    expect(await behind({ resolve: answering(...addresses) })).toEqual({
      opened: { kind: 'refused', why: 'host' },
      seen: [],
      notes: [],
    });
  },
);

it('where this machine resolves no names, only the link is shown, and the log says why', async () => {
  expect(await behind({ resolve: unable })).toEqual({
    opened: { kind: 'refused', why: 'proxy' },
    seen: [],
    notes: [['download_failed', 'unresolved_behind_proxy']],
  });
});

it('without a proxy a name that is not resolved may be in a while', async () => {
  expect(await behind({ resolve: unable, bypass: '.jogg.ai' })).toEqual({
    opened: { kind: 'later' },
    seen: [],
    notes: [['download_failed', 'ENOTFOUND']],
  });
});

it.each([
  [403, { kind: 'refused', why: 'proxy' }],
  [407, { kind: 'refused', why: 'proxy' }],
  [502, { kind: 'later' }],
  [504, { kind: 'later' }],
])('a proxy that answers %i to an address: %o', async (status, opened) => {
  expect(await behind({ resolve: answering('93.184.216.34'), status })).toEqual({
    opened,
    seen: ['CONNECT 93.184.216.34:443'],
    notes: [['download_failed', 'proxy']],
  });
});

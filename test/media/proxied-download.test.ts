import { createServer } from 'node:https';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterAll, expect, it } from 'vitest';
import { createProxies } from '../../src/lib/network/proxies.ts';
import { systemConnector } from '../../src/media/system-connector.ts';
import { createCertificate } from '../support/certificate.ts';
import { countingProxy } from '../support/counting-proxy.ts';
import { listenOnLoopback } from '../support/listen.ts';
import { downloadTo, PUBLIC, textOf } from './downloading.ts';

const TRUSTED = createCertificate('res.jogg.ai');
const BEFORE = getCACertificates('default');
setDefaultCACertificates([...BEFORE, TRUSTED.cert]);
afterAll(() => setDefaultCACertificates(BEFORE));

const HOST = { kind: 'refused', why: 'host' };
const LINK_ONLY = { kind: 'refused', why: 'proxy' };
const LATER = { kind: 'later' };
const DNS = { code: 'ENOTFOUND', syscall: 'getaddrinfo' };
const notFound = async () => Promise.reject(Object.assign(new Error('getaddrinfo ENOTFOUND'), DNS));

/**
 * The addresses of a name (none if it cannot be resolved), the proxy's error status, NO_PROXY; then
 * the download, whether the proxy gets a request, and the logged error.
 */
it.each<[string, string[], number | null, string, unknown, boolean, string | null]>([
  ['a public name, with TLS for it', ['2606:4700::1111', PUBLIC], null, '', 'video', true, null],
  ['a private name', ['10.0.0.1'], null, '', HOST, false, null],
  ['a private name beside a public one', [PUBLIC, '127.0.0.1'], null, '', HOST, false, null],
  ['a name that cannot be resolved', [], null, '', LINK_ONLY, false, 'unresolved_behind_proxy'],
  ['the same without a proxy', [], null, '.jogg.ai', LATER, false, 'ENOTFOUND'],
  ['a proxy that answers 403', [PUBLIC], 403, '', LINK_ONLY, true, 'proxy'],
  ['a proxy that answers 502', [PUBLIC], 502, '', LATER, true, 'proxy'],
])('a proxy gets only checked IP addresses: %s', async (_, addresses, status, ...row) => {
  const [bypass, outcome, usesProxy, logged] = row;
  const server = createServer(TRUSTED, (_, response) => response.end('video'));
  const port = await listenOnLoopback(server);
  const proxy = await countingProxy({ to: port, status });
  const events: unknown[] = [];
  const { open } = downloadTo(port, [addresses], {
    connector: systemConnector(createProxies({ https: proxy.url, http: null, bypass })),
    logEvent: (event, { network = null } = {}) => events.push([event, network]),
    ...(addresses.length > 0 ? {} : { resolve: notFound }),
  });
  expect([await textOf(await open('https://res.jogg.ai/v.mp4')), proxy.seen, events]).toEqual([
    outcome,
    usesProxy ? [`CONNECT ${PUBLIC}:443`] : [],
    logged === null ? [] : [['download_failed', logged]],
  ]);
});

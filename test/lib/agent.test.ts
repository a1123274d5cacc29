import { once } from 'node:events';
import { createServer as createPlain, type RequestListener, type Server } from 'node:http';
import { createServer as createSecure } from 'node:https';
import { type AddressInfo, createServer as createTcp, type Server as TcpServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { request } from 'undici';
import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { createAgent } from '../../src/lib/agent.ts';
import { networkProblem, neverSent } from '../../src/lib/network-error.ts';
import { createProxies, type ProxySettings } from '../../src/lib/proxies.ts';
import { type Certified, certify } from '../support/certificate.ts';
import { countingProxy } from '../support/counting-proxy.ts';

const TRUSTED = certify();
const BEFORE = getCACertificates('default');
setDefaultCACertificates([...BEFORE, TRUSTED.cert]);
afterAll(() => setDefaultCACertificates(BEFORE));

async function listening(server: Server | TcpServer): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(async () => {
    if ('closeAllConnections' in server) server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return (server.address() as AddressInfo).port;
}

const hello: RequestListener = (request, response) => {
  response.end(JSON.stringify([request.method, request.url, request.headers.host]));
};
const plain = (answer = hello) => listening(createPlain(answer));
const secure = (certified: Certified = TRUSTED) => listening(createSecure(certified, hello));

const proxied = async (options: Parameters<typeof countingProxy>[0] = {}) => {
  const proxy = await countingProxy(options);
  onTestFinished(() => proxy.close());
  return proxy;
};

/** What the address answers, or what became of the request. */
async function ask(address: string, settings: Partial<ProxySettings>, connectMs = 3_000) {
  const proxies = createProxies({ https: null, http: null, bypass: '', ...settings });
  const dispatcher = createAgent({ proxies, connectMs });
  onTestFinished(() => dispatcher.destroy());
  try {
    const { statusCode, body } = await request(address, { dispatcher, headers: { 'x-a': 'b' } });
    return [statusCode, await body.text()];
  } catch (error) {
    return [neverSent(error), networkProblem(error)?.says];
  }
}

const through = (proxy: { url: string }) => ({ https: proxy.url, http: proxy.url });
const UNREACHED = 'nothing listens there';
const PASSWORD =
  'put the right user and password into its address (http://user:password@host:port)';

describe('behind a proxy', () => {
  it.each<[string, () => Promise<number>, string, boolean, string?]>([
    ['https goes through a tunnel, TLS with the server itself inside it', secure, 'https', true],
    ['plain http is asked of the proxy itself', plain, 'http', true],
    ['plain http past it is asked of no proxy', plain, 'http', false, 'localhost'],
    ['https past it is asked of no proxy', secure, 'https', false, 'localhost'],
    ['where none is to be asked, none is', secure, 'https', false, '*'],
  ])('%s', async (_, serve, scheme, asked, bypass = '') => {
    const proxy = await proxied();
    const at = `localhost:${await serve()}`;
    const seen = scheme === 'https' ? `CONNECT ${at}` : `GET http://${at}`;
    const answer = await ask(`${scheme}://${at}/a?b=1`, { ...through(proxy), bypass });
    expect([answer, proxy.seen]).toEqual([[200, `["GET","/a?b=1","${at}"]`], asked ? [seen] : []]);
  });

  it('its user and password open it, and go to it alone', async () => {
    const proxy = await proxied({ credentials: 'ada:love' });
    const seen: unknown[] = [];
    const open = await plain((request, response) => {
      seen.push(request.headers['proxy-authorization']);
      response.end();
    });
    const [first] = await ask(`http://127.0.0.1:${open}/`, through(proxy));
    const [second] = await ask(`https://localhost:${await secure()}/`, through(proxy));
    expect([first, second, seen]).toEqual([200, 200, [undefined]]);
  });

  it.each([
    ['https', 407, `: ${PASSWORD}`],
    ['https', 403, ': let it pass requests of this app'],
    ['http', 407, ''],
  ])('one that answers %s with %i is named, and nothing was sent', async (scheme, status, fix) => {
    const proxy = await proxied({ status });
    const says = expect.stringContaining(`the proxy ${proxy.name} answered ${status}${fix}`);
    expect(await ask(`${scheme}://localhost:9/`, through(proxy))).toEqual([true, says]);
  });

  it.each(['https', 'http'] as const)('one that is down is named, for %s', async (scheme) => {
    const proxy = await proxied();
    await proxy.close();
    const [sent, says] = await ask(`${scheme}://localhost:9/`, through(proxy));
    expect([sent, says]).toEqual([true, expect.stringContaining(UNREACHED)]);
    if (scheme === 'https') expect(says).toContain(`the proxy ${proxy.name} cannot be reached`);
  });

  it('one that never answers is over in time', async () => {
    const port = await listening(createTcp((socket) => socket.resume()));
    const https = `http://127.0.0.1:${port}`;
    expect(await ask('https://localhost:9/', { https }, 100)).toEqual([
      true,
      `the proxy 127.0.0.1:${port} cannot be reached (TIMEOUT): no answer in time`,
    ]);
  });

  it('a tunnel outlives the time in which it had to open', async () => {
    const proxy = await proxied();
    const server = createSecure(TRUSTED, (_, response) => {
      response.write('a');
      void sleep(400).then(() => response.end('b'));
    });
    const address = `https://localhost:${await listening(server)}/`;
    expect(await ask(address, { https: proxy.url }, 200)).toEqual([200, 'ab']);
  });
});

const issuer = certify();
const leaf = certify({ issuer });
const TRUST = 'NODE_EXTRA_CA_CERTS=/path/to/ca.pem';
it.each<[string, Certified, string, { trusted?: true; behind?: true }]>([
  ['signs itself', certify(), TRUST, {}],
  ['signs itself, behind a proxy', certify(), TRUST, { behind: true }],
  ['an unknown authority signs', leaf, TRUST, {}],
  ['comes with an unknown authority', { ...leaf, cert: leaf.cert + issuer.cert }, TRUST, {}],
  ['has expired', certify({ to: '20210101' }), 'has expired', { trusted: true }],
  [
    'is not valid yet',
    certify({ from: '21000101' }),
    "set this machine's clock",
    { trusted: true },
  ],
  ['is for another', certify({ names: ['a.example'] }), 'for another name', { trusted: true }],
])('a certificate that %s: what to do is told, and nothing was sent', async (...row) => {
  const [, certified, says, { trusted, behind }] = row;
  if (trusted) setDefaultCACertificates([...getCACertificates('default'), certified.cert]);
  const address = `https://localhost:${await secure(certified)}/`;
  const settings = behind ? through(await proxied()) : {};
  expect(await ask(address, settings)).toEqual([true, expect.stringContaining(says)]);
});

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

describe('behind a proxy', () => {
  it('https goes through a tunnel, TLS with the server itself inside it', async () => {
    const proxy = await proxied();
    const port = await secure();
    expect([
      await ask(`https://localhost:${port}/a?b=1`, { https: proxy.url }),
      proxy.seen,
    ]).toEqual([[200, `["GET","/a?b=1","localhost:${port}"]`], [`CONNECT localhost:${port}`]]);
  });

  it('plain http is asked of the proxy itself', async () => {
    const proxy = await proxied();
    const port = await plain();
    expect([await ask(`http://127.0.0.1:${port}/a?b=1`, { http: proxy.url }), proxy.seen]).toEqual([
      [200, `["GET","/a?b=1","127.0.0.1:${port}"]`],
      [`GET http://127.0.0.1:${port}`],
    ]);
  });

  it('where none is to be asked, none is', async () => {
    const proxy = await proxied();
    const [open, closed] = [await plain(), await secure()];
    const all = { http: proxy.url, https: proxy.url };
    const statuses = [
      await ask(`http://127.0.0.1:${open}/`, { ...all, bypass: '127.0.0.0/8' }),
      await ask(`https://localhost:${closed}/`, { ...all, bypass: 'localhost' }),
      await ask(`https://localhost:${closed}/`, { ...all, bypass: '*' }),
    ].map(([status]) => status);
    expect([statuses, proxy.seen]).toEqual([[200, 200, 200], []]);
  });

  it('its user and password open it, and go to it alone', async () => {
    const proxy = await proxied({ credentials: 'ada:love' });
    const seen: unknown[] = [];
    const open = await plain((request, response) => {
      seen.push(request.headers['proxy-authorization']);
      response.end();
    });
    const closed = await secure();
    const all = { http: proxy.url, https: proxy.url };
    const [[first], [second]] = [
      await ask(`http://127.0.0.1:${open}/`, all),
      await ask(`https://localhost:${closed}/`, all),
    ];
    expect([first, second, seen]).toEqual([200, 200, [undefined]]);
  });

  it.each([
    [407, 'put the right user and password into its address (http://user:password@host:port)'],
    [403, 'let it pass requests of this app'],
  ])('one that answers %i is named, and nothing was sent', async (status, fix) => {
    const proxy = await proxied({ status });
    expect(await ask('https://localhost:9/', { https: proxy.url })).toEqual([
      true,
      `the proxy ${proxy.name} answered ${status}: ${fix}`,
    ]);
  });

  it('one that wants a password for plain http is named, too', async () => {
    const proxy = await proxied({ status: 407 });
    const [sent, says] = await ask('http://127.0.0.1:9/', { http: proxy.url });
    expect([sent, says]).toEqual([true, expect.stringContaining(`${proxy.name} answered 407`)]);
  });

  it.each(['https', 'http'] as const)('one that is down is named, for %s', async (scheme) => {
    const proxy = await proxied();
    await proxy.close();
    const all = { http: proxy.url, https: proxy.url };
    const [sent, says] = await ask(`${scheme}://localhost:9/`, all);
    expect([sent, says]).toEqual([true, expect.stringMatching(/nothing listens there/)]);
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
    const port = await listening(server);
    expect(await ask(`https://localhost:${port}/`, { https: proxy.url }, 200)).toEqual([200, 'ab']);
  });

  it('a certificate that is not trusted is the server’s own trouble', async () => {
    const proxy = await proxied();
    const port = await secure(certify());
    const [sent, says] = await ask(`https://localhost:${port}/`, { https: proxy.url });
    expect([sent, says]).toEqual([true, expect.stringContaining('NODE_EXTRA_CA_CERTS')]);
  });
});

describe('a server whose certificate', () => {
  const issuer = certify();

  it.each([
    ['signs itself', certify(), /^the certificate is signed by an authority.*NODE_EXTRA_CA_CERTS=/],
    ['an unknown authority signs', certify({ issuer }), /NODE_EXTRA_CA_CERTS=\/path\/to\/ca\.pem/],
    [
      'an unknown authority signs, which comes along',
      ((leaf) => ({ ...leaf, cert: leaf.cert + issuer.cert }))(certify({ issuer })),
      /NODE_EXTRA_CA_CERTS=\/path\/to\/ca\.pem/,
    ],
  ])('%s: the way to trust it is told, and nothing was sent', async (_, certified, says) => {
    const port = await secure(certified);
    expect(await ask(`https://localhost:${port}/`, {})).toEqual([
      true,
      expect.stringMatching(says),
    ]);
  });

  it.each([
    ['has expired', { to: '20210101' }, /the certificate has expired/],
    ['is not valid yet', { from: '21000101' }, /not valid yet: set this machine's clock/],
    ['is for another name', { names: ['elsewhere.example'] }, /is for another name/],
  ])('%s: that is told, and nothing was sent', async (_, facts, says) => {
    const certified = certify(facts);
    setDefaultCACertificates([...getCACertificates('default'), certified.cert]);
    const port = await secure(certified);
    expect(await ask(`https://localhost:${port}/`, {})).toEqual([
      true,
      expect.stringMatching(says),
    ]);
  });
});

import { createServer as createSecure } from 'node:https';
import { createServer as createTcp } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { request } from 'undici';
import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { timeLimit } from '../../sandbox/time-limit.ts';
import { createAgent } from '../../src/lib/network/agent.ts';
import { networkProblem, neverSent } from '../../src/lib/network/network-error.ts';
import { createProxies, type ProxySettings } from '../../src/lib/network/proxies.ts';
import { type Certificate, createCertificate } from '../support/certificate.ts';
import { countingProxy } from '../support/counting-proxy.ts';
import { listenOnLoopback } from '../support/listen.ts';

const TRUSTED = createCertificate();
const BEFORE = getCACertificates('default');
setDefaultCACertificates([...BEFORE, TRUSTED.cert]);
afterAll(() => setDefaultCACertificates(BEFORE));

/** What the address answers, or what became of the request. */
async function requestThrough(url: string, settings: Partial<ProxySettings>, connectMs = 3_000) {
  const proxies = createProxies({ https: null, http: null, bypass: '', ...settings });
  const dispatcher = createAgent({ proxies, connectMs });
  onTestFinished(() => dispatcher.destroy());
  try {
    const { statusCode, body } = await request(url, { dispatcher });
    return [statusCode, await body.text()];
  } catch (error) {
    return [neverSent(error), networkProblem(error)?.message];
  }
}

const settingsFor = (proxy: { url: string }) => ({ https: proxy.url, http: proxy.url });
const FIX = 'Put the right user and password into its address (http://user:password@host:port)';
const REFUSED = 'nothing listens there';

describe('behind a proxy', () => {
  it.each<['https' | 'http', number | 'down', string]>([
    ['https', 407, `PROXY answered 407. ${FIX}`],
    ['http', 407, `PROXY answered 407. ${FIX}`],
    ['https', 'down', `PROXY cannot be reached (ECONNREFUSED): ${REFUSED}`],
    ['http', 'down', REFUSED],
  ])('%s through one that is %s: it says what to do, and sent nothing', async (...row) => {
    const [scheme, status, message] = row;
    const name = '127.0.0.1:1';
    const proxy =
      status === 'down' ? { name, url: `http://${name}` } : await countingProxy({ status });
    const expected = expect.stringContaining(message.replace('PROXY', `the proxy ${proxy.name}`));
    expect(await requestThrough(`${scheme}://localhost:9/`, settingsFor(proxy))).toEqual([
      true,
      expected,
    ]);
  });

  it('one that never answers is over in time', async () => {
    const name = `127.0.0.1:${await listenOnLoopback(createTcp((socket) => socket.resume()))}`;
    const message = `the proxy ${name} cannot be reached (TIMEOUT): no answer in time`;
    const answer = await requestThrough('https://localhost:9/', { https: `http://${name}` }, 100);
    expect(answer).toEqual([true, message]);
  });

  it('a tunnel outlives the time in which it had to open', async () => {
    const proxy = await countingProxy();
    const server = createSecure(TRUSTED, (_, response) => {
      response.write('a');
      void sleep(timeLimit(400)).then(() => response.end('b'));
    });
    const address = `https://localhost:${await listenOnLoopback(server)}/`;
    expect(await requestThrough(address, { https: proxy.url }, timeLimit(200))).toEqual([
      200,
      'ab',
    ]);
  });
});

it.each<[string, string, Certificate]>([
  ['signs itself', 'NODE_EXTRA_CA_CERTS=/path/to/ca.pem', createCertificate()],
  ['is for another', 'for another name', createCertificate('a.example')],
])('a certificate that %s: the error says what to do, and nothing was sent', async (...row) => {
  const [problem, message, certified] = row;
  if (problem === 'is for another')
    setDefaultCACertificates([...getCACertificates('default'), certified.cert]);
  const address = `https://localhost:${await listenOnLoopback(createSecure(certified))}/`;
  const expected = [true, expect.stringContaining(message)];
  expect(await requestThrough(address, {})).toEqual(expected);
  expect(await requestThrough(address, settingsFor(await countingProxy()))).toEqual(expected);
});

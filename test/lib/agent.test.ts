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
async function ask(address: string, settings: Partial<ProxySettings>, connectMs = 3_000) {
  const proxies = createProxies({ https: null, http: null, bypass: '', ...settings });
  const dispatcher = createAgent({ proxies, connectMs });
  onTestFinished(() => dispatcher.destroy());
  try {
    const { statusCode, body } = await request(address, { dispatcher });
    return [statusCode, await body.text()];
  } catch (error) {
    return [neverSent(error), networkProblem(error)?.message];
  }
}

const through = (proxy: { url: string }) => ({ https: proxy.url, http: proxy.url });
const HELP = 'Put the right user and password into its address (http://user:password@host:port)';
const REFUSED = 'nothing listens there';

describe('behind a proxy', () => {
  it.each<['https' | 'http', number | 'down', string]>([
    ['https', 407, `PROXY answered 407. ${HELP}`],
    ['http', 407, `PROXY answered 407. ${HELP}`],
    ['https', 'down', `PROXY cannot be reached (ECONNREFUSED): ${REFUSED}`],
    ['http', 'down', REFUSED],
  ])('%s through one that is %s: it says what to do, and sent nothing', async (...row) => {
    const [scheme, status, says] = row;
    const name = '127.0.0.1:1';
    const proxy =
      status === 'down' ? { name, url: `http://${name}` } : await countingProxy({ status });
    const expected = expect.stringContaining(says.replace('PROXY', `the proxy ${proxy.name}`));
    expect(await ask(`${scheme}://localhost:9/`, through(proxy))).toEqual([true, expected]);
  });

  it('one that never answers is over in time', async () => {
    const name = `127.0.0.1:${await listenOnLoopback(createTcp((socket) => socket.resume()))}`;
    const says = `the proxy ${name} cannot be reached (TIMEOUT): no answer in time`;
    const answer = await ask('https://localhost:9/', { https: `http://${name}` }, 100);
    expect(answer).toEqual([true, says]);
  });

  it('a tunnel outlives the time in which it had to open', async () => {
    const proxy = await countingProxy();
    const server = createSecure(TRUSTED, (_, response) => {
      response.write('a');
      void sleep(timeLimit(400)).then(() => response.end('b'));
    });
    const address = `https://localhost:${await listenOnLoopback(server)}/`;
    expect(await ask(address, { https: proxy.url }, timeLimit(200))).toEqual([200, 'ab']);
  });
});

it.each<[string, string, Certificate]>([
  ['signs itself', 'NODE_EXTRA_CA_CERTS=/path/to/ca.pem', createCertificate()],
  ['is for another', 'for another name', createCertificate('a.example')],
])('a certificate that %s: the error says what to do, and nothing was sent', async (...row) => {
  const [how, says, certified] = row;
  if (how === 'is for another')
    setDefaultCACertificates([...getCACertificates('default'), certified.cert]);
  const address = `https://localhost:${await listenOnLoopback(createSecure(certified))}/`;
  const expected = [true, expect.stringContaining(says)];
  expect(await ask(address, {})).toEqual(expected);
  expect(await ask(address, through(await countingProxy()))).toEqual(expected);
});

import { createServer as createSecure } from 'node:https';
import { createServer as createTcp } from 'node:net';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { request } from 'undici';
import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { createAgent } from '../../src/lib/network/agent.ts';
import { networkProblem, neverSent } from '../../src/lib/network/network-error.ts';
import { createProxies, type ProxySettings } from '../../src/lib/network/proxies.ts';
import { type Certificate, createCertificate } from '../support/certificate.ts';
import { countingProxy } from '../support/counting-proxy.ts';
import { listenOnLoopback, mockDeadline } from '../support/listen.ts';

const TRUSTED = createCertificate();
const BEFORE = getCACertificates('default');
setDefaultCACertificates([...BEFORE, TRUSTED.cert]);
afterAll(() => setDefaultCACertificates(BEFORE));

/** The status and body of the answer; or whether the request was never sent, and the problem. */
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

describe('a request through a proxy', () => {
  it.each<['https' | 'http', number | 'down', string]>([
    ['https', 407, `PROXY answered 407. ${FIX}`],
    ['http', 407, `PROXY answered 407. ${FIX}`],
    ['https', 'down', `PROXY cannot be reached (ECONNREFUSED): ${REFUSED}`],
    ['http', 'down', REFUSED],
  ])('over %s, with a proxy that is %s, is not sent and names the fix', async (...row) => {
    const [scheme, status, message] = row;
    const down = { name: '127.0.0.1:1', url: 'http://127.0.0.1:1' };
    const proxy = status === 'down' ? down : await countingProxy({ status });
    const expected = expect.stringContaining(message.replace('PROXY', `the proxy ${proxy.name}`));
    const answer = await requestThrough(`${scheme}://localhost:9/`, settingsFor(proxy));
    expect(answer).toEqual([true, expected]);
  });

  it('ends at the timeout if the proxy never answers', async () => {
    const deadline = mockDeadline();
    const server = createTcp((socket) => socket.on('data', () => deadline.abort()));
    const name = `127.0.0.1:${await listenOnLoopback(server)}`;
    const message = `the proxy ${name} cannot be reached (TIMEOUT): no answer in time`;
    const answer = await requestThrough('https://localhost:9/', { https: `http://${name}` });
    expect(answer).toEqual([true, message]);
  });

  it('may take longer than the timeout of opening the tunnel', async () => {
    const deadline = mockDeadline();
    const proxy = await countingProxy();
    const server = createSecure(TRUSTED, (_, response) => {
      response.write('a');
      deadline.abort();
      response.end('b');
    });
    const url = `https://localhost:${await listenOnLoopback(server)}/`;
    expect(await requestThrough(url, { https: proxy.url })).toEqual([200, 'ab']);
  });
});

it.each<[string, string, Certificate]>([
  ['is self-signed', 'NODE_EXTRA_CA_CERTS=/path/to/ca.pem', createCertificate()],
  ['has another name', 'for another name', createCertificate('a.example')],
])('with a certificate that %s, no request is sent and the error names the fix', async (...row) => {
  const [problem, message, certificate] = row;
  if (problem === 'has another name')
    setDefaultCACertificates([...getCACertificates('default'), certificate.cert]);
  const url = `https://localhost:${await listenOnLoopback(createSecure(certificate))}/`;
  const expected = [true, expect.stringContaining(message)];
  expect(await requestThrough(url, {})).toEqual(expected);
  expect(await requestThrough(url, settingsFor(await countingProxy()))).toEqual(expected);
});

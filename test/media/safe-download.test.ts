import type { RequestListener } from 'node:http';
import { expect, it } from 'vitest';
import { DIRECT } from '../../src/lib/network/proxies.ts';
import { createDownloads } from '../../src/media/downloads.ts';
import { systemConnector, systemResolve } from '../../src/media/system-connector.ts';
import { mockDeadline, startHttpServer } from '../support/listen.ts';
import { downloadTo, PUBLIC, textOf } from './downloading.ts';

const refused = (why: string) => ({ kind: 'refused', why });
const REFUSED = refused('host');
const LATER = { kind: 'later' };
const VIDEO = 'https://res.jogg.ai/v.mp4';
const answerHere: RequestListener = (_, response) => response.end('here');

/** `url-rules.test.ts` lists the rejected URLs. */
const hostile = ['http://127.0.0.1:PORT', 'https://127.0.0.1:PORT', 'https://evil.example'];
it.each(hostile)('%s is refused at once or after a redirect, and gets no request', async (at) => {
  const canary = await startHttpServer(answerHere);
  const location = `${at.replace('PORT', String(canary.port))}/v.mp4`;
  const redirect: RequestListener = (_, response) => response.writeHead(302, { location }).end();
  const server = await startHttpServer(redirect);
  const faked = downloadTo(canary.port);
  const system = { resolve: systemResolve, connector: systemConnector(DIRECT) };
  const attempts = [faked, downloadTo(canary.port, [], system)].map(({ open }) => open(location));
  const outcomes = [...attempts, downloadTo(server.port).open(VIDEO)];
  expect(await Promise.all(outcomes)).toEqual([REFUSED, REFUSED, REFUSED]);
  const contacts = [server.hits.paths, canary.hits.connections, faked.connections, faked.lookups];
  expect(contacts).toEqual([['/v.mp4'], 0, [], []]);
});

it('videos come only from the hosts in the settings', async () => {
  const settings = { joggApiUrl: 'https://api.jogg.ai', videoHosts: ['.jogg.ai'], proxies: DIRECT };
  const { video } = createDownloads({ ...settings, logEvent: () => {} });
  expect(await video('https://jogg.invalid/v.mp4', AbortSignal.timeout(9_000))).toEqual(REFUSED);
});

it('a name with a private address is refused, even if it also has a public one', async () => {
  const { port, hits } = await startHttpServer(answerHere);
  const answers = [['fd00::1'], [''], [], [PUBLIC, '10.1.2.3'], ['127.0.0.1', PUBLIC]];
  const outcomes = answers.map((answer) => downloadTo(port, [answer]).open(VIDEO));
  expect(await Promise.all(outcomes)).toEqual(answers.map(() => REFUSED));
  expect(hits.connections).toBe(0);
});

it('a name is resolved once per connection, and the checked address is used', async () => {
  const { port, hits } = await startHttpServer(answerHere);
  const download = downloadTo(port, [[PUBLIC, '1.1.1.1'], ['127.0.0.1']]);
  expect(await textOf(await download.open(VIDEO))).toBe('here');
  expect([download.connections, download.lookups]).toEqual([[PUBLIC, '1.1.1.1'], ['res.jogg.ai']]);
  expect([await download.open(VIDEO), hits.connections]).toEqual([REFUSED, 1]);
});

it('an unknown name and a server that is down are retried later', async () => {
  const resolve = async () => Promise.reject(new Error('ENOTFOUND'));
  const tries = [downloadTo(1, [], { resolve }), downloadTo(1)].map(({ open }) => open(VIDEO));
  expect(await Promise.all(tries)).toEqual([LATER, LATER]);
});

it('at most three redirects are followed, without cookies or credentials', async () => {
  const { port, hits } = await startHttpServer((request, response) => {
    const left = Number(request.url?.slice(1));
    if (left === 0) response.end('video');
    else response.writeHead(307, { location: `/${left - 1}`, 'set-cookie': 'a=b' }).end();
  });
  const { open } = downloadTo(port);
  const found = [await open('https://res.jogg.ai/3'), await open('https://res.jogg.ai/4')];
  expect(await Promise.all(found.map(textOf))).toEqual(['video', REFUSED]);
  const names = hits.headers.flatMap((each) => Object.keys(each));
  expect([...new Set(names)].sort()).toEqual(['accept', 'accept-encoding', 'connection', 'host']);
});

it.each<[number | string, Record<string, string>, unknown]>([
  [200, {}, ''],
  [200, { 'content-encoding': 'gzip' }, refused('kind')],
  [200, { 'content-length': '1001' }, refused('too_large')],
  ['204 206 400', {}, refused('download')],
  [302, {}, REFUSED],
  ['403 410', {}, { kind: 'expired' }],
  ['404 429 500 503', {}, LATER],
])('an answer %s with the headers %j becomes %j', async (statuses, headers, outcome) => {
  for (const status of String(statuses).split(' ')) {
    const { port } = await startHttpServer((_, response) => {
      response.writeHead(Number(status), headers).flushHeaders();
      response.end();
    });
    expect(await textOf(await downloadTo(port).open(VIDEO))).toEqual(outcome);
  }
});

it.each<[string, RequestListener]>([
  ['never arrives', () => {}],
  ['is reset', ({ socket }) => socket.resetAndDestroy()],
  ['is not HTTP', ({ socket }) => socket.end('SSH-2.0-OpenSSH\r\n')],
])('a download whose answer %s is retried later', async (_, answer) => {
  const { port } = await startHttpServer(answer);
  expect(await downloadTo(port, [[PUBLIC]], { totalMs: 100 }).open(VIDEO)).toEqual(LATER);
});

it.each<[string, RequestListener, timesOut: boolean]>([
  ['breaks off', (_, response) => response.write('x', () => response.destroy()), false],
  ['never ends', (_, response) => response.write('x'), true],
])('a body that %s is an error, at the timeout at the latest', async (_, answer, timesOut) => {
  const deadline = mockDeadline();
  const { port } = await startHttpServer(answer);
  const opened = await downloadTo(port).open(VIDEO);
  if (timesOut) deadline.abort();
  await expect(textOf(opened)).rejects.toThrow();
});

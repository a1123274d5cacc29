import type { RequestListener } from 'node:http';
import { describe, expect, it } from 'vitest';
import { DIRECT } from '../../src/lib/proxies.ts';
import { systemConnector, systemResolve } from '../../src/media/checked-connector.ts';
import { checkedLookup } from '../../src/media/checked-lookup.ts';
import { downloadTo, PUBLIC, serving, textOf } from './downloading.ts';
import { HOSTILE_ADDRESSES, PRIVATE_ADDRESSES } from './hostile-addresses.ts';

const refused = (why: string) => ({ kind: 'refused', why });
const REFUSED = refused('host');
const LATER = { kind: 'later' };
const VIDEO = 'https://res.jogg.ai/v.mp4';
const here: RequestListener = (_, response) => response.end('here');
const redirecting =
  (location: string): RequestListener =>
  (_, response) =>
    response.writeHead(302, { location }).end();

describe('a hostile address', () => {
  it.each(HOSTILE_ADDRESSES)('%j is refused, and nobody is asked', async (address) => {
    const canary = await serving(here);
    const named = address.replace('PORT', String(canary.port));
    const faked = downloadTo(canary.port);
    const system = { resolve: systemResolve, connector: systemConnector(DIRECT) };
    const real = downloadTo(canary.port, [], system);
    expect([await faked.open(named), await real.open(named)]).toEqual([REFUSED, REFUSED]);
    expect([canary.hits.connections, faked.dialled, faked.asked]).toEqual([0, [], []]);
  });

  it.each(HOSTILE_ADDRESSES.filter((each) => /^\w+:\S/.test(each)))(
    '%j is refused as the end of a redirect',
    async (address) => {
      const canary = await serving(here);
      const location = address.replace('PORT', String(canary.port)).replace(/[\n]/g, '%0a');
      const server = await serving(redirecting(encodeURI(location).replaceAll('%25', '%')));
      const opened = await downloadTo(server.port).open(VIDEO);
      const asked = [server.hits.paths, canary.hits.connections];
      expect([opened, ...asked]).toEqual([REFUSED, ['/v.mp4'], 0]);
    },
  );

  it('over plain http is asked only on the very host of a stand-in for Jogg', async () => {
    const { port, hits } = await serving(here);
    const { open } = downloadTo(port, [[PUBLIC]], { plainHost: '127.0.0.1' });
    const found = [];
    for (const root of [`127.0.0.1:${port}`, `localhost:${port}`, `[::1]:${port}`, 'res.jogg.ai'])
      found.push(await textOf(await open(`http://${root}/v.mp4`)));
    found.push(await open(`http://u@127.0.0.1:${port}/v.mp4`));
    expect(found).toEqual(['here', REFUSED, REFUSED, REFUSED, REFUSED]);
    expect(hits.connections).toBe(1);
  });
});

describe('a name', () => {
  it.each(PRIVATE_ADDRESSES)(
    'that leads to %j is refused, alone or beside a public one',
    async (address) => {
      const { port, hits } = await serving(here);
      const outcomes = [];
      for (const answer of [[address], [PUBLIC, address], [address, PUBLIC]])
        outcomes.push(await downloadTo(port, [answer]).open(VIDEO));
      expect([outcomes, hits.connections]).toEqual([[REFUSED, REFUSED, REFUSED], 0]);
    },
  );

  it('is looked up once for a connection, and what was checked is what is dialled', async () => {
    const { port, hits } = await serving(here);
    const rebinding = downloadTo(port, [[PUBLIC, '1.1.1.1'], ['127.0.0.1']]);
    expect(await textOf(await rebinding.open(VIDEO))).toBe('here');
    expect([rebinding.dialled, rebinding.asked]).toEqual([[PUBLIC, '1.1.1.1'], ['res.jogg.ai']]);
    expect([await rebinding.open(VIDEO), hits.connections]).toEqual([REFUSED, 1]);
  });

  it('that changes its mind between a redirect and the next request is refused', async () => {
    const { port, hits } = await serving(redirecting('/next.mp4'));
    const { open } = downloadTo(port, [[PUBLIC], ['169.254.169.254']]);
    expect([await open(VIDEO), hits.paths]).toEqual([REFUSED, ['/v.mp4']]);
  });

  it('that does not exist, or cannot be looked up now, is tried later', async () => {
    const resolve = async () => Promise.reject(new Error('ENOTFOUND'));
    const { open } = downloadTo(1, [], { resolve });
    expect([await open(VIDEO), await downloadTo(1).open(VIDEO)]).toEqual([LATER, LATER]);
  });

  it('with one address gets one, where a socket asks for one', async () => {
    const lookup = checkedLookup(async () => [{ address: PUBLIC, family: 4 }]);
    const { promise, resolve } = Promise.withResolvers<unknown[]>();
    lookup('res.jogg.ai', {}, (...given) => resolve(given));
    expect(await promise).toEqual([null, PUBLIC, 4]);
  });
});

describe('an answer', () => {
  it('that redirects is followed three times with nothing but what a download needs', async () => {
    const { port, hits } = await serving((request, response) => {
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

  type Row = [status: number, headers: Record<string, string>, outcome: object];
  it.each<Row>([
    [200, {}, { kind: 'open' }],
    [200, { 'content-encoding': 'gzip' }, refused('kind')],
    [200, { 'content-length': '1001' }, refused('too_large')],
    ...[204, 206, 400].map((status): Row => [status, {}, refused('download')]),
    [302, {}, REFUSED],
    ...[403, 410].map((status): Row => [status, {}, { kind: 'expired' }]),
    ...[404, 429, 500, 503].map((status): Row => [status, {}, LATER]),
  ])('of %i with %j is %j', async (status, headers, outcome) => {
    const { port } = await serving((_, response) => {
      response.writeHead(status, headers).flushHeaders();
      response.end();
    });
    const opened = await downloadTo(port).open(VIDEO);
    if (opened.kind === 'open') await opened.close();
    expect(opened).toMatchObject(outcome);
  });

  it.each<[string, RequestListener]>([
    ['never comes', () => {}],
    ['is reset', ({ socket }) => socket.resetAndDestroy()],
    ['is no HTTP', ({ socket }) => socket.end('SSH-2.0-OpenSSH\r\n')],
  ])('that %s is tried later', async (_, answer) => {
    const { port } = await serving(answer);
    expect(await downloadTo(port, [[PUBLIC]], { totalMs: 100 }).open(VIDEO)).toEqual(LATER);
  });
});

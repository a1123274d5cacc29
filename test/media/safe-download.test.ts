import { describe, expect, it } from 'vitest';
import { patience } from '../../sandbox/patience.ts';
import { DIRECT } from '../../src/lib/proxies.ts';
import { plainHostOf, readAddress } from '../../src/media/address-rules.ts';
import { systemConnector, systemResolve } from '../../src/media/checked-connector.ts';
import { checkedLookup } from '../../src/media/checked-lookup.ts';
import { isPublic } from '../../src/media/public-address.ts';
import { createSafeDownload } from '../../src/media/safe-download.ts';
import { downloadTo, PUBLIC, serving } from './downloading.ts';
import { HOSTILE_ADDRESSES, PRIVATE_ADDRESSES } from './hostile-addresses.ts';

const REFUSED = { kind: 'refused', why: 'host' };
const LATER = { kind: 'later' };
const VIDEO = 'https://res.jogg.ai/v.mp4';

/** What an opened address holds. */
async function textOf(opened: Awaited<ReturnType<ReturnType<typeof downloadTo>['open']>>) {
  if (opened.kind !== 'open') return opened;
  const chunks: Uint8Array[] = [];
  for await (const chunk of opened.stream) chunks.push(chunk);
  await opened.close();
  return Buffer.concat(chunks).toString();
}

describe('an address', () => {
  it.each(HOSTILE_ADDRESSES)('%j is refused, and nobody is asked', async (address) => {
    const canary = await serving((_, response) => response.end('here'));
    const named = address.replace('PORT', String(canary.port));
    const faked = downloadTo(canary.port);
    const real = createSafeDownload({
      allowedHosts: ['.jogg.ai'],
      plainHost: null,
      accept: 'video/mp4',
      maxBytes: 1_000,
      totalMs: patience(2_000),
      idleMs: patience(1_000),
      resolve: systemResolve,
      connector: systemConnector(DIRECT),
      logEvent: () => {},
    });
    const outcomes = [await faked.open(named), await real(named, new AbortController().signal)];
    expect([outcomes, canary.hits.connections, faked.dialled, faked.asked]).toEqual([
      [REFUSED, REFUSED],
      0,
      [],
      [],
    ]);
  });

  it.each([
    [VIDEO, ['.jogg.ai'], true],
    ['https://jogg.ai/v.mp4', ['.jogg.ai'], true],
    ['https://a.b.jogg.ai:443/v.mp4?sig=1', ['.jogg.ai'], true],
    ['https://RES.JOGG.AI/v.mp4', ['.jogg.ai'], true],
    ['https://cdn.example/v.mp4', ['.jogg.ai', 'cdn.example'], true],
    ['https://a.cdn.example/v.mp4', ['cdn.example'], false],
    [VIDEO, [], false],
  ])('%s, where %j is allowed: %s', (address, allowedHosts, allowed) => {
    expect(readAddress(address, { allowedHosts, plainHost: null }) !== null).toBe(allowed);
  });

  it('of a host that is allowed by its number must be public all the same', () => {
    const rules = { allowedHosts: ['10.0.0.1', PUBLIC], plainHost: null };
    const read = [`https://10.0.0.1/`, `https://${PUBLIC}/`].map((each) =>
      readAddress(each, rules),
    );
    expect(read.map((each) => each?.hostname ?? null)).toEqual([null, PUBLIC]);
  });

  it.each(PRIVATE_ADDRESSES)('%j is not public', (address) => {
    expect(isPublic(address)).toBe(false);
  });

  it.each([PUBLIC, '1.1.1.1', '2606:4700:4700::1111', '::ffff:8.8.8.8'])('%s is', (address) => {
    expect(isPublic(address)).toBe(true);
  });

  it('over plain http is asked only on the very host of a Jogg that is a stand-in here', async () => {
    const here = await serving((_, response) => response.end('here'));
    const plainHost = plainHostOf('http://127.0.0.1:1234');
    const { open } = downloadTo(here.port, [[PUBLIC]], { plainHost });
    const addresses = [
      `http://127.0.0.1:${here.port}/v.mp4`,
      `http://localhost:${here.port}/v.mp4`,
      `http://[::1]:${here.port}/v.mp4`,
      `http://u@127.0.0.1:${here.port}/v.mp4`,
      'http://res.jogg.ai/v.mp4',
    ];
    const found = [];
    for (const each of addresses) found.push(await textOf(await open(each)));
    expect([found, here.hits.connections]).toEqual([
      ['here', REFUSED, REFUSED, REFUSED, REFUSED],
      1,
    ]);
    const others = ['https://127.0.0.1', 'http://10.0.0.1', 'https://api.jogg.ai'].map(plainHostOf);
    expect(others).toEqual([null, null, null]);
  });
});

describe('a name', () => {
  it.each(PRIVATE_ADDRESSES)(
    'that leads to %j is refused, alone or beside a public one',
    async (address) => {
      const canary = await serving((_, response) => response.end('here'));
      const outcomes = [];
      for (const answer of [[address], [PUBLIC, address], [address, PUBLIC]])
        outcomes.push(await downloadTo(canary.port, [answer]).open(VIDEO));
      expect([outcomes, canary.hits.connections]).toEqual([[REFUSED, REFUSED, REFUSED], 0]);
    },
  );

  it('is looked up once for a connection, and what was checked is what is dialled', async () => {
    const server = await serving((_, response) => response.end('video'));
    const rebinding = downloadTo(server.port, [[PUBLIC, '1.1.1.1'], ['127.0.0.1']]);
    const first = await textOf(await rebinding.open(VIDEO));
    expect([first, rebinding.dialled, rebinding.asked]).toEqual([
      'video',
      [PUBLIC, '1.1.1.1'],
      ['res.jogg.ai'],
    ]);
    expect([await rebinding.open(VIDEO), server.hits.connections]).toEqual([REFUSED, 1]);
  });

  it('that changes its mind between a redirect and the next request is refused', async () => {
    const server = await serving((_, response) => {
      response.writeHead(302, { location: '/next.mp4' }).end();
    });
    const { open } = downloadTo(server.port, [[PUBLIC], ['169.254.169.254']]);
    expect([await open(VIDEO), server.hits.paths]).toEqual([REFUSED, ['/v.mp4']]);
  });

  it('that does not exist, or cannot be looked up now, is tried later', async () => {
    const fails = async () => Promise.reject(new Error('ENOTFOUND'));
    const { open } = downloadTo(1, [], { resolve: fails });
    expect([await open(VIDEO), await downloadTo(1).open(VIDEO)]).toEqual([LATER, LATER]);
  });

  it('with one address gets one, where a socket asks for one', async () => {
    const lookup = checkedLookup(async () => [{ address: PUBLIC, family: 4 }]);
    const answer = await new Promise((resolve) =>
      lookup('res.jogg.ai', {}, (...given) => resolve(given)),
    );
    expect(answer).toEqual([null, PUBLIC, 4]);
  });
});

describe('a redirect', () => {
  it.each(HOSTILE_ADDRESSES.filter((each) => /^\w+:\S/.test(each)))(
    'to %j is refused',
    async (address) => {
      const canary = await serving((_, response) => response.end('here'));
      const location = address.replace('PORT', String(canary.port)).replace(/[\n]/g, '%0a');
      const server = await serving((_, response) => {
        response.writeHead(302, { location: encodeURI(location).replaceAll('%25', '%') }).end();
      });
      const { open } = downloadTo(server.port);
      expect([await open(VIDEO), server.hits.paths, canary.hits.connections]).toEqual([
        REFUSED,
        ['/v.mp4'],
        0,
      ]);
    },
  );

  it('is followed three times, not four, and each carries nothing but what a download needs', async () => {
    const server = await serving((request, response) => {
      const left = Number(request.url?.slice(1));
      if (left === 0) response.end('video');
      else {
        const headers = { location: `/${left - 1}`, 'set-cookie': 'a=b' };
        response.writeHead(307, headers).end();
      }
    });
    const { open } = downloadTo(server.port);
    const found = [
      await textOf(await open('https://res.jogg.ai/3')),
      await open('https://res.jogg.ai/4'),
    ];
    expect(found).toEqual(['video', REFUSED]);
    const names = server.hits.headers.flatMap((each) => Object.keys(each));
    expect([...new Set(names)].sort()).toEqual(['accept', 'accept-encoding', 'connection', 'host']);
  });

  it('without an address is refused', async () => {
    const server = await serving((_, response) => response.writeHead(302).end());
    expect(await downloadTo(server.port).open(VIDEO)).toEqual(REFUSED);
  });
});

describe('an answer', () => {
  it.each([
    [200, {}, { kind: 'open' }],
    [200, { 'content-encoding': 'gzip' }, { kind: 'refused', why: 'kind' }],
    [200, { 'content-length': '1001' }, { kind: 'refused', why: 'too_large' }],
    [204, {}, { kind: 'refused', why: 'download' }],
    [206, {}, { kind: 'refused', why: 'download' }],
    [400, {}, { kind: 'refused', why: 'download' }],
    [410, {}, { kind: 'expired' }],
    [403, {}, { kind: 'expired' }],
    [404, {}, LATER],
    [429, {}, LATER],
    [500, {}, LATER],
    [503, {}, LATER],
  ])('of %i with %j: %j', async (status, headers, outcome) => {
    const server = await serving((_, response) => {
      response.writeHead(status, headers);
      response.flushHeaders();
      response.end();
    });
    const { open } = downloadTo(server.port);
    const opened = await open(VIDEO);
    if (opened.kind === 'open') await opened.close();
    expect(opened).toMatchObject(outcome);
  });

  it('that never comes, is reset or is no HTTP is tried later', async () => {
    const silent = await serving(() => {});
    const reset = await serving((request) => request.socket.resetAndDestroy());
    const odd = await serving((request) => {
      request.socket.end('SSH-2.0-OpenSSH\r\n');
    });
    const limits = { totalMs: 100 };
    const outcomes = await Promise.all(
      [silent, reset, odd].map(({ port }) => downloadTo(port, [[PUBLIC]], limits).open(VIDEO)),
    );
    expect(outcomes).toEqual([LATER, LATER, LATER]);
  });
});

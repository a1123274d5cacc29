import { describe, expect, it } from 'vitest';
import { createJoggDispatcher } from '../../src/jogg/connect.ts';
import { createLinkReader } from '../../src/jogg/links.ts';
import { createUpload } from '../../src/jogg/v2/upload.ts';
import { createClient, no, ok, type Reply, raw, startJogg, thrownBy } from './stand-in.ts';

async function setUp(put: Reply, signed = '/bucket/f?sig=SECRET') {
  const jogg = await startJogg((response, seen, count) => {
    if (seen.method === 'PUT') put(response, seen, count);
    else {
      const sign_url = new URL(signed, jogg.url).href;
      ok({ sign_url, asset_url: 'https://res.jogg.ai/f.mp3' })(response, seen, count);
    }
  });
  const dispatcher = createJoggDispatcher();
  const { transport } = createClient(jogg.url);
  const link = createLinkReader(jogg.url);
  return {
    upload: createUpload({ transport, link, dispatcher, putMs: 5_000 }),
    requests: jogg.requests,
  };
}

const media = {
  filename: 'voice.mp3',
  contentType: 'audio/mpeg',
  bytes: new TextEncoder().encode('"as JSON, for the stand-in"'),
};

describe('an upload', () => {
  it('is put at the signed address, without the key', async () => {
    const { upload, requests } = await setUp(raw(''));

    expect(await upload(media)).toBe('https://res.jogg.ai/f.mp3');
    expect(
      requests.map(({ method, path, query, body, headers }) => ({
        method,
        path,
        query,
        body,
        key: headers['x-api-key'],
        type: headers['content-type'],
      })),
    ).toEqual([
      {
        method: 'POST',
        path: '/v2/upload/asset',
        query: {},
        body: { filename: 'voice.mp3', content_type: 'audio/mpeg', file_size: 27 },
        key: 'key-that-is-secret',
        type: 'application/json',
      },
      {
        method: 'PUT',
        path: '/bucket/f',
        query: { sig: 'SECRET' },
        body: 'as JSON, for the stand-in',
        key: undefined,
        type: 'audio/mpeg',
      },
    ]);
  });

  it('that the storage refuses is an error without the signed address', async () => {
    const { upload } = await setUp(raw('SECRET', 403));

    const error = await thrownBy(upload(media));

    expect(error).toMatchObject({ code: 'jogg', httpStatus: 403 });
    expect(String(error)).not.toContain('SECRET');
  });

  it.each([
    ['empty', { bytes: new Uint8Array() }],
    ['too large', { bytes: new Uint8Array(20 * 1024 * 1024 + 1) }],
    ['of another kind', { contentType: 'text/html' }],
  ])('that is %s is not even asked for', async (_, change) => {
    const { upload, requests } = await setUp(no(50000));

    expect(await thrownBy(upload({ ...media, ...change }))).toMatchObject({
      code: 'parameter',
      arrived: 'no',
    });
    expect(requests).toEqual([]);
  });

  it('is not put at an address that is not safe', async () => {
    const { upload, requests } = await setUp(raw(''), 'http://10.0.0.1/f');

    expect(await thrownBy(upload(media))).toMatchObject({ code: 'unreadable' });
    expect(requests.map(({ method }) => method)).toEqual(['POST']);
  });
});

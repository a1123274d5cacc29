import { describe, expect, it } from 'vitest';
import { patience } from '../../sandbox/patience.ts';
import { createJoggDispatcher } from '../../src/jogg/http/connection-error.ts';
import { createLinkReader } from '../../src/jogg/schema/links.ts';
import { createUpload as uploadV1 } from '../../src/jogg/v1/upload.ts';
import { createUpload as uploadV2 } from '../../src/jogg/v2/upload.ts';
import { createClient, no, ok, type Reply, raw, startJogg, thrownBy } from './stand-in.ts';

type Version = (typeof VERSIONS)[number];
const VERSIONS = [
  {
    version: 'v1',
    createUpload: uploadV1,
    asset: 'asset_id',
    asked: { filename: 'voice.mp3' },
    type: 'application/octet-stream',
  },
  {
    version: 'v2',
    createUpload: uploadV2,
    asset: 'asset_url',
    asked: { filename: 'voice.mp3', content_type: 'audio/mpeg', file_size: 27 },
    type: 'audio/mpeg',
  },
] as const;

async function setUp(
  { createUpload, asset }: Version,
  put: Reply,
  signed = '/bucket/f?sig=SECRET',
) {
  const jogg = await startJogg((response, seen, count) => {
    if (seen.method === 'PUT') put(response, seen, count);
    else {
      const sign_url = new URL(signed, jogg.url).href;
      ok({ sign_url, [asset]: 'https://res.jogg.ai/f.mp3' })(response, seen, count);
    }
  });
  const dispatcher = createJoggDispatcher();
  const { transport } = createClient(jogg.url);
  const link = createLinkReader(jogg.url);
  return {
    upload: createUpload({ transport, link, dispatcher, putMs: patience(5_000) }),
    requests: jogg.requests,
  };
}

const media = {
  filename: 'voice.mp3',
  contentType: 'audio/mpeg',
  bytes: new TextEncoder().encode('"as JSON, for the stand-in"'),
};

describe.each(VERSIONS)('an upload over $version', (version) => {
  it('is put at the signed address, without the key', async () => {
    const { upload, requests } = await setUp(version, raw(''));

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
        path: `/${version.version}/upload/asset`,
        query: {},
        body: version.asked,
        key: 'key-that-is-secret',
        type: 'application/json',
      },
      {
        method: 'PUT',
        path: '/bucket/f',
        query: { sig: 'SECRET' },
        body: 'as JSON, for the stand-in',
        key: undefined,
        type: version.type,
      },
    ]);
  });

  it.each([
    [403, 'parameter'],
    [413, 'parameter'],
    [307, 'parameter'],
    [408, 'jogg'],
    [429, 'rate'],
    [503, 'jogg'],
  ])(
    'that the storage answers with %i is an error of its own, without the signed address',
    async (status, code) => {
      const { upload } = await setUp(version, raw('SECRET', status));

      const error = await thrownBy(upload(media));

      expect(error).toMatchObject({ code, httpStatus: status });
      expect(String(error)).not.toContain('SECRET');
    },
  );

  it.each([
    ['empty', { bytes: new Uint8Array() }],
    ['too large', { bytes: new Uint8Array(20 * 1024 * 1024 + 1) }],
    ['of another kind', { contentType: 'text/html' }],
  ])('that is %s is not even asked for', async (_, change) => {
    const { upload, requests } = await setUp(version, no(50000));

    expect(await thrownBy(upload({ ...media, ...change }))).toMatchObject({
      code: 'parameter',
      arrived: 'no',
    });
    expect(requests).toEqual([]);
  });

  it('is not put at an address that is not safe', async () => {
    const { upload, requests } = await setUp(version, raw(''), 'http://10.0.0.1/f');

    expect(await thrownBy(upload(media))).toMatchObject({ code: 'unreadable' });
    expect(requests.map(({ method }) => method)).toEqual(['POST']);
  });
});

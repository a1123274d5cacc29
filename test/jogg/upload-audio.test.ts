import { describe, expect, it } from 'vitest';
import { patience } from '../../sandbox/patience.ts';
import { talkingAvatarOf } from '../../src/jogg/api/talking-avatar.ts';
import { createJoggDispatcher } from '../../src/jogg/http/connection-error.ts';
import { createLinkReader } from '../../src/jogg/schema/links.ts';
import { createUploadAudio } from '../../src/jogg/upload-audio.ts';
import { createUpload as uploadV1 } from '../../src/jogg/v1/upload.ts';
import { createUpload as uploadV2 } from '../../src/jogg/v2/upload.ts';
import { order } from './order.ts';
import { createClient, no, ok, type Reply, raw, startJogg } from './stand-in.ts';

const media = {
  filename: 'audio.mp3',
  contentType: 'audio/mpeg',
  bytes: new TextEncoder().encode('"a recording"'),
};
const VERSIONS = [
  ['v1', uploadV1, 'asset_id'],
  ['v2', uploadV2, 'asset_url'],
] as const;

async function handedOver(
  [, createUpload, asset]: (typeof VERSIONS)[number],
  post: Reply | null,
  put: Reply = raw(''),
) {
  const jogg = await startJogg((response, seen, count) => {
    if (seen.method === 'PUT') return put(response, seen, count);
    const signed = new URL('/bucket/f?sig=SECRET', jogg.url).href;
    const answer = ok({ sign_url: signed, [asset]: 'https://res.jogg.ai/f.mp3' });
    return (post ?? answer)(response, seen, count);
  });
  const { transport } = createClient(jogg.url);
  const notes: string[] = [];
  const uploadAudio = createUploadAudio({
    upload: createUpload({
      transport,
      link: createLinkReader(jogg.url),
      dispatcher: createJoggDispatcher(),
      putMs: patience(5_000),
    }),
    logEvent: (event, fields = {}) => notes.push(`${event} ${JSON.stringify(fields)}`),
  });
  return { outcome: await uploadAudio(media), requests: jogg.requests, notes };
}

describe.each(VERSIONS.map((version) => ({ name: version[0], version })))(
  'a recording, over $name',
  ({ version }) => {
    it('is put where Jogg says, without the key, and found where Jogg says', async () => {
      const { outcome, requests, notes } = await handedOver(version, null);
      expect(outcome).toEqual({ kind: 'done', audioUrl: 'https://res.jogg.ai/f.mp3' });
      expect(
        requests.map(({ method, path, headers }) => [method, path, headers['x-api-key']]),
      ).toEqual([
        ['POST', `/${version[0]}/upload/asset`, 'key-that-is-secret'],
        ['PUT', '/bucket/f', undefined],
      ]);
      expect(notes).toEqual([]);
    });

    it.each([
      ['the key is refused', no(10105), 'key'],
      ['the account may not', no(18025), 'permission'],
      ['Jogg does not like it', no(40000), 'audio'],
    ] as const)('fails where %s', async (_, reply, reason) => {
      const { outcome } = await handedOver(version, reply);
      expect(outcome).toMatchObject({ kind: 'refused', failure: { reason } });
    });

    it('is put again at a new address where the storage refuses it, and then given up', async () => {
      const { outcome, requests, notes } = await handedOver(version, null, raw('SECRET', 403));
      expect(outcome).toEqual({
        kind: 'refused',
        failure: { reason: 'audio', detail: 'storage', rid: null },
      });
      expect(requests.map(({ method }) => method)).toEqual(['POST', 'PUT', 'POST', 'PUT']);
      expect(
        notes.map((logEvent) => /jogg_upload_failed .*"http_status":403/.test(logEvent)),
      ).toEqual([true, true]);
      expect(notes.join()).not.toContain('SECRET');
    });

    it('is handed over where only the first signature is refused', async () => {
      const { outcome } = await handedOver(version, null, (response, seen, count) =>
        raw('', count === 2 ? 403 : 200)(response, seen, count),
      );
      expect(outcome).toMatchObject({ kind: 'done' });
    });

    it.each([
      ['Jogg is down', raw('busy', 503), undefined],
      ['its storage is', null, raw('SECRET', 500)],
    ] as const)('is tried again where %s, and nothing secret is noted', async (_, post, put) => {
      const { outcome, notes } = await handedOver(version, post, put);
      expect(outcome).toEqual({ kind: 'later', afterMs: null });
      expect([notes.length, notes.join().includes('SECRET')]).toEqual([1, false]);
    });
  },
);

describe('what an order asks Jogg for', () => {
  const audio = { kind: 'file' as const, id: 'F1', name: 'a.mp3' };

  it('is its recording where it has one, else its script', () => {
    const spoken = { ...order, script: '', audio };
    expect([
      talkingAvatarOf(spoken, 'https://res.jogg.ai/f.mp3').speech,
      talkingAvatarOf(order, 'https://res.jogg.ai/f.mp3').speech,
      talkingAvatarOf(order).speech,
    ]).toEqual([
      { kind: 'audio', audioUrl: 'https://res.jogg.ai/f.mp3' },
      { kind: 'script', script: order.script },
      { kind: 'script', script: order.script },
    ]);
  });

  it('has the background that was chosen', () => {
    const screens = (['normal', 'green', 'transparent'] as const).map(
      (background) => talkingAvatarOf({ ...order, background }).screen,
    );
    expect(screens).toEqual(['background', 'green', 'transparent']);
  });
});

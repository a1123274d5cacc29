import { describe, expect, it } from 'vitest';
import { timeLimit } from '../../sandbox/time-limit.ts';
import type { Media } from '../../src/jogg/api/put-signed.ts';
import { createJoggDispatcher } from '../../src/jogg/http/jogg-dispatcher.ts';
import { createLinkReader } from '../../src/jogg/schema/links.ts';
import { createUploadAudio } from '../../src/jogg/upload-audio.ts';
import { createUpload as createV1 } from '../../src/jogg/v1/upload.ts';
import { createUpload as createV2 } from '../../src/jogg/v2/upload.ts';
import { failWith, inOrder, ok, type Reply, raw, startJogg } from './fake-server.ts';
import { portsTo } from './ports.ts';

const filename = 'voice.mp3';
const v2 = { filename, content_type: 'audio/mpeg', file_size: 27 };
const UPLOADS = [
  ['v1', createV1, 'asset_id', { filename }, 'application/octet-stream'],
  ['v2', createV2, 'asset_url', v2, 'audio/mpeg'],
] as const;
const bytes = Buffer.from('the bytes, as they are sent');
const DONE = { kind: 'done', audioUrl: 'https://res.jogg.ai/f.mp3' };
const LATER = { kind: 'later', afterMs: null };
const refused = (reason: string, detail: string, rid: string | null = 'rid-1') => ({
  kind: 'refused',
  failure: { reason, detail, rid },
});
const BY_STORAGE = refused('audio', 'storage', null);
const UNSUITABLE = 'the file is empty, too large or of a kind Jogg does not take';
const NOT_SENT = refused('audio', UNSUITABLE, null);
const LARGE = new Uint8Array(20 * 1024 * 1024 + 1);
const POST = ['POST'];
const PUT = [...POST, 'PUT'];
const TWICE = [...PUT, ...PUT];
const put = (reply: Reply): Jogg => ({ put: reply });
const post = (reply: Reply): Jogg => ({ post: reply });

/** The media; the signed URL, or the answer instead of it; the answer of the storage. */
type Jogg = { media?: Partial<Media>; signed?: string; post?: Reply; put?: Reply };

describe.each(UPLOADS)('an upload over %s', (version, createUpload, asset, requested, type) => {
  async function uploadWith(answers: Jogg = {}) {
    const jogg = await startJogg((response, seen, count) => {
      const sign_url = new URL(answers.signed ?? '/bucket/f?sig=SECRET', jogg.url).href;
      const signing = answers.post ?? ok({ sign_url, [asset]: DONE.audioUrl });
      (seen.method === 'PUT' ? (answers.put ?? raw('')) : signing)(response, seen, count);
    });
    const { transport, deps, events } = portsTo(jogg.url);
    const link = createLinkReader(jogg.url);
    const dispatcher = createJoggDispatcher();
    const upload = createUpload({ transport, link, dispatcher, putMs: timeLimit(5_000) });
    const uploadAudio = createUploadAudio({ upload, logEvent: deps.logEvent });
    const media = { filename, contentType: 'audio/mpeg', bytes, ...answers.media };
    return { upload: () => uploadAudio(media), events, requests: jogg.requests };
  }

  it('goes to the signed URL without the key, and results in Jogg’s URL', async () => {
    const { upload, requests, events } = await uploadWith();
    expect([await upload(), events]).toEqual([DONE, []]);
    const sent = requests.map(({ method, path, query, body, headers }) => {
      return [`${method} ${path}`, query, body, headers['x-api-key'], headers['content-type']];
    });
    expect(sent).toEqual([
      [`POST /${version}/upload/asset`, {}, requested, 'key-that-is-secret', 'application/json'],
      ['PUT /bucket/f', { sig: 'SECRET' }, 'the bytes, as they are sent', undefined, type],
    ]);
  });

  // A file that the storage rejects is uploaded once more, to a new signed URL.
  it.each<[string, Jogg, object, string[], noted: (number | null)[]]>([
    ['storage answers 403', put(raw('SECRET', 403)), BY_STORAGE, TWICE, [403, 403]],
    ['storage answers 307', put(raw('SECRET', 307)), BY_STORAGE, TWICE, [307, 307]],
    ['storage answers 403 once', put(inOrder(raw(''), raw('', 403), raw(''))), DONE, TWICE, [403]],
    ['storage answers 429', put(raw('SECRET', 429)), LATER, PUT, [429]],
    ['storage answers 500', put(raw('SECRET', 500)), LATER, PUT, [500]],
    ['the key is rejected', post(failWith(10105)), refused('key', 'msg of 10105'), POST, [200]],
    ['there is no credit', post(failWith(18020)), refused('credit', 'msg of 18020'), POST, [200]],
    ['Jogg rejects a value', post(failWith(40000)), refused('audio', 'msg of 40000'), POST, [200]],
    ['Jogg is down', post(raw('busy', 503)), LATER, POST, [503]],
    ['the file is empty', { media: { bytes: new Uint8Array() } }, NOT_SENT, [], [null]],
    ['the file is too large', { media: { bytes: LARGE } }, NOT_SENT, [], [null]],
    ['the file has the maximum size', { media: { bytes: LARGE.subarray(1) } }, DONE, PUT, []],
    ['the file has another type', { media: { contentType: 'text/html' } }, NOT_SENT, [], [null]],
    ['the signed URL is unsafe', { signed: 'http://10.0.0.1/f' }, LATER, POST, [null]],
  ])('ends or is repeated as it should if %s', async (_, jogg, outcome, methods, logged) => {
    const { upload, events, requests } = await uploadWith(jogg);
    expect(await upload()).toEqual(outcome);
    expect(requests.map(({ method }) => method)).toEqual(methods);
    expect(events.map(({ fields }) => fields?.['http_status'])).toEqual(logged);
    expect(JSON.stringify(events)).not.toContain('SECRET');
  });
});

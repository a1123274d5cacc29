import { describe, expect, it } from 'vitest';
import { patience } from '../../sandbox/patience.ts';
import { createJoggDispatcher } from '../../src/jogg/http/connection-error.ts';
import { createLinkReader } from '../../src/jogg/schema/links.ts';
import { createUploadAudio } from '../../src/jogg/upload-audio.ts';
import { createUpload as createV1 } from '../../src/jogg/v1/upload.ts';
import { createUpload as createV2 } from '../../src/jogg/v2/upload.ts';
import { portsTo, thrownBy } from './ports.ts';
import { inTurn, no, ok, type Reply, raw, startJogg } from './stand-in.ts';

const filename = 'voice.mp3';
const v2 = { filename, content_type: 'audio/mpeg', file_size: 27 };
const UPLOADS = [
  ['v1', createV1, 'asset_id', { filename }, 'application/octet-stream'],
  ['v2', createV2, 'asset_url', v2, 'audio/mpeg'],
] as const;
const bytes = Buffer.from('"as JSON, for the stand-in"');
const media = { filename, contentType: 'audio/mpeg', bytes };
const DONE = { kind: 'done', audioUrl: 'https://res.jogg.ai/f.mp3' };
const LATER = { kind: 'later', afterMs: null };
const refused = (reason: string, detail: string, rid: string | null = 'rid-1') => ({
  kind: 'refused',
  failure: { reason, detail, rid },
});

describe.each(UPLOADS)('an upload over %s', (version, createUpload, asset, asked, type) => {
  /** Uploads to a Jogg that signs `signed`, or answers `post`, and a storage that answers `put`. */
  async function uploads(put: Reply, post: Reply | null = null, signed = '/bucket/f?sig=SECRET') {
    const jogg = await startJogg((response, seen, count) => {
      const sign_url = new URL(signed, jogg.url).href;
      const given = post ?? ok({ sign_url, [asset]: DONE.audioUrl });
      (seen.method === 'PUT' ? put : given)(response, seen, count);
    });
    const { transport, deps, notes } = portsTo(jogg.url);
    const link = createLinkReader(jogg.url);
    const dispatcher = createJoggDispatcher();
    const upload = createUpload({ transport, link, dispatcher, putMs: patience(5_000) });
    const uploadAudio = createUploadAudio({ upload, logEvent: deps.logEvent });
    const sent = () => jogg.requests.map(({ method }) => method);
    return { upload, uploadAudio, notes, sent, requests: jogg.requests };
  }

  it('is put at the signed address, without the key, and found where Jogg says', async () => {
    const { uploadAudio, requests, notes } = await uploads(raw(''));
    expect([await uploadAudio(media), notes]).toEqual([DONE, []]);
    const sent = requests.map(({ method, path, query, body, headers }) => {
      return [`${method} ${path}`, query, body, headers['x-api-key'], headers['content-type']];
    });
    expect(sent).toEqual([
      [`POST /${version}/upload/asset`, {}, asked, 'key-that-is-secret', 'application/json'],
      ['PUT /bucket/f', { sig: 'SECRET' }, 'as JSON, for the stand-in', undefined, type],
    ]);
  });

  it.each([
    [403, 'parameter', refused('audio', 'storage', null)],
    [413, 'parameter', refused('audio', 'storage', null)],
    [307, 'parameter', refused('audio', 'storage', null)],
    [408, 'jogg', LATER],
    [429, 'rate', LATER],
    [500, 'jogg', LATER],
    [503, 'jogg', LATER],
  ])('that the storage answers with %i, is put anew or later', async (status, code, outcome) => {
    const { upload, uploadAudio, notes, sent } = await uploads(raw('SECRET', status));
    const error = await thrownBy(upload(media));
    expect(error).toMatchObject({ code, httpStatus: status });
    expect(await uploadAudio(media)).toEqual(outcome);
    // A refusal is put once more, at an address signed anew.
    const pairs = code === 'parameter' ? 3 : 2;
    expect(sent()).toEqual(Array.from({ length: pairs }, () => ['POST', 'PUT']).flat());
    const noted = { event: 'jogg_upload_failed', fields: { http_status: status } };
    expect(notes).toMatchObject(Array.from({ length: pairs - 1 }, () => noted));
    expect(`${error} ${JSON.stringify(notes)}`).not.toContain('SECRET');
  });

  it('is done where only the first signature is refused', async () => {
    const { uploadAudio } = await uploads(inTurn(raw('', 403), raw('', 403), raw('')));
    expect(await uploadAudio(media)).toEqual(DONE);
  });

  it.each([
    ['the key is refused', no(10105), refused('key', 'msg of 10105')],
    ['the account may not', no(18025), refused('permission', 'msg of 18025')],
    ['there is no credit', no(18020), refused('credit', 'msg of 18020')],
    ['Jogg does not like it', no(40000), refused('audio', 'msg of 40000')],
    ['Jogg is down', raw('busy', 503), LATER],
  ])('is not put where %s', async (_, post, outcome) => {
    const { uploadAudio, sent, notes } = await uploads(raw(''), post);
    expect([await uploadAudio(media), sent(), notes.length]).toEqual([outcome, ['POST'], 1]);
  });

  it.each([
    ['empty', { bytes: new Uint8Array() }],
    ['too large', { bytes: new Uint8Array(20 * 1024 * 1024 + 1) }],
    ['of another kind', { contentType: 'text/html' }],
  ])('that is %s is not even asked for', async (_, change) => {
    const { upload, sent } = await uploads(no(50000));
    const error = await thrownBy(upload({ ...media, ...change }));
    expect([error, sent()]).toMatchObject([{ code: 'parameter', arrived: 'no' }, []]);
  });

  it('is not put at an address that is not safe', async () => {
    const { upload, sent } = await uploads(raw(''), null, 'http://10.0.0.1/f');
    const error = await thrownBy(upload(media));
    expect([error, sent()]).toMatchObject([{ code: 'unreadable' }, ['POST']]);
  });
});

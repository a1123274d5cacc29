import { expect, test } from 'vitest';
import { CREATE_V1, ORDER_V1, startJogg } from './started.ts';

async function load(url: string, headers: Record<string, string> = {}) {
  const response = await fetch(url, { headers });
  const bytes = Buffer.from(await response.arrayBuffer());
  return { status: response.status, type: response.headers.get('content-type'), response, bytes };
}

/** The names of the boxes at the top of an MP4, which must fill it exactly. */
function boxesOf(bytes: Buffer): string[] {
  const names = [];
  for (let at = 0; at < bytes.length; at += bytes.readUInt32BE(at)) {
    names.push(bytes.toString('latin1', at + 4, at + 8));
  }
  return names;
}

/** Width and height of a PNG, by its header. */
const sizeOf = (png: Buffer): string => `${png.readUInt32BE(16)}×${png.readUInt32BE(20)}`;

test('avatars have covers in their shape, and not all the same one', async () => {
  const { jogg } = await startJogg();
  const sample = jogg.catalogue.avatars.filter((_, at) => at % 6 === 0);
  const seen = [];
  const covers = new Set<string>();
  for (const { id, shape } of sample) {
    const { type, bytes } = await load(`${jogg.url}/media/avatars/${id}.png`);
    seen.push([type, bytes.toString('hex', 0, 8), sizeOf(bytes), shape]);
    covers.add(bytes.toString('base64'));
  }
  const sizes = ['270×480', '480×270', '320×320'];
  expect(seen).toEqual(
    sample.map(({ shape }) => ['image/png', '89504e470d0a1a0a', sizes[shape], shape]),
  );
  expect(covers.size).toBe(20);
});

test('every voice has a sample: a second of WAV that is not silent', async () => {
  const { jogg } = await startJogg();
  const samples = new Set<string>();
  for (const { id } of jogg.catalogue.voices) {
    const { type, bytes } = await load(`${jogg.url}/media/voices/${id}.wav`);
    const loudest = Math.max(...new Int16Array(bytes.buffer.slice(bytes.byteOffset + 44)));
    expect([type, bytes.toString('latin1', 8, 16), bytes.readUInt32LE(40), loudest > 2000]).toEqual(
      ['audio/wav', 'WAVEfmt ', 16_000, true],
    );
    samples.add(bytes.toString('base64'));
  }
  expect(samples.size).toBe(6);
});

test('a finished video is a playable file in the shape asked for, and 404 before', async () => {
  const { call, jogg } = await startJogg();
  const seen = [];
  for (const [aspect_ratio, screen_style] of [
    [0, 1],
    [1, 1],
    [2, 1],
    [0, 3],
  ] as const) {
    const body = { ...ORDER_V1, aspect_ratio, screen_style, caption: false };
    const id = (await call('POST', CREATE_V1, body)).json.data.project_id;
    const path = `/v1/project?project_id=${id}`;
    const cover = await load((await call('GET', path)).json.data.cover_url);
    await jogg.finish(id);
    const { video_url } = (await call('GET', path)).json.data;
    const video = await load(video_url);
    seen.push([sizeOf(cover.bytes), video.type, video.bytes.length < 100_000, video.bytes]);
  }

  const boxes = ['ftyp', 'moov', 'free', 'mdat'];
  const shapes = seen.map(([size, type, small, bytes]) => [
    size,
    type,
    small,
    type === 'video/mp4' ? boxesOf(bytes as Buffer) : (bytes as Buffer).toString('hex', 0, 4),
  ]);
  expect(shapes).toEqual([
    ['270×480', 'video/mp4', true, boxes],
    ['480×270', 'video/mp4', true, boxes],
    ['320×320', 'video/mp4', true, boxes],
    ['270×480', 'video/webm', true, '1a45dfa3'],
  ]);
});

test('the file is not there while it renders, after failing, when late, or when deleted', async () => {
  let now = 1_700_000_000_000;
  const { call, jogg } = await startJogg({ now: () => now });
  const statuses = [];
  for (const outcome of [{}, { render: 'fail' }, { fileAfterMs: 500 }, { status: 99 }] as const) {
    jogg.outcome(outcome);
    const id = (await call('POST', CREATE_V1, ORDER_V1)).json.data.project_id;
    const fileName = jogg.projects.get(id)?.fileName;
    const url = `${jogg.url}/media/project/${id}/${fileName}-video.mp4`;
    const early = (await load(url)).status;
    await jogg.finish(id);
    const first = (await load(url)).status;
    now += 500;
    statuses.push([early, first, (await load(url)).status].join(' '));
  }
  expect(statuses).toEqual(['404 200 200', '404 404 404', '404 404 200', '404 404 404']);
});

test('media answers ranges, HEAD and no key, and nothing else', async () => {
  const { jogg } = await startJogg();
  const url = `${jogg.url}/media/avatars/81.mp4`;
  const whole = await load(url);
  const size = whole.bytes.length;
  const part = async (range: string) => {
    const { status, response, bytes } = await load(url, { range });
    const place = response.headers.get('content-range');
    return [status, place, status === 206 ? bytes.length : 0];
  };
  const head = await fetch(url, { method: 'HEAD' });
  const post = await fetch(url, { method: 'POST' });
  const nobody = await fetch(`${jogg.url}/media/avatars/1.png`);
  const broken = await fetch(`${jogg.url}/media/avatars/%E0%A4.png`);

  expect([
    await part('bytes=0-99'),
    await part('bytes=100-'),
    await part('bytes=-10'),
    await part(`bytes=${size}-`),
    (await load(url, { range: 'bytes=10-19' })).bytes.equals(whole.bytes.subarray(10, 20)),
    [head.status, head.headers.get('content-length'), head.headers.get('accept-ranges')],
    [post.status, nobody.status, broken.status],
  ]).toEqual([
    [206, `bytes 0-99/${size}`, 100],
    [206, `bytes 100-${size - 1}/${size}`, size - 100],
    [206, `bytes ${size - 10}-${size - 1}/${size}`, 10],
    [416, `bytes */${size}`, 0],
    true,
    [200, String(size), 'bytes'],
    [405, 404, 400],
  ]);
});

test('an upload is PUT to its signed address and then found at the other', async () => {
  const { call } = await startJogg();
  const file = { filename: 'voice.mp3', content_type: 'audio/mpeg', file_size: 3 };
  const { json } = await call('POST', '/v2/upload/asset', file);
  const { sign_url, asset_url } = json.data;
  const put = (url: string, type: string) =>
    fetch(url, { method: 'PUT', headers: { 'content-type': type }, body: 'abc' });

  const before = await load(asset_url);
  const unsigned = await put(asset_url, 'audio/mpeg');
  const wrongType = await put(sign_url, 'text/plain');
  const stored = await put(sign_url, 'audio/mpeg');
  const after = await load(asset_url);

  expect([before.status, unsigned.status, wrongType.status, stored.status]).toEqual([
    404, 403, 403, 200,
  ]);
  expect([after.type, after.bytes.toString()]).toEqual(['audio/mpeg', 'abc']);
});

test('a v1 upload is PUT as application/octet-stream, whatever the file is', async () => {
  const { call } = await startJogg();
  const { json } = await call('POST', '/v1/upload/asset', { filename: 'a.mp3' });
  const put = async (type: string) => {
    const headers = { 'content-type': type };
    return (await fetch(json.data.sign_url, { method: 'PUT', body: 'sound', headers })).status;
  };
  expect([await put('audio/mpeg'), await put('application/octet-stream')]).toEqual([403, 200]);
});

test('an upload of another kind or too large is refused before it begins', async () => {
  const { call } = await startJogg();
  const large = { filename: 'a.mp3', content_type: 'audio/mpeg', file_size: 21 * 1024 * 1024 };

  const messages = [];
  for (const [path, body] of [
    ['/v1/upload/asset', {}],
    ['/v1/upload/asset', { filename: 'a.exe' }],
    ['/v2/upload/asset', { filename: 'a.mp3' }],
    ['/v2/upload/asset', large],
  ] as const) {
    messages.push((await call('POST', path, body)).json.msg);
  }

  expect(messages).toEqual([
    'Parameter error: filename is required',
    'Parameter error: filename has an unsupported extension',
    'Parameter error: content_type is required',
    'Parameter error: file_size is out of range',
  ]);
});

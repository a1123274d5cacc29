import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BufferSource, EncodedPacketSink, Input, MP4, WEBM } from 'mediabunny';
import { expect, test } from 'vitest';
import { CREATE_V1, ORDER_V1, startJogg } from './start-jogg.ts';

async function load(url: string, headers: Record<string, string> = {}, method = 'GET') {
  const response = await fetch(url, { method, headers });
  const bytes = Buffer.from(await response.arrayBuffer());
  return { status: response.status, type: response.headers.get('content-type'), response, bytes };
}

/** The width and height of a PNG, from its header. */
const sizeOf = (png: Buffer): string => `${png.readUInt32BE(16)}×${png.readUInt32BE(20)}`;
const SIZES = ['360×640', '640×360', '432×432'];

test('avatars have covers in their shape, with the same face for each person', async () => {
  const { jogg } = await startJogg();
  const sample = jogg.catalogue.avatars.filter((_, at) => at % 6 === 0);
  const faces = new Map<string, string>();
  for (const { id, shape, name } of sample) {
    const { type, bytes } = await load(`${jogg.url}/media/avatars/${id}.png`);
    const seen = [type, bytes.toString('hex', 0, 8), sizeOf(bytes)];
    expect(seen).toEqual(['image/png', '89504e470d0a1a0a', SIZES[shape]]);
    const who = `${name.split(' – ')[0]} ${shape}`;
    const face = bytes.toString('base64');
    expect(faces.get(who) ?? face).toBe(face);
    faces.set(who, face);
  }
  expect(new Set(faces.values()).size).toBeGreaterThan(25);
});

test('every voice has a sample: a second of WAV that is not silent', async () => {
  const { jogg } = await startJogg();
  const samples = new Set<string>();
  for (const { id } of jogg.catalogue.voices) {
    const { type, bytes } = await load(`${jogg.url}/media/voices/${id}.wav`);
    const loudest = Math.max(...new Int16Array(bytes.buffer.slice(bytes.byteOffset + 44)));
    const seen = [type, bytes.toString('latin1', 8, 16), bytes.readUInt32LE(40), loudest > 2000];
    expect(seen).toEqual(['audio/wav', 'WAVEfmt ', 16_000, true]);
    samples.add(bytes.toString('base64'));
  }
  expect(samples.size).toBe(6);
});

/** The distinct frames and sound samples of a film, and its length in s. */
async function partsOf(film: Buffer) {
  const input = new Input({ formats: [MP4, WEBM], source: new BufferSource(film) });
  const parts: string[] = [];
  for (const track of await input.getTracks())
    for await (const { data, sideData } of new EncodedPacketSink(track).packets())
      parts.push(`${track.type} ${Buffer.from(data).toString('base64')} ${sideData.alpha}`);
  return { parts: new Set(parts), seconds: await input.computeDuration() };
}

test.each([
  [0, 1, 'one two three'],
  [1, 1, 'word '.repeat(180)],
  [2, 1, 'Ten words take four seconds, and so does this film.'],
  [1, 3, 'A transparent video is a WebM of the same person.'],
])('a film of shape %i and style %i shows its avatar for its whole length', async (...row) => {
  const [aspect_ratio, screen_style, script] = row;
  const { data, jogg } = await startJogg();
  const { id: avatar_id, look } =
    jogg.catalogue.avatars.find(({ name }) => /^Kenji/.test(name)) ?? {};
  const { id: voice_id, gender, age } = jogg.catalogue.voices[3] ?? {};
  const order = { ...ORDER_V1, avatar_id, voice_id, aspect_ratio, screen_style, script };
  const { project_id } = await data('POST', CREATE_V1, { ...order, caption: false });
  await jogg.finish(project_id);
  const polled = await data('GET', `/v1/project?project_id=${project_id}`);
  const [cover, film] = [await load(polled.cover_url), await load(polled.video_url)];
  const own = (path: string) => readFileSync(join(import.meta.dirname, '..', path));
  const shape = `looks/${look}/${['portrait', 'landscape', 'square'][aspect_ratio]}`;
  const [type, sound] = screen_style === 3 ? ['webm', 'webm'] : ['mp4', 'm4a'];
  const { parts, seconds } = await partsOf(film.bytes);
  const clip = await partsOf(own(`${shape}.${type}`));
  const voice = await partsOf(own(`samples/${gender}-${age}.${sound}`));
  expect([film.type, Math.round(seconds * 1000), parts]).toEqual([
    ...[`video/${type}`, polled.video_duration * 1000, new Set([...clip.parts, ...voice.parts])],
  ]);
  expect([cover.bytes.equals(own(`${shape}.png`)), sizeOf(cover.bytes)]).toEqual([
    ...[true, SIZES[aspect_ratio]],
  ]);
});

test('a video has no file during its render, after a failure, or after deletion', async () => {
  const { data, jogg } = await startJogg();
  const statuses = [];
  for (const outcome of [{}, { render: 'fail' }, { status: 99 }] as const) {
    jogg.outcome(outcome);
    const id = (await data('POST', CREATE_V1, ORDER_V1)).project_id;
    const file = `${id}/${jogg.projects.get(id)?.fileName}-video.mp4`;
    const look = async () => (await load(`${jogg.url}/media/project/${file}`)).status;
    const early = await look();
    await jogg.finish(id);
    statuses.push([early, await look()].join(' '));
  }
  expect(statuses).toEqual(['404 200', '404 404', '404 404']);
});

test('media support ranges and HEAD, need no key, and reject other methods', async () => {
  const { jogg } = await startJogg();
  const url = `${jogg.url}/media/avatars/81.mp4`;
  const { bytes } = await load(url);
  const size = bytes.length;
  const part = async (range: string) => {
    const answer = await load(url, { range: `bytes=${range}` });
    return `${answer.status} ${answer.response.headers.get('content-range')} ${answer.bytes.length}`;
  };
  const middle = (await load(url, { range: 'bytes=10-19' })).bytes;
  const { status, response } = await load(url, {}, 'HEAD');
  const others = ['81.mp4', '1.png', '%E0%A4.png'].map(async (name, at) =>
    String((await load(`${jogg.url}/media/avatars/${name}`, {}, at ? 'GET' : 'POST')).status),
  );
  expect([
    ...[await part('0-99'), await part('100-'), await part('-10'), await part(`${size}-`)],
    middle.equals(bytes.subarray(10, 20)),
    [status, response.headers.get('content-length'), response.headers.get('accept-ranges')],
    await Promise.all(others),
  ]).toEqual([
    ...[`206 bytes 0-99/${size} 100`, `206 bytes 100-${size - 1}/${size} ${size - 100}`],
    ...[`206 bytes ${size - 10}-${size - 1}/${size} 10`, `416 bytes */${size} 0`, true],
    ...[
      [200, String(size), 'bytes'],
      ['405', '404', '400'],
    ],
  ]);
});

const put = async (url: string, type: string) =>
  (await fetch(url, { method: 'PUT', headers: { 'content-type': type }, body: 'abc' })).status;

test('an upload is PUT to its signed URL with its type, and then served at its public URL', async () => {
  const { data } = await startJogg();
  const file = { filename: 'voice.mp3', content_type: 'audio/mpeg', file_size: 3 };
  const { sign_url, asset_url } = await data('POST', '/v2/upload/asset', file);
  const before = (await load(asset_url)).status;
  const unsigned = await put(asset_url, 'audio/mpeg');
  const stored = [await put(sign_url, 'text/plain'), await put(sign_url, 'audio/mpeg')];
  const { type, bytes } = await load(asset_url);
  expect([before, unsigned, stored, type, bytes.toString()]).toEqual([
    ...[404, 403, [403, 200], 'audio/mpeg', 'abc'],
  ]);
  const v1 = (await data('POST', '/v1/upload/asset', { filename: 'a.mp3' })).sign_url;
  expect([await put(v1, 'audio/mpeg'), await put(v1, 'application/octet-stream')]).toEqual([
    ...[403, 200],
  ]);
});

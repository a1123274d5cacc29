import { readdirSync, readFileSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { patience } from '../../sandbox/patience.ts';
import { createFetchVideo } from '../../src/media/fetch-video.ts';
import { createTempFiles, type TempFiles } from '../../src/media/temp-files.ts';
import { videoKind } from '../../src/media/video-kind.ts';
import { downloadTo, emptyFolder, PUBLIC, serving } from './downloading.ts';

const MP4 = readFileSync('sandbox/jogg/media/square.mp4');
const WEBM = readFileSync('sandbox/jogg/media/square.webm');
const LATER = { kind: 'later' };
const impossible = (why: string) => ({ kind: 'impossible', why });
const TOO_LARGE = impossible('too_large');

interface Limits {
  readonly maxBytes?: number;
  readonly totalMs?: number;
  readonly signal?: AbortSignal;
  readonly files?: TempFiles;
  /** What becomes of the video once it is here. */
  readonly use?: () => Promise<never>;
}

/** What a video that a server answers so becomes, and what it leaves behind. */
async function fetched(answer: RequestListener, limits: Limits = {}) {
  const { maxBytes = 1_000_000, totalMs = 5_000, signal = new AbortController().signal } = limits;
  const folder = emptyFolder();
  const { port } = await serving(answer);
  const fetchVideo = createFetchVideo({
    open: downloadTo(port, [[PUBLIC]], { maxBytes, totalMs, idleMs: patience(1_000) }).open,
    files: limits.files ?? createTempFiles({ folder }),
    maxBytes,
    logEvent: () => {},
  });
  const outcome = await fetchVideo('https://res.jogg.ai/v.mp4', signal, async (video) => {
    await limits.use?.();
    const whole = async () => Buffer.concat(await Readable.from(video.read()).toArray());
    const isVideo = [await whole(), await whole()].map((bytes) => bytes.equals(MP4));
    return { bytes: video.bytes, isVideo };
  });
  return [outcome, readdirSync(folder)];
}
const sending =
  (...chunks: Buffer[]): RequestListener =>
  (_, response) => {
    response.setHeader('content-type', 'video/mp4');
    for (const chunk of chunks) response.write(chunk);
    response.end();
  };
const endless: RequestListener = (_, response) => {
  const more = () => {
    while (!response.destroyed && response.write(Buffer.alloc(65_536)));
    if (!response.destroyed) response.once('drain', more);
  };
  more();
};
const cut: RequestListener = (_, response) => {
  response.writeHead(200, { 'content-length': MP4.length });
  response.write(MP4.subarray(0, 1_000), () => response.destroy());
};
const dripping: RequestListener = (_, response) => {
  const timer = setInterval(() => response.write('x'), 10);
  response.on('close', () => clearInterval(timer));
};
const page = Buffer.from('<!doctype html><title>Sign in</title>');
const noUse = () => Promise.reject(new Error('Slack is gone'));

describe('a video', () => {
  it('is lent byte for byte, as often as it is read, and leaves nothing behind', async () => {
    const used = { bytes: MP4.length, isVideo: [true, true] };
    expect(await fetched(sending(MP4))).toEqual([{ kind: 'fetched', used }, []]);
  });

  it.each<[string, RequestListener, Limits, object]>([
    ['is a WebM, whatever its type says', sending(WEBM), {}, impossible('kind')],
    ['is a page, whatever its type says', sending(page), {}, impossible('kind')],
    ['is a few bytes', sending(Buffer.from('\0\0\0\x20ftyp')), {}, impossible('kind')],
    ['is nothing at all', sending(), {}, LATER],
    ['grows too large unsaid', sending(MP4, MP4), { maxBytes: MP4.length + 1 }, TOO_LARGE],
    ['never ends', endless, { maxBytes: 2_000_000 }, TOO_LARGE],
    ['is cut, shorter than said', cut, {}, LATER],
    ['drips for too long', dripping, { totalMs: 150 }, LATER],
    ['cannot be used', sending(MP4), { use: noUse }, LATER],
  ])('that %s is not shown, and leaves nothing behind', async (_, answer, limits, outcome) => {
    expect(await fetched(answer, limits)).toEqual([outcome, []]);
  });

  it('is left at once when the app stops', async () => {
    const stopping = new AbortController();
    const stopped = fetched(
      (_, response) => response.write(MP4, () => setTimeout(() => stopping.abort(), 20)),
      { signal: stopping.signal },
    );
    expect(await stopped).toEqual([LATER, []]);
  });

  it.each([
    ['is not there', '/nowhere'],
    ['is a file', '/etc/hostname'],
    ['belongs to the system', '/proc'],
  ])('whose folder %s stays a link for good, with a reason', async (_, folder) => {
    const files = createTempFiles({ folder });
    expect(await fetched(sending(MP4), { files })).toEqual([impossible('no_folder'), []]);
  });

  it('whose folder is full stays a link for good, with a reason', async () => {
    const lent = createTempFiles({ folder: emptyFolder() });
    const full = Object.assign(new Error('full'), { code: 'ENOSPC' });
    const write = () => Promise.reject(full);
    const files: TempFiles = {
      ...lent,
      run: (use) => lent.run((file) => use(Object.assign(file, { write }))),
    };
    expect(await fetched(sending(MP4), { files })).toEqual([impossible('no_room'), []]);
  });

  it('passes through the spare folder where the first one takes no file', async () => {
    const spare = emptyFolder();
    const files = createTempFiles({ folder: '/nowhere', spare });
    const [outcome] = await fetched(sending(MP4), { files });
    expect([outcome, readdirSync(spare), await files.check()]).toMatchObject([
      { kind: 'fetched' },
      [],
      { fault: { code: 'no_folder', system: 'ENOENT' }, spared: true },
    ]);
  });
});

it('what a file is, its first bytes tell', () => {
  const kinds = [MP4, WEBM, Buffer.from('RIFF....WAVEfmt '), Buffer.alloc(12), Buffer.alloc(3)];
  expect(kinds.map(videoKind)).toEqual(['mp4', 'webm', 'unknown', 'unknown', 'unknown']);
});

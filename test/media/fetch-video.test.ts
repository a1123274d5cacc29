import { mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { patience } from '../../sandbox/patience.ts';
import { createFetchVideo } from '../../src/media/fetch-video.ts';
import { createTempFiles, type TempFiles } from '../../src/media/temp-files.ts';
import { videoKind } from '../../src/media/video-kind.ts';
import { downloadTo, PUBLIC, serving } from './downloading.ts';

const VIDEO = 'https://res.jogg.ai/v.mp4';
const MP4 = readFileSync('sandbox/jogg/media/square.mp4');
const WEBM = readFileSync('sandbox/jogg/media/square.webm');
const NEVER = new AbortController().signal;

function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'jogg-slack-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

/** Fetches from a server that answers so; what was read of the video, and what is left behind. */
async function fetched(
  answer: RequestListener,
  options: {
    maxBytes?: number;
    totalMs?: number;
    signal?: AbortSignal;
    fails?: boolean;
    folder?: string;
    files?: TempFiles;
  } = {},
) {
  const { maxBytes = 1_000_000, totalMs = 5_000 } = options;
  const server = await serving(answer);
  const { folder = emptyFolder() } = options;
  const fetchVideo = createFetchVideo({
    open: (address, signal) =>
      createOpen(server.port, { maxBytes, totalMs, idleMs: patience(1_000) })(address, signal),
    files: options.files ?? createTempFiles({ folder }),
    maxBytes,
    logEvent: () => {},
  });
  const outcome = await fetchVideo(VIDEO, options.signal ?? NEVER, async ({ bytes, read }) => {
    if (options.fails) throw new Error('Slack is gone');
    const whole = async () => {
      const chunks: Uint8Array[] = [];
      for await (const chunk of read()) chunks.push(chunk);
      return Buffer.concat(chunks);
    };
    const [once, again] = [await whole(), await whole()];
    return { bytes, same: once.equals(again), mp4: once.equals(MP4) };
  });
  return { outcome, left: options.folder ? null : readdirSync(folder) };
}

const createOpen =
  (port: number, limits: { maxBytes: number; totalMs: number; idleMs: number }) =>
  (address: string, signal: AbortSignal) =>
    downloadTo(port, [[PUBLIC]], limits).openUntil(address, signal);

describe('a video', () => {
  it('is lent byte for byte, as often as it is read, and leaves nothing behind', async () => {
    expect(await fetched((_, response) => response.end(MP4))).toEqual({
      outcome: { kind: 'fetched', used: { bytes: MP4.length, same: true, mp4: true } },
      left: [],
    });
  });

  it.each([
    ['a WebM', WEBM, { kind: 'impossible', why: 'kind' }],
    [
      'a page',
      Buffer.from('<!doctype html><title>Sign in</title>'),
      { kind: 'impossible', why: 'kind' },
    ],
    ['a few bytes', Buffer.from('\0\0\0\x20ftyp'), { kind: 'impossible', why: 'kind' }],
    ['nothing at all', Buffer.alloc(0), { kind: 'later' }],
  ])('that is %s, whatever its name and type say, is not shown', async (_, body, outcome) => {
    const found = await fetched((_request, response) => {
      response.writeHead(200, { 'content-type': 'video/mp4' }).end(body);
    });
    expect(found).toEqual({ outcome, left: [] });
  });

  it('that grows beyond the limit without having said so is left', async () => {
    const found = await fetched(
      (_, response) => {
        response.write(MP4);
        response.end(MP4);
      },
      { maxBytes: MP4.length + 1 },
    );
    expect(found).toEqual({ outcome: { kind: 'impossible', why: 'too_large' }, left: [] });
  });

  it('that never ends is left at the limit', async () => {
    const found = await fetched(
      (_, response) => {
        const more = () => {
          while (!response.destroyed && response.write(Buffer.alloc(65_536)));
          if (!response.destroyed) response.once('drain', more);
        };
        more();
      },
      { maxBytes: 2_000_000 },
    );
    expect(found).toEqual({ outcome: { kind: 'impossible', why: 'too_large' }, left: [] });
  });

  it('that is cut, shorter than said, or drips for too long is tried later', async () => {
    const cut = await fetched((_, response) => {
      response.writeHead(200, { 'content-length': MP4.length });
      response.write(MP4.subarray(0, 1_000), () => response.destroy());
    });
    const drips = await fetched(
      (_, response) => {
        const timer = setInterval(() => response.write('x'), 10);
        response.on('close', () => clearInterval(timer));
      },
      { totalMs: 150 },
    );
    expect([cut, drips]).toEqual([
      { outcome: { kind: 'later' }, left: [] },
      { outcome: { kind: 'later' }, left: [] },
    ]);
  });

  it('is left at once when the app stops', async () => {
    const stopping = new AbortController();
    const found = fetched(
      (_, response) => {
        response.write(MP4);
        setTimeout(() => stopping.abort(), 20);
      },
      { signal: stopping.signal },
    );
    expect(await found).toEqual({ outcome: { kind: 'later' }, left: [] });
  });

  it.each([
    ['is not there', '/nowhere', 'no_folder'],
    ['is a file', '/etc/hostname', 'no_folder'],
    ['belongs to the system', '/proc', 'no_folder'],
  ])('whose folder %s stays a link for good, with a reason', async (_, folder, why) => {
    const found = await fetched((_request, response) => response.end(MP4), { folder });
    expect(found.outcome).toEqual({ kind: 'impossible', why });
  });

  it('whose folder is full stays a link for good, with a reason', async () => {
    const lent = createTempFiles({ folder: emptyFolder() });
    const full = Object.assign(new Error('full'), { code: 'ENOSPC' });
    const files: TempFiles = {
      ...lent,
      run: (use) =>
        lent.run((file) => use(Object.assign(file, { write: () => Promise.reject(full) }))),
    };
    const found = await fetched((_, response) => response.end(MP4), { files });
    expect(found.outcome).toEqual({ kind: 'impossible', why: 'no_room' });
  });

  it('passes through the spare folder where the first one takes no file, and leaves nothing', async () => {
    const spare = emptyFolder();
    const files = createTempFiles({ folder: '/nowhere', spare });
    const found = await fetched((_, response) => response.end(MP4), { files });
    expect([found.outcome.kind, readdirSync(spare), await files.check()]).toEqual([
      'fetched',
      [],
      { fault: expect.objectContaining({ code: 'no_folder', system: 'ENOENT' }), spared: true },
    ]);
  });

  it('is gone from this machine also where using it fails', async () => {
    const found = await fetched((_, response) => response.end(MP4), { fails: true });
    expect(found).toEqual({ outcome: { kind: 'later' }, left: [] });
  });
});

describe('the private file', () => {
  it('has no name while it is used, or one that nobody else may open', async () => {
    const folder = emptyFolder();
    const seen = await createTempFiles({ folder }).run(async (file) => ({
      names: readdirSync(folder),
      mode: (await file.stat()).mode & 0o777,
    }));
    expect(seen).toEqual({ names: [], mode: 0o600 });
  });

  it('of a process that was killed is removed at the next start, those of others are not', async () => {
    const folder = emptyFolder();
    const id = '123e4567-e89b-42d3-a456-426614174000';
    const names = {
      dead: `jogg-slack-999999999-${id}.part`,
      own: `jogg-slack-${process.pid}-${id}.part`,
      before: `jogg-slack-${process.pid}-${id.replace('1', '2')}.part`,
      running: `jogg-slack-1-${id}.part`,
      foreign: 'holiday.part',
    };
    for (const name of Object.values(names)) writeFileSync(join(folder, name), 'x');
    utimesSync(join(folder, names.before), 1, 1);
    await createTempFiles({ folder }).sweep();
    expect(readdirSync(folder).sort()).toEqual([names.own, names.running, names.foreign].sort());
  });

  it('in a folder that is not there stops nobody from starting', async () => {
    await expect(createTempFiles({ folder: '/nowhere' }).sweep()).resolves.toBeUndefined();
  });
});

it('what a file is, its first bytes tell', () => {
  const kinds = [MP4, WEBM, Buffer.from('RIFF....WAVEfmt '), Buffer.alloc(12), Buffer.alloc(3)];
  expect(kinds.map(videoKind)).toEqual(['mp4', 'webm', 'unknown', 'unknown', 'unknown']);
});

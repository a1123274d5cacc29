import { readdirSync, readFileSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { Readable } from 'node:stream';
import { expect, it } from 'vitest';
import { patience } from '../../sandbox/patience.ts';
import { createFetchVideo } from '../../src/media/fetch-video.ts';
import { createTempFiles, type TempFolders } from '../../src/media/temp-files.ts';
import { someFolder } from '../store/some-files.ts';
import { answering } from '../support/listening.ts';
import { downloadTo, PUBLIC } from './downloading.ts';

const MP4 = readFileSync('sandbox/jogg/looks/female-0/square.mp4');
const WEBM = readFileSync('sandbox/jogg/looks/female-0/square.webm');
const LATER = { kind: 'later' };
const impossible = (why: string) => ({ kind: 'impossible', why });
const FETCHED = { kind: 'fetched', used: { bytes: MP4.length, isVideo: [true, true] } };

interface Limits {
  readonly maxBytes?: number;
  readonly totalMs?: number;
  /** The folders of its file; the one given is empty. */
  readonly folders?: (folder: string) => TempFolders;
  readonly write?: () => Promise<never>;
}

const never = new AbortController().signal;

/** What a video that a server answers so becomes, and what it leaves behind. */
async function fetched(answer: RequestListener, limits: Limits = {}) {
  const { maxBytes = 1_000_000, totalMs = 5_000, write } = limits;
  const { folders = (folder) => ({ folder }) } = limits;
  const empty = someFolder();
  const files = createTempFiles(folders(empty));
  const { port } = await answering(answer);
  const fetchVideo = createFetchVideo({
    open: downloadTo(port, [[PUBLIC]], { maxBytes, totalMs, idleMs: patience(1_000) }).open,
    files: {
      ...files,
      run: (lent) => files.run((file) => lent(write ? Object.assign(file, { write }) : file)),
    },
    maxBytes,
    logEvent: () => {},
  });
  const outcome = await fetchVideo('https://res.jogg.ai/v.mp4', never, async (video) => {
    const whole = async () => Buffer.concat(await Readable.from(video.read()).toArray());
    const isVideo = [await whole(), await whole()].map((bytes) => bytes.equals(MP4));
    return { bytes: video.bytes, isVideo };
  });
  return [outcome, readdirSync(empty)];
}
const sending =
  (...chunks: Buffer[]): RequestListener =>
  (_, response) => {
    response.setHeader('content-type', 'video/mp4');
    for (const chunk of chunks) response.write(chunk);
    response.end();
  };
const cut: RequestListener = (_, response) => {
  response.writeHead(200, { 'content-length': MP4.length });
  response.write(MP4.subarray(0, 1_000), () => response.destroy());
};
const dripping: RequestListener = (_, response) => {
  const timer = setInterval(() => response.write('x'), 10);
  response.on('close', () => clearInterval(timer));
};
const mp4 = sending(MP4);
const page = Buffer.from('<!doctype html><title>Sign in</title>');
const full = () => Promise.reject(Object.assign(new Error('full'), { code: 'ENOSPC' }));
const at = (folder: string) => ({ folders: () => ({ folder }) });
const inSpare = { folders: (spare: string) => ({ folder: '/nowhere', spare }) };

it.each<[string, RequestListener, Limits, object]>([
  ['is lent byte for byte, as often as it is read', mp4, {}, FETCHED],
  ['passes through the spare folder where the first takes no file', mp4, inSpare, FETCHED],
  ['is not shown where it is a WebM, whatever its type', sending(WEBM), {}, impossible('kind')],
  ['is not shown where it is a page, whatever its type', sending(page), {}, impossible('kind')],
  ['of a few bytes is not shown', sending(Buffer.from('\0\0\0\x20ftyp')), {}, impossible('kind')],
  ['of no bytes is tried later', sending(), {}, LATER],
  ['may be as large as is allowed', mp4, { maxBytes: MP4.length }, FETCHED],
  ['is cut off where it grows larger', mp4, { maxBytes: MP4.length - 1 }, impossible('too_large')],
  ['is tried later where it is cut, shorter than said', cut, {}, LATER],
  ['is tried later where it drips for too long', dripping, { totalMs: 150 }, LATER],
  ['stays a link where its folder is not there', mp4, at('/nowhere'), impossible('no_folder')],
  ['stays a link where its folder is the system’s', mp4, at('/proc'), impossible('no_folder')],
  ['stays a link where its folder is full', mp4, { write: full }, impossible('no_room')],
])('a video %s, and leaves nothing behind', async (_, answer, limits, outcome) => {
  expect(await fetched(answer, limits)).toEqual([outcome, []]);
});

import { readdirSync, readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { expect, it } from 'vitest';
import { createFetchAudio } from '../../src/media/fetch-audio.ts';
import { createFetchVideo } from '../../src/media/fetch-video.ts';
import type { OpenResult } from '../../src/media/safe-download.ts';
import { createTempFiles, type TempFolders } from '../../src/media/temp-files.ts';
import { tempFolder } from '../store/temp-state.ts';

const MP4 = readFileSync('sandbox/jogg/looks/female-0/square.mp4');
const WEBM = readFileSync('sandbox/jogg/looks/female-0/square.webm');
const LATER = { kind: 'later' } as const;
const never = new AbortController().signal;
const refused = <T extends string>(why: T) => ({ kind: 'refused', why }) as const;

/** A body of these parts. A null breaks the connection. */
function body(...parts: (Buffer | string | null)[]): OpenResult {
  async function* sent() {
    for (const part of parts)
      yield part === null ? Promise.reject(new Error('cut')) : Buffer.from(part);
  }
  return { kind: 'open', stream: Readable.from(sent()), bytes: null, close: async () => {} };
}

/** `folders`: the folders of the file, made from a new, empty one. */
type Setup = { maxBytes?: number; folders?: (empty: string) => TempFolders; write?: () => unknown };
const impossible = (why: string) => ({ kind: 'impossible', why });
const FETCHED = { kind: 'fetched', used: { bytes: MP4.length, isVideo: [true, true] } };
const diskFull = () => Promise.reject(Object.assign(new Error('full'), { code: 'ENOSPC' }));
const at = (folder: string) => ({ folders: () => ({ folder }) });
const fallback = { folders: (fallbackFolder: string) => ({ folder: '/nowhere', fallbackFolder }) };
const halves = body(MP4.subarray(0, 1_000), MP4.subarray(1_000));
const mp4 = () => body(MP4);

it.each<[string, OpenResult, Setup, object]>([
  ['can be read byte for byte, several times', halves, {}, FETCHED],
  ['uses the fallback folder if the first cannot store a file', mp4(), fallback, FETCHED],
  ['is not shown if it is a WebM, whatever its MIME type', body(WEBM), {}, impossible('kind')],
  ['is not shown if it is a page, whatever its MIME type', body('<title>'), {}, impossible('kind')],
  ['of only a few bytes is not shown', body('\0\0\0\x20ftyp'), {}, impossible('kind')],
  ['without bytes is retried later', body(), {}, LATER],
  ['may have the maximum size', mp4(), { maxBytes: MP4.length }, FETCHED],
  ['is aborted above the maximum size', mp4(), { maxBytes: 9_999 }, impossible('too_large')],
  ['is retried later if the connection breaks', body(MP4, null), {}, LATER],
  ['whose host is not allowed stays a link', refused('host'), {}, impossible('host')],
  ['whose link has expired needs a fresh link', { kind: 'expired' }, {}, { kind: 'expired' }],
  ['stays a link if its folder does not exist', mp4(), at('/nowhere'), impossible('no_folder')],
  ['stays a link if its folder is not writable', mp4(), at('/proc'), impossible('no_folder')],
  ['stays a link if its disk is full', mp4(), { write: diskFull }, impossible('no_room')],
])('a video %s, and no file remains', async (_, opened, setup, outcome) => {
  const { maxBytes = 1_000_000, folders = (folder) => ({ folder }), ...changes } = setup;
  const empty = tempFolder();
  const files = createTempFiles(folders(empty));
  const fetchVideo = createFetchVideo({
    open: async () => opened,
    files: { ...files, run: (lent) => files.run((file) => lent(Object.assign(file, changes))) },
    maxBytes,
    logEvent: () => {},
  });
  const found = await fetchVideo('https://res.jogg.ai/v.mp4', never, async ({ bytes, read }) => {
    const whole = async () => Buffer.concat(await Readable.from(read()).toArray());
    return { bytes, isVideo: [await whole(), await whole()].map((each) => each.equals(MP4)) };
  });
  expect([found, readdirSync(empty)]).toEqual([outcome, []]);
});

const done = (text: string) => ({ kind: 'done', bytes: Buffer.from(text) });
const [TOO_LARGE, HOST] = [refused('too_large'), refused('host')];
const DELAYS = [1_000, 4_000];

it.each<[string, OpenResult[], object, number[]]>([
  ['is downloaded whole', [body('ID3', '-', 'abc')], done('ID3-abc'), []],
  ['is retried after an error or a cut', [LATER, body('ID3', null), body('I')], done('I'), DELAYS],
  ['fails after three attempts', [LATER, LATER, LATER], refused('unreachable'), DELAYS],
  ['is refused during the download if it is too large', [body('123456', '78901')], TOO_LARGE, []],
  ['is refused before the download if it is too large', [TOO_LARGE], TOO_LARGE, []],
  ['is not requested from a forbidden host', [HOST], refused('address'), []],
])('a recording at a URL %s', async (_, answers, outcome, expected) => {
  const delays: number[] = [];
  const fetch = createFetchAudio({
    open: async () => answers.shift() ?? Promise.reject(new Error('asked too often')),
    maxBytes: 10,
    clock: { now: () => 0, monotonic: () => 0, sleep: async (ms) => void delays.push(ms) },
    stopping: never,
  });
  expect([await fetch('https://example.com/a.mp3'), delays]).toEqual([outcome, expected]);
});

import { Readable } from 'node:stream';
import { expect, it } from 'vitest';
import { createFetchAudio } from '../../src/media/fetch-audio.ts';
import type { Opened } from '../../src/media/safe-download.ts';

/** A body of these parts; a null breaks it. */
function body(...parts: (string | null)[]): Opened {
  async function* sent() {
    for (const part of parts)
      yield part === null ? Promise.reject(new Error('cut')) : Buffer.from(part);
  }
  return { kind: 'open', stream: Readable.from(sent()), bytes: null, close: async () => {} };
}
const LATER: Opened = { kind: 'later' };
const done = (text: string) => ({ kind: 'done', bytes: Buffer.from(text) });
const refused = <T extends string>(why: T) => ({ kind: 'refused', why }) as const;
const [TOO_LARGE, HOST] = [refused('too_large'), refused('host')];
const ANEW = [1_000, 4_000];

it.each<[string, Opened[], object, number[]]>([
  ['comes whole', [body('ID3', '-', 'abc')], done('ID3-abc'), []],
  ['is asked for anew, late or cut', [LATER, body('ID3', null), body('I')], done('I'), ANEW],
  ['is given up after three tries', [LATER, LATER, LATER], refused('unreachable'), ANEW],
  ['is refused while it comes, too large', [body('123456', '78901')], TOO_LARGE, []],
  ['is refused before', [TOO_LARGE], TOO_LARGE, []],
  ['is not asked for where it may not be', [HOST], refused('address'), []],
])('a recording at an address %s', async (_, answers, outcome, pauses) => {
  const slept: number[] = [];
  const fetch = createFetchAudio({
    open: async () => answers.shift() ?? Promise.reject(new Error('asked too often')),
    maxBytes: 10,
    clock: { now: () => 0, monotonic: () => 0, sleep: async (ms) => void slept.push(ms) },
    stopping: new AbortController().signal,
  });
  expect([await fetch('https://example.com/a.mp3'), slept]).toEqual([outcome, pauses]);
});

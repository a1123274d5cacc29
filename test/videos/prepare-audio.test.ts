import { expect, it } from 'vitest';
import { createBalance } from '../../src/videos/balance.ts';
import { audioKind } from '../../src/videos/run/audio-kind.ts';
import { createPrepareAudio, type PrepareAudioDeps } from '../../src/videos/run/prepare-audio.ts';
import { createVirtualClock } from '../support/virtual-clock.ts';

const bytes = (...parts: (string | number)[]) =>
  Buffer.concat(parts.map((part) => Buffer.from(typeof part === 'string' ? part : [part])));
const FILE = { kind: 'file', id: 'F1', name: 'a.mp3' } as const;
const ADDRESS = { kind: 'url', url: 'https://example.com/a.wav' } as const;
const WAV = { kind: 'done', bytes: bytes('RIFF', 0, 0, 0, 0, 'WAVEfmt ') } as const;
const UPLOADED = { kind: 'done', audioUrl: 'https://res.jogg.ai/a.mp3' } as const;
const refused = (detail: string) =>
  ({ kind: 'refused', failure: { reason: 'audio', detail, rid: null } }) as const;

it.each([
  ['mp3', ['ID3', 4, 0]],
  ['mp3', [0xff, 0xfb, 0x90]],
  ['mp3', [0xff, 0xf3, 0x90]],
  ['wav', ['RIFF', 0, 0, 0, 0, 'WAVEfmt ']],
  ['m4a', [0, 0, 0, 0x20, 'ftypM4A ']],
  [null, ['RIFF', 0, 0, 0, 0, 'AVI LIST']],
  [null, ['OggS', 0]],
  [null, ['<html>']],
  [null, [0xff, 0xd8, 0xff]],
  // AAC in ADTS.
  [null, [0xff, 0xf1, 0x50]],
  [null, []],
])('the content of a recording shows its kind: %s', (kind, parts) => {
  expect(audioKind(bytes(...parts))).toBe(kind);
});

const missing = async () => ({ kind: 'refused', why: 'gone' }) as const;
const WAITS = { kind: 'later', afterMs: 900 };
const UPLOAD = 'audio.wav audio/wav';
// A file that is not a recording: `journeys/form-audio`.
it.each<[string, typeof FILE | typeof ADDRESS, Partial<PrepareAudioDeps>, unknown[]]>([
  ['is uploaded with its real type and a neutral name', FILE, {}, [UPLOADED, UPLOAD]],
  ['is rejected if the file is gone', FILE, { slackFile: missing }, [refused('gone')]],
  ['waits for the rate limiter', FILE, { postLimiter: { take: async () => 900 } }, [WAITS]],
  ['at an address is checked and uploaded as well', ADDRESS, {}, [UPLOADED, UPLOAD]],
  ['is rejected if nothing is at its address', ADDRESS, { address: missing }, [refused('gone')]],
])('a recording %s', async (_, recording, change, outcome) => {
  const uploads: string[] = [];
  const prepare = createPrepareAudio({
    slackFile: async () => WAV,
    address: async () => WAV,
    uploadAudio: async ({ filename, contentType }) => {
      uploads.push(`${filename} ${contentType}`);
      return UPLOADED;
    },
    postLimiter: { take: async () => 0 },
    ...change,
  });
  expect([await prepare(recording), ...uploads]).toEqual(outcome);
});

// How often the balance is loaded: `lib/clock`.
it('the last known balance stays', async () => {
  const clock = createVirtualClock();
  const events: string[] = [];
  const answers = [null, 7, 0];
  const quota = async () => {
    const [next] = answers.splice(0, 1);
    return next === undefined ? Promise.reject(new Error('down')) : next;
  };
  const balance = createBalance({ quota, clock, logEvent: (event) => events.push(event) });
  const balances: (number | null)[] = [];
  for (const _ of ['unknown', 'seven', 'none', 'down']) {
    balance.refresh();
    await clock.advance(300_000);
    balances.push(balance.current());
  }
  expect([balances, events]).toEqual([[null, 7, 0, 0], ['balance_unknown']]);
});

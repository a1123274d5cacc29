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
])('a recording is told by its content: %s', (kind, parts) => {
  expect(audioKind(bytes(...parts))).toBe(kind);
});

const none = async () => ({ kind: 'refused', why: 'gone' }) as const;
const WAITS = { kind: 'later', afterMs: 900 };
const HANDED = 'audio.wav audio/wav';
// A file that is no recording: `journeys/form-audio`.
it.each<[string, typeof FILE | typeof ADDRESS, Partial<PrepareAudioDeps>, unknown[]]>([
  ['goes by its true type, under a name that tells nothing', FILE, {}, [UPLOADED, HANDED]],
  ['is refused where it is gone', FILE, { slackFile: none }, [refused('gone')]],
  ['waits for its place in Jogg’s line', FILE, { postLimiter: { take: async () => 900 } }, [WAITS]],
  ['at an address is checked and uploaded, too', ADDRESS, {}, [UPLOADED, HANDED]],
  ['is refused where nothing is at its address', ADDRESS, { address: none }, [refused('gone')]],
])('a recording %s', async (_, recording, change, outcome) => {
  const handed: string[] = [];
  const prepare = createPrepareAudio({
    slackFile: async () => WAV,
    address: async () => WAV,
    uploadAudio: async ({ filename, contentType }) => {
      handed.push(`${filename} ${contentType}`);
      return UPLOADED;
    },
    postLimiter: { take: async () => 0 },
    ...change,
  });
  expect([await prepare(recording), ...handed]).toEqual(outcome);
});

// How often it is asked for: `lib/clock`.
it('the last word on the balance stays', async () => {
  const clock = createVirtualClock();
  const notes: string[] = [];
  const answers = [null, 7, 0];
  const quota = async () => {
    const [next] = answers.splice(0, 1);
    return next === undefined ? Promise.reject(new Error('down')) : next;
  };
  const balance = createBalance({ quota, clock, logEvent: (event) => notes.push(event) });
  const told: (number | null)[] = [];
  for (const _ of ['unknown', 'seven', 'none', 'down']) {
    balance.refresh();
    await clock.advance(300_000);
    told.push(balance.current());
  }
  expect([told, notes]).toEqual([[null, 7, 0, 0], ['balance_unknown']]);
});

import { describe, expect, it } from 'vitest';
import { audioKind } from '../../src/videos/audio-kind.ts';
import { createBalance } from '../../src/videos/balance.ts';
import { createPrepareAudio, type PrepareAudioDeps } from '../../src/videos/prepare-audio.ts';

const bytes = (...parts: (string | number)[]) =>
  Buffer.concat(
    parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Buffer.of(part))),
  );
const FILE = { kind: 'file', id: 'F1', name: 'a.mp3' } as const;

const ADDRESS = { kind: 'url', url: 'https://example.com/a.wav' } as const;
const WAV = { kind: 'done', bytes: bytes('RIFF', 0, 0, 0, 0, 'WAVEfmt ') } as const;
const UPLOADED = { kind: 'done', audioUrl: 'https://res.jogg.ai/a.mp3' } as const;
const refused = (detail: string) =>
  ({ kind: 'refused', failure: { reason: 'audio', detail, rid: null } }) as const;

describe('what a recording is', () => {
  it.each([
    ['mp3', bytes('ID3', 4, 0)],
    ['mp3', bytes(0xff, 0xfb, 0x90)],
    ['mp3', bytes(0xff, 0xf3, 0x90)],
    ['wav', bytes('RIFF', 0, 0, 0, 0, 'WAVEfmt ')],
    ['m4a', bytes(0, 0, 0, 0x20, 'ftypM4A ')],
    [null, bytes('RIFF', 0, 0, 0, 0, 'AVI LIST')],
    [null, bytes('OggS', 0)],
    [null, bytes('<html>')],
    [null, bytes(0xff, 0xd8, 0xff)],
    // AAC in ADTS.
    [null, bytes(0xff, 0xf1, 0x50)],
    [null, bytes()],
  ])('%s is told by its content', (kind, content) => {
    expect(audioKind(content)).toBe(kind);
  });
});

it.each<[string, typeof FILE | typeof ADDRESS, Partial<PrepareAudioDeps>, unknown, string[]]>([
  ['a file goes by its true type, under a name that tells nothing', FILE, {}, UPLOADED, ['wav']],
  [
    'a file that is gone is refused',
    FILE,
    { slackFile: async () => ({ kind: 'refused', why: 'gone' }) },
    refused('gone'),
    [],
  ],
  [
    'a file that is no recording is refused',
    FILE,
    { slackFile: async () => ({ kind: 'done', bytes: bytes('<html>') }) },
    refused('kind'),
    [],
  ],
  [
    'a recording waits for its place among the requests that Jogg counts',
    FILE,
    { postLimiter: { take: async () => 900 } },
    { kind: 'later', afterMs: 900 },
    [],
  ],
  ['what is at an address is checked and uploaded, too', ADDRESS, {}, UPLOADED, ['wav']],
  [
    'an address that cannot be used is refused before anything is paid',
    ADDRESS,
    { address: async () => ({ kind: 'refused', why: 'unreachable' }) },
    refused('unreachable'),
    [],
  ],
])('%s', async (_, recording, change, outcome, kinds) => {
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
  expect([await prepare(recording), handed]).toEqual([
    outcome,
    kinds.map((kind) => `audio.${kind} audio/${kind}`),
  ]);
});

describe('the balance', () => {
  const told = (answers: (number | null)[]) => {
    let now = 1_000_000;
    const asked: number[] = [];
    const notes: string[] = [];
    const balance = createBalance({
      quota: async () => {
        asked.push(now);
        const quota = answers.shift();
        if (quota === undefined) throw new Error('down');
        return quota;
      },
      clock: { now: () => now, monotonic: () => now, sleep: async () => undefined },
      logEvent: (event) => notes.push(event),
    });
    const touch = async (ms: number) => {
      now += ms;
      balance.touch();
      await new Promise((resolve) => setImmediate(resolve));
      return balance.current();
    };
    return { touch, asked, notes };
  };

  it('is asked for at most every five minutes, and the last word stays', async () => {
    const { touch, asked, notes } = told([7, 0]);
    expect([
      await touch(0),
      await touch(299_999),
      await touch(1),
      await touch(300_000),
      asked.length,
      notes,
    ]).toEqual([7, 7, 0, 0, 3, ['balance_unknown']]);
  });

  it('is not known where Jogg does not tell', async () => {
    const { touch, notes } = told([null]);
    expect([await touch(0), notes]).toEqual([null, []]);
  });
});

import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { createFetchAudio } from '../../src/media/fetch-audio.ts';
import type { Opened } from '../../src/media/safe-download.ts';
import { downloadTo } from './downloading.ts';
import { HOSTILE_ADDRESSES } from './hostile-addresses.ts';

function fetching(answers: (() => Opened)[]) {
  const slept: number[] = [];
  const fetch = createFetchAudio({
    open: async () => answers.shift()?.() ?? { kind: 'later' },
    maxBytes: 10,
    clock: { now: () => 0, monotonic: () => 0, sleep: async (ms) => void slept.push(ms) },
    stopping: new AbortController().signal,
  });
  return { ask: () => fetch('https://example.com/a.mp3'), slept };
}
const body =
  (...parts: string[]) =>
  (): Opened => ({
    kind: 'open',
    stream: Readable.from(parts.map((part) => Buffer.from(part))),
    bytes: null,
    close: async () => undefined,
  });
const cut = (): Opened => ({
  kind: 'open',
  stream: Readable.from(
    (function* () {
      yield Buffer.from('ID3');
      throw new Error('cut');
    })(),
  ),
  bytes: null,
  close: async () => undefined,
});

describe('a recording at an address', () => {
  it('comes whole', async () => {
    const outcome = await fetching([body('ID3', '-', 'abc')]).ask();
    expect(outcome).toEqual({ kind: 'done', bytes: Buffer.from('ID3-abc') });
  });

  it('is asked for again where it is not there yet or was cut, three times at most', async () => {
    const well = fetching([() => ({ kind: 'later' }), cut, body('ID3')]);
    const never = fetching([]);
    expect([await well.ask(), well.slept, await never.ask(), never.slept]).toEqual([
      { kind: 'done', bytes: Buffer.from('ID3') },
      [1_000, 4_000],
      { kind: 'refused', why: 'unreachable' },
      [1_000, 4_000],
    ]);
  });

  it('that is too large is refused while it comes', async () => {
    const outcome = await fetching([body('123456', '78901')]).ask();
    expect(outcome).toEqual({ kind: 'refused', why: 'too_large' });
  });

  it('at any host of the open internet is asked for, at none other', async () => {
    const { open, dialled } = downloadTo(0, [['10.0.0.7']], { allowedHosts: ['*'] });
    const outcomes = new Set<string>();
    for (const address of [
      'https://intern.example/a.mp3',
      'https://127.0.0.1/a.mp3',
      'https://[::1]/a',
    ])
      outcomes.add((await open(address)).kind);
    expect([[...outcomes], dialled]).toEqual([['refused'], []]);
    expect(HOSTILE_ADDRESSES.length).toBeGreaterThan(47);
  });
});

import { Readable } from 'node:stream';
import { expect, it } from 'vitest';
import type { PollOutcome } from '../../src/domain/video/outcome.ts';
import { createStoreFile } from '../../src/videos/run/store-file.ts';
import { NOON, READY, STORED_FILE, sampleVideo } from '../slack/sample-video.ts';
import { createVirtualClock } from '../support/virtual-clock.ts';

const at = (videoUrl: string) => ({ videoUrl, coverUrl: null, title: null, seconds: 4 });
const stored = { kind: 'stored', id: 'F1' } as const;
const failure = { reason: 'rendering', detail: null, rid: null } as const;

// How often it is tried: `domain/tables/result-file`.
it.each<[string, number, PollOutcome, string]>([
  ['by its link at first', 0, { kind: 'succeeded', result: at('fresh') }, 'old'],
  ['by a fresh link after one expired', 1, { kind: 'succeeded', result: at('fresh') }, 'fresh'],
  ['by its link if Jogg does not answer', 1, { kind: 'later', afterMs: null }, 'old'],
  ['by its link if Jogg says that the render failed', 1, { kind: 'failed', failure }, 'old'],
])('a video is downloaded %s', async (_, expired, poll, link) => {
  const fetched: string[] = [];
  const storeFile = createStoreFile({
    fetchVideo: async (url, { aborted }, use) => {
      fetched.push(`${url}, ${aborted ? 'stopped' : 'going on'}`);
      return { kind: 'fetched', used: await use({ bytes: 4, read: () => Readable.from([]) }) };
    },
    upload: { permitted: async () => true, store: async () => stored },
    poll: async () => poll,
    clock: createVirtualClock(NOON),
    stopping: AbortSignal.abort(),
  });
  const file = { ...STORED_FILE, status: 'wanted', id: null, expired } as const;
  const outcome = await storeFile(sampleVideo('ready', { ...READY, result: at('old'), file }));
  expect([fetched, outcome]).toEqual([[`${link}, stopped`], { ...stored, result: at(link) }]);
});

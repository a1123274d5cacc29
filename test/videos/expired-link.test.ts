import { expect, it } from 'vitest';
import type { FetchVideo } from '../../src/domain/ports.ts';
import type { PollOutcome } from '../../src/domain/video/outcome.ts';
import { createStoreFile } from '../../src/videos/store-file.ts';
import { facts } from '../domain/facts.ts';
import { HELD, living, SUBMITTED } from './living.ts';

const BYTES = { bytes: 4, read: () => Promise.reject(new Error('nobody reads')) as never };
const at = (videoUrl: string): PollOutcome => ({
  kind: 'succeeded',
  result: { videoUrl, coverUrl: null, title: null, seconds: 4 },
});
const LATER: PollOutcome = { kind: 'later', afterMs: null };
const failure = { reason: 'rendering', detail: null, rid: null } as const;

/**
 * A life whose polls say `polls`, the last one again and again; only links that `opens` are good.
 * Answers what was fetched, the least gap between two polls in s, and how it ended.
 */
async function life(
  polls: readonly PollOutcome[],
  opens: (link: string, nth: number) => boolean = () => false,
) {
  const fetched: string[] = [];
  const polledAt: number[] = [];
  const fetchVideo: FetchVideo = async (link, _, use) => {
    fetched.push(link);
    const good = opens(link, fetched.length);
    return good ? { kind: 'fetched', used: await use(BYTES) } : { kind: 'expired' };
  };
  const { runVideo, store, clock } = living(({ clock }) => {
    const poll = async () => {
      polledAt.push(clock.now());
      return polls[Math.min(polledAt.length, polls.length) - 1] ?? LATER;
    };
    const stored = async () => ({ kind: 'stored', id: 'F1' }) as const;
    const upload = { permitted: async () => true, store: stored };
    const stopping = new AbortController().signal;
    return {
      renderer: { version: 'v2', submit: async () => SUBMITTED, poll },
      storeFile: createStoreFile({ fetchVideo, upload, poll, clock, stopping }),
    };
  });
  for (let runs = 0; runs < 20; runs += 1) {
    const nextRun = await runVideo('v_1', JSON.stringify(facts), HELD);
    if (nextRun === 'idle') break;
    clock.jump(Math.max(0, nextRun.at - clock.now()));
  }
  const video = await store.load('v_1');
  const gaps = polledAt.slice(1).map((time, nth) => (time - (polledAt[nth] ?? 0)) / 1_000);
  const end = [video?.state, video?.file.status, video?.file.why, video?.result?.videoUrl];
  return [fetched, Math.min(...gaps), ...end];
}

it('an expired link is not tried again: a fresh one is asked for and shown', async () => {
  expect(await life([at('old'), at('fresh')], (link) => link === 'fresh')).toEqual([
    ['old', 'fresh'],
    5,
    ...['delivered', 'stored', null, 'fresh'],
  ]);
});

it('two fresh links that are refused, too, end the tries', async () => {
  expect(await life([at('old'), at('second'), at('third')])).toEqual([
    ['old', 'second', 'third'],
    5,
    ...['delivered', 'given_up', 'expired', 'third'],
  ]);
});

it('the same link is tried again where Jogg still gives it', async () => {
  expect(await life([at('old')], (_, nth) => nth === 3)).toEqual([
    ['old', 'old', 'old'],
    5,
    ...['delivered', 'stored', null, 'old'],
  ]);
});

it.each([
  ['cannot be asked', LATER],
  ['says that it failed', { kind: 'failed', failure }],
] as const)('an expired link stays known where Jogg %s', async (_, poll) => {
  expect((await life([at('old'), poll])).slice(2)).toEqual([
    'delivered',
    'given_up',
    'expired',
    'old',
  ]);
});

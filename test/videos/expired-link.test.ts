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
async function life(polls: readonly PollOutcome[], opens: (link: string, nth: number) => boolean) {
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

const NEVER = () => false;
const THRICE = ['old', 'old', 'old'];
const TOO_OLD = ['delivered', 'given_up', 'expired'];
it.each<[string, PollOutcome[], (link: string, nth: number) => boolean, unknown[]]>([
  [
    'is not tried again: a fresh one is asked for and shown',
    [at('old'), at('fresh')],
    (link) => link === 'fresh',
    [['old', 'fresh'], 5, 'delivered', 'stored', null, 'fresh'],
  ],
  [
    'ends the tries where two fresh ones are refused, too',
    [at('old'), at('second'), at('third')],
    NEVER,
    [['old', 'second', 'third'], 5, ...TOO_OLD, 'third'],
  ],
  [
    'is tried again where Jogg still gives it',
    [at('old')],
    (_, nth) => nth === 3,
    [THRICE, 5, 'delivered', 'stored', null, 'old'],
  ],
  [
    'stays known where Jogg cannot be asked',
    [at('old'), LATER],
    NEVER,
    [THRICE, 5, ...TOO_OLD, 'old'],
  ],
  [
    'stays known where Jogg says that it failed',
    [at('old'), { kind: 'failed', failure }],
    NEVER,
    [THRICE, 5, ...TOO_OLD, 'old'],
  ],
])('an expired link %s', async (_, polls, opens, seen) => {
  expect(await life(polls, opens)).toEqual(seen);
});

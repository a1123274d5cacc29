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

const TOO_OLD = ['delivered', 'given_up', 'expired'];
const STORED = ['delivered', 'stored', null];
const OLD = [at('old')];
const FRESH = [at('old'), at('fresh')];
const THREE = [at('old'), at('second'), at('third')];
const failure = { reason: 'rendering', detail: null, rid: null } as const;
const FAILED: PollOutcome[] = [at('old'), { kind: 'failed', failure }];
/** The link that is good, and at which fetch; null: none is. */
it.each<[string, PollOutcome[], string | null, number, string, unknown[]]>([
  ['is not tried again: a fresh one is', FRESH, 'fresh', 2, 'old fresh', STORED],
  ['ends the tries where fresh ones are refused', THREE, null, 0, 'old second third', TOO_OLD],
  ['is tried again where Jogg still gives it', OLD, 'old', 3, 'old old old', STORED],
  ['stays known where Jogg cannot be asked', [...OLD, LATER], null, 0, 'old old old', TOO_OLD],
  ['stays known where Jogg says that it failed', FAILED, null, 0, 'old old old', TOO_OLD],
])('an expired link %s', async (_, polls, link, nth, links, end) => {
  const fetched = links.split(' ');
  const seen = await life(polls, (of, at) => of === link && at === nth);
  expect(seen).toEqual([fetched, 5, ...end, fetched.at(-1)]);
});

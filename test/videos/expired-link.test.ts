import { describe, expect, it } from 'vitest';
import type { FetchVideo, Renderer } from '../../src/domain/ports.ts';
import type { PollOutcome } from '../../src/domain/video/outcome.ts';
import { createStoreFile } from '../../src/videos/store-file.ts';
import { facts } from '../domain/facts.ts';
import { living } from './living.ts';

const HELD = { isHeld: async () => true };
const BYTES = { bytes: 4, read: () => Promise.reject(new Error('nobody reads')) as never };
const at = (link: string): PollOutcome => ({
  kind: 'succeeded',
  result: { videoUrl: link, coverUrl: null, title: null, seconds: 4 },
});
const LATER: PollOutcome = { kind: 'later', afterMs: null };

/**
 * A life whose looks say `looks`, the last one again and again; only the links of `good` open.
 * Answers what was fetched, the least gap between two looks in s, and how it ended.
 */
async function life(
  searches: readonly PollOutcome[],
  good: (link: string, nth: number) => boolean,
) {
  const fetched: string[] = [];
  const lookedAt: number[] = [];
  const renderer: Renderer = {
    version: 'v2',
    submit: async () => ({ kind: 'done', projectId: 'p1', version: 'v2' }),
    poll: async () => {
      lookedAt.push(world.clock.now());
      return searches[Math.min(lookedAt.length, searches.length) - 1] ?? LATER;
    },
  };
  const fetchVideo: FetchVideo = async (link, _, use) => {
    fetched.push(link);
    return good(link, fetched.length)
      ? { kind: 'fetched', used: await use(BYTES) }
      : { kind: 'expired' };
  };
  const world: ReturnType<typeof living> = living({
    renderer,
    storeFile: (video) =>
      createStoreFile({
        fetchVideo,
        upload: {
          permitted: async () => true,
          store: async () => ({ kind: 'stored', id: 'F1' }),
        },
        poll: renderer.poll,
        clock: world.clock,
        stopping: new AbortController().signal,
      })(video),
  });
  for (let runs = 0; runs < 20; runs += 1) {
    const nextRun = await world.runVideo('v_1', JSON.stringify(facts), HELD);
    if (nextRun === 'idle') break;
    world.clock.jump(Math.max(0, nextRun.at - world.clock.now()));
  }
  const video = await world.store.load('v_1');
  const gaps = lookedAt.slice(1).map((time, nth) => (time - (lookedAt[nth] ?? 0)) / 1_000);
  return {
    fetched,
    leastGap: Math.min(...gaps),
    end: [video?.state, video?.file.status, video?.file.why, video?.result?.videoUrl],
  };
}

describe('a link that is refused as expired', () => {
  it('is not tried again: Jogg is asked for a fresh one, which is shown', async () => {
    const lived = await life([at('old'), at('fresh')], (link) => link === 'fresh');
    expect(lived).toEqual({
      fetched: ['old', 'fresh'],
      leastGap: 5,
      end: ['delivered', 'stored', null, 'fresh'],
    });
  });

  it('and whose fresh ones are refused, too, is given up after two of them', async () => {
    const lived = await life([at('old'), at('second'), at('third')], () => false);
    expect(lived).toEqual({
      fetched: ['old', 'second', 'third'],
      leastGap: 5,
      end: ['delivered', 'given_up', 'expired', 'third'],
    });
  });

  it('is tried again where Jogg still gives that one: the file may not be there yet', async () => {
    const lived = await life([at('old')], (_, nth) => nth === 3);
    expect(lived).toEqual({
      fetched: ['old', 'old', 'old'],
      leastGap: 5,
      end: ['delivered', 'stored', null, 'old'],
    });
  });

  it.each([
    ['cannot be asked', LATER],
    [
      'says that it failed',
      { kind: 'failed', failure: { reason: 'rendering', detail: null, rid: null } },
    ],
  ] as const)('stays known where Jogg %s', async (_, poll) => {
    const lived = await life([at('old'), poll], () => false);
    expect(lived.end).toEqual(['delivered', 'given_up', 'expired', 'old']);
  });
});

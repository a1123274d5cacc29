import { describe, expect, it } from 'vitest';
import type { Video } from '../../src/domain/video/video.ts';
import { STATES } from '../../src/domain/video/video.ts';
import { createMyVideos, grouped, searched, spentThisMonth } from '../../src/videos/my-videos.ts';
import { NOON, READY, sampleVideo } from '../slack/sample-video.ts';

const video = (id: string, change: Partial<Video> = {}): Video =>
  sampleVideo('delivered', { id, ...READY, ...change });
const ids = (videos: readonly Video[]) => videos.map(({ id }) => id);

describe("a person's videos", () => {
  it('are theirs alone, in order; what cannot be read or is not there yet is skipped', async () => {
    const kept: Record<string, Video> = {
      a: video('a'),
      other: video('other', { requester: 'U0BOB' }),
      abroad: video('abroad', { workspace: 'T2' }),
      b: video('b'),
    };
    const events: string[] = [];
    const mine = createMyVideos({
      store: { load: async (id) => (id === 'damaged' ? Promise.reject(new Error(id)) : kept[id]) },
      ids: async () => ['b', 'damaged', 'other', 'not yet', 'abroad', 'a'],
      logEvent: (event) => events.push(event),
    });
    const found = ids(await mine({ workspace: 'T1', user: 'U0ANN' }));
    expect([found, events]).toEqual([['b', 'a'], ['video_unread']]);
  });

  it('every state is in exactly one group', () => {
    const groups = grouped(STATES.map((state) => sampleVideo(state, { id: state })));
    expect([ids(groups.underWay), ids(groups.failed), ids(groups.done)]).toEqual([
      ['requested', 'announced', 'submitting', 'rendering', 'unconfirmed'],
      ['failed', 'expired', 'cancelled'],
      ['ready', 'delivered'],
    ]);
  });

  it('are found by words of title, script, avatar and voice, in any case and order', () => {
    const { order } = sampleVideo('ready');
    const videos = [
      video('a'),
      video('b', { result: null, order: { ...order, name: 'Summer', script: 'Hello all' } }),
    ];
    const queries = ['', '  LAUNCH amara ', 'summer christopher', 'hello', 'launch summer'];
    const found = queries.map((query) => ids(searched(videos, query)).join());
    expect(found).toEqual(['a,b', 'a', 'b', 'a,b', '']);
  });

  it('cost a credit for each started two minutes, since the month began', () => {
    const result = { videoUrl: 'https://j.ai/v.mp4', coverUrl: null, title: null };
    const paid = (id: string, seconds: number | null, submittedAt: number) =>
      video(id, { submittedAt, result: { ...result, seconds } });
    const june = Date.UTC(2026, 5, 1);
    const videos = [
      paid('a', 120, june),
      paid('b', 121, NOON),
      paid('c', null, NOON),
      paid('may', 300, june - 1),
      sampleVideo('failed', { submittedAt: NOON }),
    ];
    expect(spentThisMonth(videos, NOON)).toEqual({ videos: 3, credits: 4 });
  });
});

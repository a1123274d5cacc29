import { expect, it } from 'vitest';
import { STATES, type Video } from '../../src/domain/video/video.ts';
import {
  createMyVideos,
  groupVideos,
  searchVideos,
  spentThisMonth,
} from '../../src/videos/my-videos.ts';
import { NOON, READY, sampleVideo } from '../slack/sample-video.ts';

const video = (id: string, change: Partial<Video> = {}): Video =>
  sampleVideo('delivered', { id, ...READY, ...change });
const ids = (videos: readonly Video[]) => videos.map(({ id }) => id).join();

it('a person sees only their own videos, in order; an unreadable one is skipped', async () => {
  const others = [video('other', { requester: 'U0BOB' }), video('abroad', { workspace: 'T2' })];
  const stored = new Map([video('a'), ...others, video('b')].map((each) => [each.id, each]));
  const events: string[] = [];
  const mine = createMyVideos({
    store: { load: async (id) => (id === 'damaged' ? Promise.reject(id) : stored.get(id)) },
    ids: async () => ['b', 'damaged', 'other', 'not yet', 'abroad', 'a'],
    logEvent: (event) => events.push(event),
  });
  const found = ids(await mine({ workspace: 'T1', user: 'U0ANN' }));
  expect([found, events]).toEqual(['b,a', ['video_unread']]);
});

it('each video is in one group and is found by its own words in any case and order', () => {
  const groups = groupVideos(STATES.map((state) => sampleVideo(state, { id: state })));
  expect([groups.inProgress, groups.failed, groups.done].map(ids)).toEqual([
    'requested,announced,submitting,rendering,unconfirmed',
    ...['failed,expired,cancelled', 'ready,delivered'],
  ]);
  const order = { ...sampleVideo('ready').order, name: 'Summer', script: 'Hello all' };
  const videos = [video('a'), video('b', { result: null, order })];
  const queries = ['', '  LAUNCH amara ', 'summer christopher', 'hello', 'launch summer'];
  const found = queries.map((query) => ids(searchVideos(videos, query)));
  expect(found).toEqual(['a,b', 'a', 'b', 'a,b', '']);
});

it('the month’s videos cost a credit per two minutes, rounded up', () => {
  const june = Date.UTC(2026, 5, 1);
  const result = { videoUrl: 'https://j.ai/v.mp4', coverUrl: null, title: null };
  const made = (seconds: number | null, submittedAt: number) =>
    video('v', { submittedAt, result: { ...result, seconds } });
  const paid = [made(120, june), made(121, NOON), made(null, NOON), made(300, june - 1)];
  paid.push(sampleVideo('failed', { submittedAt: NOON }));
  expect(spentThisMonth(paid, NOON)).toEqual({ videos: 3, credits: 4 });
});

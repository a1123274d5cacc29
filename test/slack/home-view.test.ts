import { expect, it } from 'vitest';
import { checkView } from '../../sandbox/slack/rules/block-kit.ts';
import type { Video } from '../../src/domain/video/video.ts';
import { FIRST_PAGE, pageOf, readHomeState } from '../../src/slack/home/home-page.ts';
import { type HomeContent, homeView } from '../../src/slack/home/home-view.ts';
import { LABEL, NOON, READY, sampleVideo } from './sample-video.ts';
import { snapshotText } from './snapshot-text.ts';

const permalink = 'https://sandbox.slack.com/archives/C0LAUNCH/p1780315200000100?a=1&b=2';
const groupOf = (...videos: Video[]) => ({
  videos: videos.map((video) => ({ video, place: null, permalink })),
  total: videos.length,
});
const NONE = groupOf();
const EMPTY: HomeContent = {
  ...{ now: NOON + 3 * 60_000, usualMs: 170_000, label: LABEL, state: FIRST_PAGE },
  ...{ inProgress: NONE, done: NONE, failed: NONE, hasVideos: true, handle: '@jogg' },
  ...{ defaults: null, looks: [], draft: null, account: null, usage: { videos: 0, credits: 0 } },
};
const viewOf = (content: Partial<HomeContent>) => homeView({ ...EMPTY, ...content });
const look = { avatar: { value: 'public:1', label: 'Amara · female' }, shape: 'square' } as const;
const looks = [{ ...look, voice: { value: 'v', label: 'Chris · English' }, captions: false }];
const draft = { at: NOON, words: 'Hello & <welcome>' };
const OWN = { last4: 'ab<2' };
const unfolded = { ...FIRST_PAGE, failed: true };
const ready = sampleVideo('delivered', READY);

it('the Home tab shows how to begin and the videos in progress and ready, and folds failed ones', async () => {
  const chosen = { avatar: { label: 'Amara' }, shape: 'portrait', captions: true } as const;
  const defaults = { ...chosen, voice: { label: 'Christopher' }, captions: false };
  const failure = { reason: 'cannot_post', detail: null, rid: null } as const;
  const notPosted = sampleVideo('failed', { ...READY, failure });
  const videos = {
    inProgress: groupOf(
      sampleVideo('rendering', { submittedAt: NOON }),
      sampleVideo('unconfirmed', { posts: {}, origin: { channel: 'U0ANN', threadTs: null } }),
    ),
    done: groupOf(ready, ready),
    failed: { videos: [], total: 2 },
  };
  const failed = { ...groupOf(notPosted, sampleVideo('cancelled')), total: 9 };
  const home = [
    ['with a draft and a look', viewOf({ looks, draft, defaults }).blocks.slice(2, 6)],
    ['of somebody new', viewOf({ hasVideos: false })],
    ['with videos', viewOf({ ...videos, defaults, usage: { videos: 1, credits: 1 } })],
    ['where no voice was chosen', viewOf({ defaults: { ...chosen, voice: null } }).blocks[2]],
    ['where a search finds nothing', viewOf({ state: { ...FIRST_PAGE, query: 'sumer' } })],
    ['for an admin', viewOf({ account: { ownKey: null, knowsAdmins: true } }).blocks.slice(-4)],
    ['with a key', viewOf({ account: { ownKey: OWN, knowsAdmins: true } }).blocks.slice(-2)],
    ['without admins', viewOf({ account: { ownKey: OWN, knowsAdmins: false } }).blocks.slice(-2)],
    ['unfolded', viewOf({ failed, state: unfolded })],
  ] as const;
  await expect(snapshotText(home)).toMatchFileSnapshot('snapshots/home.txt');
});

const many = (count: number, state: 'delivered' | 'failed' | 'rendering') =>
  Array.from({ length: count }, () => sampleVideo(state, { ...READY, failure: null }));

it('the largest Home tab stays within Slack’s limits', () => {
  const groups = { inProgress: many(50, 'rendering'), done: many(50, 'delivered') };
  const page = pageOf({ ...groups, failed: many(50, 'failed') }, { ...unfolded, query: 'x' });
  const of = (name: 'inProgress' | 'done' | 'failed') => {
    return { ...groupOf(...page[name].videos), total: page[name].total };
  };
  const all = { inProgress: of('inProgress'), done: of('done'), failed: of('failed') };
  const view = viewOf({ ...all, state: { ...page.state, offset: 8 }, looks, draft });
  expect([view.blocks.length <= 100, checkView(view).ok]).toEqual([true, true]);
});

it.each([
  [0, '8 from 0: home_older 8'],
  [8, '8 from 8: home_newer 0, home_older 16'],
  [16, '3 from 16: home_newer 8'],
  [40, '3 from 16: home_newer 8'],
])('the Home tab from video %i on shows %s', (offset, expected) => {
  const groups = { inProgress: [], done: many(19, 'delivered'), failed: many(2, 'failed') };
  const page = pageOf(groups, { query: 'x', offset, failed: false });
  const done = { ...groupOf(...page.done.videos), total: page.done.total };
  const view = viewOf({ done, failed: { videos: [], total: 2 }, state: page.state });
  const json = JSON.stringify(view.blocks);
  const buttons = json.matchAll(/"(home_(?:newer|older))"[^}]*\}[^}]*:"(\d+)"/g);
  const pagers = [...buttons].map(([, id, value]) => `${id} ${value}`);
  const state = readHomeState(view.private_metadata);
  const visible = json.match(/"text":"Launch\\n/g)?.length;
  const actual = `${visible} from ${state.offset}: ${pagers.join(', ')}`;
  expect([actual, state.query]).toEqual([expected, 'x']);
});

it('the Home tab starts with the first page if its state is malformed, and reads older state', () => {
  const texts = ['', 'not json', '{"query":1}', '{"query":"a","offset":-1}', null];
  expect(texts.map(readHomeState)).toEqual(texts.map(() => FIRST_PAGE));
  const older = '{"query":"a","offset":8}';
  expect(readHomeState(older)).toEqual({ query: 'a', offset: 8, failed: false });
});

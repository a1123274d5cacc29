import { expect, it } from 'vitest';
import type { Video } from '../../src/domain/video/video.ts';
import { FIRST_PAGE, type HomeFacts, homeView, showingOf } from '../../src/slack/home/home-view.ts';
import { sheet } from './block-text.ts';
import { LABEL, NOON, READY, sampleVideo } from './sample-video.ts';

const group = (name: string, ...videos: Video[]) => ({
  name,
  videos: videos.map((video) => ({ video, place: null })),
});
const moment = { now: NOON + 3 * 60_000, usualMs: 170_000, label: LABEL } as const;
const nothing = { groups: [], any: true, defaults: null, spent: { videos: 0, credits: 0 } };
const viewOf = (facts: Partial<HomeFacts>) =>
  homeView({ ...moment, ...nothing, showing: FIRST_PAGE, ...facts });

it('the Home tab shows how to begin, what was chosen and spent, and the own videos with what can be done', async () => {
  const groups = [
    group('Under way', sampleVideo('rendering', { submittedAt: NOON })),
    group('Came to nothing', sampleVideo('cancelled')),
    group('Done', sampleVideo('delivered', READY)),
  ];
  const chosen = { avatar: { label: 'Amara' }, shape: 'portrait', captions: true } as const;
  const defaults = { ...chosen, voice: { label: 'Christopher' }, captions: false };
  const failure = { reason: 'cannot_post', detail: null, rid: null } as const;
  const hidden = group('Failed', sampleVideo('failed', { ...READY, failure }));
  const home = [
    ['of somebody new', viewOf({ any: false })],
    ['with videos', viewOf({ groups, defaults, spent: { videos: 1, credits: 1 } })],
    ['where no voice was chosen', viewOf({ defaults: { ...chosen, voice: null } }).blocks[2]],
    ['where a search finds nothing', viewOf({ showing: { query: 'sumer', offset: 0 } })],
    ['of a video nobody was shown', viewOf({ groups: [hidden] }).blocks.slice(-3)],
  ] as const;
  await expect(sheet(home)).toMatchFileSnapshot('snapshots/home.txt');
});

it.each([
  [0, 10, ['home_older 10'], 0],
  [10, 10, ['home_newer 0', 'home_older 20'], 10],
  [20, 3, ['home_newer 10'], 20],
  [40, 3, ['home_newer 10'], 20],
])('from video %i on it shows %i, and comes back from a page that is gone', (offset, ...page) => {
  const videos = Array.from({ length: 23 }, () => sampleVideo('delivered', READY));
  const view = viewOf({ groups: [group('Done', ...videos)], showing: { query: 'x', offset } });
  const json = JSON.stringify(view.blocks);
  const buttons = json.matchAll(/"(home_(?:newer|older))"[^}]*\}[^}]*:"(\d+)"/g);
  const leads = [...buttons].map(([, id, value]) => `${id} ${value}`);
  const showing = showingOf(view.private_metadata);
  expect(showing.query).toBe('x');
  expect([json.match(/"text":"Launch\\n/g)?.length, leads, showing.offset]).toEqual(page);
});

it('it begins with the first page where its state says nothing of use', () => {
  const texts = ['', 'no json', '{"query":1}', '{"query":"a","offset":-1}', null];
  expect(texts.map(showingOf)).toEqual(texts.map(() => FIRST_PAGE));
});

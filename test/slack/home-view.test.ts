import { describe, expect, it, test } from 'vitest';
import { checkView } from '../../sandbox/slack/rules/block-kit.ts';
import type { Video } from '../../src/domain/video/video.ts';
import { STATES } from '../../src/domain/video/video.ts';
import { FIRST_PAGE, type HomeFacts, homeView, showingOf } from '../../src/slack/home/home-view.ts';
import { listMessage } from '../../src/slack/messages/my-videos-message.ts';
import { invisibleCharacters, mrkdwnObjects } from '../support/block-kit-limits.ts';
import { HOSTILE } from '../support/hostile-strings.ts';
import { hostileVideo } from './hostile-video.ts';
import { NOON, READY, sampleVideo } from './sample-video.ts';

const facts: HomeFacts = {
  now: NOON + 3 * 60_000,
  usualMs: 170_000,
  groups: [],
  any: true,
  defaults: null,
  spent: { videos: 0, credits: 0 },
  showing: FIRST_PAGE,
};
const group = (name: string, ...videos: Video[]) => ({
  name,
  videos: videos.map((video) => ({ video, place: null })),
});
const words = (view: unknown): string[] =>
  [...JSON.stringify(view).matchAll(/"text":"((?:[^"\\]|\\.)*)"/g)].map(([, text = '']) => text);
const refusals = (view: unknown) => {
  const checked = checkView(view);
  return checked.ok ? [] : checked.messages;
};

describe('the Home tab', () => {
  it('says that a voice that fits is filled in, where none was chosen', () => {
    const shape = 'portrait' as const;
    const defaults = { avatar: { label: 'Amara' }, voice: null, shape, captions: true };
    const view = homeView({ ...facts, defaults });
    expect(words(view).join()).toContain('Amara · a voice that fits · Portrait 9:16');
  });

  it('of a video that was made, but that Slack let nobody show, has its link, as the list does', () => {
    const failure = { reason: 'cannot_post' as const, detail: null, rid: null };
    const video = sampleVideo('failed', { ...READY, failure });
    const view = homeView({ ...facts, groups: [group('Came to nothing', video)] });
    const listed = { video, place: null, permalink: null };
    const list = listMessage([listed], { offset: 0, size: 1, total: 1 }, facts);
    const address = JSON.stringify(video.result?.videoUrl);
    expect([view, list].map((each) => JSON.stringify(each).includes(address))).toEqual([
      true,
      true,
    ]);
    expect(words(view).join()).toContain('Made, but not shown · Slack did not let the app post');
    expect(refusals(view)).toEqual([]);
  });

  it('of somebody with videos shows them in groups, with covers and what can be done', () => {
    const view = homeView({
      ...facts,
      groups: [
        group('Under way', sampleVideo('rendering', { submittedAt: NOON })),
        group('Came to nothing', sampleVideo('cancelled')),
        group('Done', sampleVideo('delivered', READY)),
      ],
      defaults: {
        avatar: { label: 'Amara · female' },
        voice: { label: 'Christopher' },
        shape: 'portrait',
        captions: false,
      },
      spent: { videos: 1, credits: 1 },
    });
    expect(refusals(view)).toEqual([]);
    expect(words(view)).toEqual([
      'Talking-avatar videos with Jogg',
      'Make a video',
      'Refresh',
      'Your last choices, filled in next time: Amara · female · Christopher · Portrait 9:16 · captions off',
      'This month: 1 video, about 1 credit (an estimate of finished videos: each started 2 minutes count 1)',
      'Search your videos',
      'A word of the title, script, avatar or voice, then Enter',
      'Under way (1)',
      'Launch\\nRendering · more than 3 min so far, usually about 3 min',
      '<#C0LAUNCH> · <!date^1780315200^{date_short_pretty} at {time}|2026-06-01>',
      'Cancel',
      'Cancel this video?',
      'Jogg has been asked for it already and may still charge for it. What it makes will not be shown here.',
      'Cancel it',
      'Keep it',
      'Came to nothing (1)',
      'Launch\\nCancelled',
      '<#C0LAUNCH> · <!date^1780315200^{date_short_pretty} at {time}|2026-06-01>',
      'Try again',
      'Done (1)',
      'Launch\\nReady · 1:05 long',
      '<#C0LAUNCH> · <!date^1780315200^{date_short_pretty} at {time}|2026-06-01>',
      'Watch video',
      'Edit script',
      'Other avatar',
      'Other voice',
      'Other shape',
      'Again',
      'Share',
    ]);
    expect(JSON.stringify(view)).toContain('"alt_text":"Cover of the video “Launch”"');
  });

  it('of somebody who has none yet says how to begin, and offers an example', () => {
    const view = homeView({ ...facts, any: false });
    expect(refusals(view)).toEqual([]);
    expect(words(view)).toEqual([
      'Talking-avatar videos with Jogg',
      'Make a video',
      'Try an example',
      expect.stringMatching(/type \/jogg[\s\S]*Make a video from this[\s\S]*\/invite/),
    ]);
  });

  it('says where a search found nothing, and how to see all again', () => {
    const view = homeView({ ...facts, showing: { query: 'sumer', offset: 0 } });
    expect(words(view)).toEqual(
      expect.arrayContaining(['Show all again', 'None of your videos has “sumer”.']),
    );
  });

  it('shows ten at a time, keeps its place, and comes back from a page that is gone', () => {
    const videos = Array.from({ length: 23 }, (_, at) =>
      sampleVideo('delivered', { ...READY, id: `vid_${at}` }),
    );
    const page = (offset: number) => {
      const view = homeView({
        ...facts,
        groups: [group('Done', ...videos)],
        showing: { query: 'x', offset },
      });
      const buttons = JSON.stringify(view).match(
        /"action_id":"(home_(?:newer|older))"[^}]*\}[^}]*/g,
      );
      return [
        words(view).filter((text) => /^Launch/.test(text)).length,
        (buttons ?? []).map((each) => /home_\w+|"value":"\d+"/g.exec(each)?.[0]),
        showingOf(view.private_metadata),
        refusals(view),
      ];
    };
    expect([page(0), page(10), page(20), page(40)]).toEqual([
      [10, ['home_older'], { query: 'x', offset: 0 }, []],
      [10, ['home_newer', 'home_older'], { query: 'x', offset: 10 }, []],
      [3, ['home_newer'], { query: 'x', offset: 20 }, []],
      [3, ['home_newer'], { query: 'x', offset: 20 }, []],
    ]);
  });

  it.each(['', 'no json', '{"query":1}', '{"query":"a","offset":-1}', null])(
    'begins with the first page where its state says nothing of use: %s',
    (text) => {
      expect(showingOf(text)).toEqual(FIRST_PAGE);
    },
  );
});

test.each(HOSTILE.map((text, at) => [at, text] as const))(
  "hostile text %i stays text in the Home tab, within Slack's rules",
  (_, text) => {
    const view = homeView({
      ...facts,
      groups: [group('All', ...STATES.map((state) => hostileVideo(state, text, 'parameter')))],
      defaults: {
        avatar: { label: text },
        voice: { label: text },
        shape: 'square',
        captions: true,
      },
      showing: { query: text.slice(0, 200), offset: 0 },
    });
    const { private_metadata: _metadata, ...shown } = view;
    expect([
      refusals(view),
      invisibleCharacters(
        JSON.parse(JSON.stringify(shown, (key, value) => (key === 'value' ? '' : value))),
      ),
      mrkdwnObjects(view).filter(
        (each) => !/"<#C0LAUNCH> · <!date\^\d+\^/.test(JSON.stringify(each)),
      ),
    ]).toEqual([[], [], []]);
  },
);

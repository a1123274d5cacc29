import { describe, expect, it, test } from 'vitest';
import { checkView } from '../../sandbox/slack/rules/block-kit.ts';
import { STATES } from '../../src/domain/video/video.ts';
import { ago } from '../../src/slack/copy/video-summary.ts';
import { sharePointers, shareView } from '../../src/slack/home/small-views.ts';
import { cardMessage } from '../../src/slack/messages/card.ts';
import { mentionMessage } from '../../src/slack/messages/mention-message.ts';
import { listMessage, statusMessage } from '../../src/slack/messages/my-videos-message.ts';
import { shareMessage } from '../../src/slack/messages/share-message.ts';
import {
  invisibleCharacters,
  messageComplaints,
  mrkdwnObjects,
} from '../support/block-kit-limits.ts';
import { HOSTILE } from '../support/hostile-strings.ts';
import { hostileVideo } from './hostile-video.ts';
import { NOON, READY, sampleVideo } from './sample-video.ts';

const MINUTE = 60_000;
const moment = { now: NOON + 3 * MINUTE, usualMs: 170_000 };
const listed = (video = sampleVideo('delivered', READY), place: number | null = null) => ({
  video,
  place,
  permalink: null,
});

describe("a person's own videos", () => {
  it('status tells how each stands, how long it takes, its place in line, and where', () => {
    const { text } = statusMessage(
      [
        listed(sampleVideo('announced'), 2),
        listed(sampleVideo('rendering', { submittedAt: NOON })),
        listed(sampleVideo('unconfirmed')),
        {
          ...listed(
            sampleVideo('failed', { failure: { reason: 'credit', detail: null, rid: null } }),
          ),
          permalink: 'https://x.slack.com/archives/C1/p1',
        },
      ],
      3,
      moment,
    );
    expect(text.split('\n')).toEqual([
      'Your videos under way, and those that lately failed',
      '',
      'Launch · 3 min ago',
      'Queued · 2nd in line for its turn at Jogg, asked for 3 min ago · in <#C0LAUNCH>',
      '',
      'Launch · 3 min ago',
      'Rendering · more than 3 min so far, usually about 3 min · in <#C0LAUNCH>',
      '',
      'Launch · 3 min ago',
      'Unconfirmed · nobody knows whether Jogg took it: its card asks what to do · in <#C0LAUNCH>',
      '',
      'Launch · 3 min ago',
      'Failed · The Jogg account is out of credits. · <https://x.slack.com/archives/C1/p1|open its thread>',
      '… and 3 more: /jogg list shows them all.',
    ]);
  });

  it('a page of the list says which, and leads to the others', () => {
    const page = (offset: number, total: number) => {
      const { text, blocks } = listMessage([listed()], { offset, size: 5, total }, moment);
      const actions = blocks.find(({ type }) => type === 'actions');
      return [text.split('\n')[0], /"value":"\d+"/g[Symbol.match](JSON.stringify(actions ?? ''))];
    };
    expect([page(0, 1), page(0, 12), page(5, 12), page(10, 11)]).toEqual([
      ['Your videos 1–1 of 1, newest first', null],
      ['Your videos 1–1 of 12, newest first', ['"value":"5"']],
      ['Your videos 6–6 of 12, newest first', ['"value":"0"', '"value":"10"']],
      ['Your videos 11–11 of 11, newest first', ['"value":"5"']],
    ]);
  });

  it('time is told in the largest fitting unit', () => {
    const hour = 60 * MINUTE;
    expect([0, 59_999, MINUTE, hour, 23 * hour, 24 * hour, 50 * hour].map(ago)).toEqual([
      'just now',
      'just now',
      '1 min ago',
      '1 h ago',
      '23 h ago',
      'yesterday',
      '2 days ago',
    ]);
  });
});

describe('the card', () => {
  it.each([
    [1, 'next in line'],
    [2, '2nd in line'],
    [3, '3rd in line'],
    [4, '4th in line'],
    [10, '10th in line'],
    [11, 'about 20th in line'],
  ])('of one that waits in place %i says %s', (place, words) => {
    const { text } = cardMessage(sampleVideo('announced', { place }), moment);
    expect(text).toContain(`Queued · ${words} for its turn at Jogg; nothing is paid yet`);
  });

  it('of a remix or a new try says of what', () => {
    const second = (how: 'remix' | 'retry', name: string) =>
      cardMessage(sampleVideo('announced', { lineage: { how, name } }), moment).text.split('\n')[1];
    expect([second('remix', 'Spring & sale'), second('remix', ''), second('retry', 'X')]).toEqual([
      'Remix of an earlier video: Spring &amp; sale',
      'Remix of an earlier video',
      'A new try of an earlier video: X',
    ]);
  });

  it.each(STATES)('that is %s offers what can be done now', (state) => {
    const { blocks } = cardMessage(sampleVideo(state, READY), moment);
    const actions = [...JSON.stringify(blocks).matchAll(/"action_id":"(\w+)"/g)].map(
      ([, id]) => id,
    );
    const done = [
      'watch_video',
      'remix_script',
      'remix_avatar',
      'remix_voice',
      'remix_shape',
      'remix_again',
      'share',
    ];
    const expected = {
      requested: ['cancel'],
      announced: ['cancel'],
      submitting: ['cancel'],
      rendering: ['cancel'],
      ready: done,
      delivered: done,
      failed: ['retry'],
      expired: ['retry'],
      cancelled: ['retry'],
      unconfirmed: ['look_again', 'ask_again', 'give_up'],
    };
    expect(actions).toEqual(expected[state]);
  });
});

test.each(HOSTILE.map((text, at) => [at, text] as const))(
  'hostile text %i stays text in lists, shares and remixes',
  (_, text) => {
    const videos = STATES.map((state) => hostileVideo(state, text, 'parameter'));
    const done = hostileVideo('delivered', text, 'key');
    const messages = [
      statusMessage(
        videos.map((video) => listed(video, 2)),
        1,
        moment,
      ),
      listMessage(
        videos.slice(0, 5).map((video) => listed(video)),
        { offset: 0, size: 5, total: 9 },
        moment,
      ),
      shareMessage(done, 'U0ANN'),
      cardMessage({ ...done, lineage: { how: 'remix', name: text } }, moment),
      mentionMessage('1780315200.000100'),
    ];
    expect(
      messages.flatMap((message) => [
        ...messageComplaints(message),
        ...invisibleCharacters(message),
        ...mrkdwnObjects(message.blocks),
      ]),
    ).toEqual([]);
    const checked = checkView(shareView({ video: 'v', channel: null, place: 'public' }, text));
    expect(checked).toMatchObject({ ok: true });
  },
);

test.each(['', 'x', '{}', '{"video":"v","channel":"C1","place":"nowhere"}'])(
  'what a share form carries is read only where it is ours: %s',
  (text) => {
    expect(sharePointers(text)).toBeNull();
  },
);

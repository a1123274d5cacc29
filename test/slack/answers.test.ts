import { describe, expect, it, test } from 'vitest';
import type { Video } from '../../src/domain/video/video.ts';
import { helpText } from '../../src/slack/copy/help-text.ts';
import { ago } from '../../src/slack/copy/video-summary.ts';
import { noticeView, sharePointers, shareView } from '../../src/slack/home/small-views.ts';
import { commandQuestion } from '../../src/slack/messages/command-question.ts';
import { mentionMessage } from '../../src/slack/messages/mention-message.ts';
import { listMessage, statusMessage } from '../../src/slack/messages/my-videos-message.ts';
import { shareMessage } from '../../src/slack/messages/share-message.ts';
import { sheet } from './block-text.ts';
import { NOON, READY, sampleVideo } from './sample-video.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const moment = { now: NOON + 3 * MINUTE, usualMs: 170_000 };
const credit = { reason: 'credit', detail: null, rid: null } as const;
const done = sampleVideo('delivered', READY);
const listed = (video: Video, place: number | null = null, permalink: string | null = null) => ({
  video,
  place,
  permalink,
});

test('every answer for one person alone says what is there and what to do', async () => {
  const underWay = [
    listed(sampleVideo('announced'), 2),
    listed(sampleVideo('rendering', { submittedAt: NOON })),
    listed(sampleVideo('unconfirmed')),
    listed(sampleVideo('failed', { failure: credit }), null, 'https://x.slack.com/archives/C1/p1'),
  ];
  const page = { offset: 5, size: 5, total: 12 };
  const pointers = { video: 'v', channel: null, place: 'public' } as const;
  const answers = [
    ['/jogg help', helpText('/jogg')],
    ['/jogg status', statusMessage(underWay, 3, moment)],
    ['/jogg status of nobody', statusMessage([], 0, moment)],
    ['/jogg list', listMessage([listed(done)], page, moment)],
    ['/jogg list of nobody', listMessage([], { ...page, total: 0 }, moment)],
    ['/jogg hlep', commandQuestion('/jogg', 'help', 'hlep')],
    ['a mention', mentionMessage('1780315200.000100')],
    ['a mention with words', mentionMessage('v', { words: 'Hi [name]', isInThread: false })],
    ['the form that shares', shareView(pointers, 'Launch')],
    ['what is shared', shareMessage(done, 'U0BOB')],
    ['a notice', noticeView('Nothing shared', 'That channel is archived.')],
  ] as const;
  await expect(sheet(answers)).toMatchFileSnapshot('snapshots/answers.txt');
  expect(helpText('/<!channel>')).not.toContain('<!channel>');
});

describe('a page of the list', () => {
  it.each([
    [0, 1, 'Your videos 1–1 of 1, newest first', []],
    [0, 12, 'Your videos 1–1 of 12, newest first', ['list_older 5']],
    [5, 12, 'Your videos 6–6 of 12, newest first', ['list_newer 0', 'list_older 10']],
    [10, 11, 'Your videos 11–11 of 11, newest first', ['list_newer 5']],
  ])('that begins at %i of %i says so and leads to the others', (offset, total, head, leads) => {
    const { text, blocks } = listMessage([listed(done)], { offset, size: 5, total }, moment);
    const buttons = JSON.stringify(blocks).matchAll(/"action_id":"(\w+)"[^}]*\}[^}]*:"(\d+)"/g);
    expect([text.split('\n')[0], [...buttons].map(([, id, value]) => `${id} ${value}`)]).toEqual([
      head,
      leads,
    ]);
  });
});

it.each([
  [0, 'just now'],
  [59_999, 'just now'],
  [MINUTE, '1 min ago'],
  [HOUR, '1 h ago'],
  [23 * HOUR, '23 h ago'],
  [24 * HOUR, 'yesterday'],
  [50 * HOUR, '2 days ago'],
])('%i ms are told in the largest fitting unit: %s', (ms, words) => {
  expect(ago(ms)).toBe(words);
});

it.each(['', 'x', '{}', '{"video":"v","channel":"C1","place":"nowhere"}'])(
  'what a share form carries is read only where it is ours: %s',
  (text) => {
    expect(sharePointers(text)).toBeNull();
  },
);

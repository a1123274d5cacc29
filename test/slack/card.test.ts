import { describe, expect, test } from 'vitest';
import { FAILURES, STATES, type Video } from '../../src/domain/video/video.ts';
import type { Message } from '../../src/slack/blocks/message.ts';
import { cardMessage } from '../../src/slack/messages/card.ts';
import {
  invisibleCharacters,
  messageComplaints,
  mrkdwnObjects,
} from '../support/block-kit-limits.ts';
import { HOSTILE } from '../support/hostile-strings.ts';
import { hostileVideo } from './hostile-video.ts';
import { NOON, READY, sampleVideo } from './sample-video.ts';

const MINUTE = 60_000;
const at = (now: number) => ({ now, usualMs: 170_000 });
const stateLine = (message: Message) => message.text.split('\n')[1];

describe('the card', () => {
  test('of a finished video shows cover, title, length, link and what was chosen', () => {
    expect(cardMessage(sampleVideo('delivered', READY), at(NOON))).toEqual({
      text: [
        '<@U0ANN> asked for a video: Launch',
        'Ready · 1:05 long',
        '<https://res.jogg.ai/v/1.mp4?sig=a&amp;exp=2|Watch the video> (res.jogg.ai)',
        'Avatar: Amara · Voice: Christopher · Shape: Portrait 9:16 · Captions: on',
        'Script: “Hello &amp; welcome to the launch.”',
      ].join('\n'),
      blocks: [
        {
          type: 'rich_text',
          block_id: 'card',
          elements: [
            {
              type: 'rich_text_section',
              elements: [
                { type: 'user', user_id: 'U0ANN' },
                { type: 'text', text: ' asked for a video: ' },
                { type: 'text', text: 'Launch', style: { bold: true } },
                { type: 'text', text: '\n' },
                { type: 'text', text: 'Ready', style: { bold: true } },
                { type: 'text', text: ' · 1:05 long' },
                { type: 'text', text: '\n' },
                {
                  type: 'link',
                  url: 'https://res.jogg.ai/v/1.mp4?sig=a&exp=2',
                  text: 'Watch the video',
                },
                { type: 'text', text: ' (res.jogg.ai)' },
              ],
            },
          ],
        },
        {
          type: 'image',
          image_url: 'https://res.jogg.ai/v/1.png',
          alt_text: 'Cover of the video “Launch”',
        },
        {
          type: 'context',
          elements: [
            { type: 'plain_text', text: 'Avatar: Amara', emoji: false },
            { type: 'plain_text', text: 'Voice: Christopher', emoji: false },
            { type: 'plain_text', text: 'Shape: Portrait 9:16', emoji: false },
            { type: 'plain_text', text: 'Captions: on', emoji: false },
          ],
        },
        {
          type: 'rich_text',
          elements: [
            {
              type: 'rich_text_quote',
              elements: [{ type: 'text', text: 'Hello & welcome to the launch.' }],
            },
          ],
        },
        {
          type: 'actions',
          elements: [
            {
              type: 'button',
              action_id: 'watch_video',
              text: { type: 'plain_text', text: 'Watch video' },
              url: 'https://res.jogg.ai/v/1.mp4?sig=a&exp=2',
              style: 'primary',
            },
            ...[
              ['remix_script', 'Edit script'],
              ['remix_avatar', 'Other avatar'],
              ['remix_voice', 'Other voice'],
              ['remix_shape', 'Other shape'],
              ['remix_again', 'Again'],
              ['share', 'Share'],
            ].map(([action_id, label]) => ({
              type: 'button',
              action_id,
              text: { type: 'plain_text', text: label },
              value: 'vid_1',
            })),
          ],
        },
      ],
    });
  });

  test('says in words how every state stands', () => {
    const failure = { reason: 'credit', detail: null, rid: null } as const;
    const lines = STATES.map((state) =>
      stateLine(cardMessage(sampleVideo(state, { failure }), at(NOON))),
    );
    expect(lines).toEqual([
      'Queued · waiting for its turn at Jogg; nothing is paid yet',
      'Queued · waiting for its turn at Jogg; nothing is paid yet',
      'Asking Jogg · handing over the script',
      'Rendering · just started, usually about 3 min',
      'Ready',
      'Ready',
      'Failed · The Jogg account is out of credits. Top it up at Jogg or ask its owner to, then run /jogg again.',
      'Unconfirmed · The answer of Jogg was lost, so nobody can know whether it took the script. It was not asked again, so that you do not pay twice. Look among the projects at Jogg. If the video is not there, choose “Ask Jogg again”: if Jogg did take the first request, that costs a second time.',
      'Given up · This video could not be started within 24 hours, so it was given up. Run /jogg again.',
      'Cancelled · Nobody can know whether Jogg charged for it.',
    ]);
  });

  test('shows the time so far and the usual time, and says when it is late', () => {
    const video = sampleVideo('rendering', { submittedAt: NOON });
    const line = (ms: number, usualMs: number | null) =>
      stateLine(cardMessage(video, { now: NOON + ms, usualMs }));
    expect([
      line(31_000, null),
      line(2.5 * MINUTE, 20_000),
      line(14 * MINUTE, 4 * MINUTE),
      line(15 * MINUTE, 4 * MINUTE),
      line(200 * MINUTE, Number.NaN),
    ]).toEqual([
      'Rendering · more than 30 s so far, usually 2 to 5 min',
      'Rendering · more than 2 min so far, usually less than a minute',
      'Rendering · more than 12 min so far, usually about 4 min',
      'Still rendering · longer than usual: more than 15 min so far, usually about 4 min',
      'Still rendering · longer than usual: more than 2 h so far, usually 2 to 5 min',
    ]);
  });

  test('of a failure says why, what to do, what it cost, what Jogg said, and where the script is', () => {
    const failure = { reason: 'rendering', detail: 'face <not> found', rid: 'r-1' } as const;
    expect(cardMessage(sampleVideo('failed', { ...READY, failure }), at(NOON)).text).toBe(
      [
        '<@U0ANN> asked for a video: Launch',
        'Failed · Jogg could not render this video. Run /jogg again; a shorter script or another avatar often helps.',
        'Jogg may have charged for it; a new try is charged again.',
        'Jogg said: “face &lt;not&gt; found”',
        'Reference for the Jogg support: r-1',
        'The whole script is in the thread below.',
        'Avatar: Amara · Voice: Christopher · Shape: Portrait 9:16 · Captions: on',
        'Script: “Hello &amp; welcome to the launch.”',
      ].join('\n'),
    );
  });

  test('has a sentence and a remedy of its own for each reason of failure', () => {
    const said = FAILURES.map((reason) =>
      stateLine(
        cardMessage(sampleVideo('failed', { failure: { reason, detail: null, rid: null } }), at(0)),
      ),
    );
    expect(new Set(said).size).toBe(FAILURES.length);
  });

  test('never says that nothing was paid where an earlier try may have been', () => {
    const failure = { reason: 'credit', detail: null, rid: null } as const;
    const text = (change: Partial<Video>) =>
      cardMessage(sampleVideo('failed', { failure, ...change }), at(NOON)).text;
    expect([
      text({}).includes('Nothing was paid.'),
      text({ confirmations: 2 }).includes('Nothing was paid.'),
      text({ project: { id: 'p', version: 'v2' } }).includes('Nothing was paid.'),
    ]).toEqual([true, false, false]);
  });

  test('that had to move to a direct message says where it was asked for', () => {
    const video = sampleVideo('announced', {
      origin: { channel: 'U0ANN', threadTs: null },
      movedFrom: 'C0LAUNCH',
    });
    expect(stateLine(cardMessage(video, at(NOON)))).toBe(
      'Asked for in <#C0LAUNCH>: the answer of Slack was lost there, so this goes on here.',
    );
  });

  test.each([
    'http://res.jogg.ai/c.png',
    'https://res.jogg.ai/c.webp',
    'https://res.jogg.ai/c.svg',
    'https://res.jogg.ai/c',
    'https://res.jogg.ai/c.mp4?x=.png',
    `https://res.jogg.ai/${'x'.repeat(3_000)}.png`,
    'https://user:pass@res.jogg.ai/c.png',
    'javascript:alert(1)//.png',
    'not an address.png',
    '',
    null,
  ])('shows no cover where Slack could not show it: %s', (coverUrl) => {
    const result = { videoUrl: 'https://res.jogg.ai/v.mp4', coverUrl, title: null, seconds: null };
    const { blocks } = cardMessage(sampleVideo('ready', { result }), at(NOON));
    expect(blocks.map((block) => block.type)).toEqual([
      'rich_text',
      'context',
      'rich_text',
      'actions',
    ]);
  });

  test.each(['http://res.jogg.ai/v.mp4', 'javascript:alert(1)', 'https://a@b/v.mp4', 'no', ''])(
    'makes no link of an address that is none: %s',
    (videoUrl) => {
      const result = { videoUrl, coverUrl: null, title: null, seconds: 3 };
      const message = cardMessage(sampleVideo('ready', { result }), at(NOON));
      expect(message.blocks.map((block) => block.type)).toEqual([
        'rich_text',
        'context',
        'rich_text',
        'actions',
      ]);
      expect(JSON.stringify(message.blocks)).not.toContain('watch_video');
      expect(message.text).toContain('Its link cannot be shown safely');
    },
  );

  test('keeps an address with a bar or angle brackets inside its own link', () => {
    const videoUrl = 'https://res.jogg.ai/a|b/<c>?d=<!channel>|x';
    const result = { videoUrl, coverUrl: null, title: null, seconds: 3 };
    const message = cardMessage(sampleVideo('ready', { result }), at(NOON));
    expect(message.text.split('\n')[2]).toBe(
      '<https://res.jogg.ai/a%7Cb/%3Cc%3E?d=%3C!channel%3E%7Cx|Watch the video> (res.jogg.ai)',
    );
  });
});

test.each(STATES)(
  "a card that is %s keeps within Slack's rules and shows hostile text as text",
  (state) => {
    const complaints = HOSTILE.flatMap((text, index) =>
      FAILURES.filter((reason) => state === 'failed' || reason === 'key').flatMap((reason) => {
        const message = cardMessage(hostileVideo(state, text, reason), at(NOON + 3 * MINUTE));
        return [
          ...messageComplaints(message),
          ...invisibleCharacters(message),
          ...mrkdwnObjects(message.blocks),
        ].map((complaint) => [index, complaint]);
      }),
    );
    expect(complaints).toEqual([]);
  },
);

import { describe, expect, test } from 'vitest';
import { STATES } from '../../src/domain/video/video.ts';
import type { Message } from '../../src/slack/blocks/message.ts';
import { refusalSentence } from '../../src/slack/copy/post-error-copy.ts';
import { replyMessage } from '../../src/slack/messages/replies.ts';
import { listedErrors } from '../../src/slack/web-api/error-table.ts';
import {
  invisibleCharacters,
  messageComplaints,
  mrkdwnObjects,
} from '../support/block-kit-limits.ts';
import { HOSTILE } from '../support/hostile-strings.ts';
import { hostileVideo } from './hostile-video.ts';
import { NOON, READY, refused, sampleVideo } from './sample-video.ts';

const NOW = { now: NOON };
const REPLIES = ['late', 'unconfirmed', 'result', 'direct'] as const;

/** The script as somebody would copy it out of the message. */
function scriptOf(message: Message): string {
  return message.blocks
    .flatMap((block) => (block.type === 'rich_text' ? block.elements : []))
    .flatMap((each) => (each.type === 'rich_text_preformatted' ? each.elements : []))
    .map((each) => (each.type === 'text' ? each.text : ''))
    .join('');
}

describe('the result', () => {
  test('mentions its requester and shows the link as it is', () => {
    expect(replyMessage(sampleVideo('ready', READY), 'result', NOW)).toEqual({
      text: [
        '<@U0ANN> your video is ready: Launch · 1:05 long',
        '<https://res.jogg.ai/v/1.mp4?sig=a&amp;exp=2>',
      ].join('\n'),
      blocks: [
        {
          type: 'rich_text',
          block_id: 'result',
          elements: [
            {
              type: 'rich_text_section',
              elements: [
                { type: 'user', user_id: 'U0ANN' },
                { type: 'text', text: ' your video is ready' },
                { type: 'text', text: ': ' },
                { type: 'text', text: 'Launch', style: { bold: true } },
                { type: 'text', text: ' · 1:05 long' },
                { type: 'text', text: '\n' },
                { type: 'link', url: 'https://res.jogg.ai/v/1.mp4?sig=a&exp=2' },
              ],
            },
          ],
        },
      ],
    });
  });

  test('of a failure mentions its requester, says why and what to do, and gives the script back', () => {
    const failure = { reason: 'parameter', detail: 'voice_id', rid: 'r-9' } as const;
    const message = replyMessage(sampleVideo('failed', { failure }), 'result', NOW);
    expect(message.text).toBe(
      [
        '<@U0ANN> Jogg did not accept something in the request. Check the script, the avatar, the voice and the shape, then run /jogg again.',
        'Nothing was paid.',
        'Jogg said: “voice_id”',
        'Reference for the Jogg support: r-9',
        'Your script, so that it is not lost:',
        'Hello &amp; welcome to the launch.',
      ].join('\n'),
    );
    expect(scriptOf(message)).toBe('Hello & welcome to the launch.');
  });

  test.each(['failed', 'expired'] as const)(
    'of a video that is %s gives a long script back letter by letter',
    (state) => {
      const script = Array.from({ length: 1_000 }, (_, n) => `word${n} 😀${n % 9 ? '' : '\n'}`)
        .join('')
        .slice(0, 9_990)
        .toWellFormed()
        .trim();
      const { order } = sampleVideo(state);
      const message = replyMessage(
        sampleVideo(state, { order: { ...order, script } }),
        'result',
        NOW,
      );
      expect(scriptOf(message)).toBe(script);
      expect(messageComplaints(message)).toEqual([]);
    },
  );

  test('gives as much of a script back as one message holds, and shows where it was cut', () => {
    const { order } = sampleVideo('failed');
    const script = 'many words '.repeat(4_000);
    const message = replyMessage(
      sampleVideo('failed', { order: { ...order, script } }),
      'result',
      NOW,
    );
    expect(messageComplaints(message)).toEqual([]);
    expect(scriptOf(message).length).toBeGreaterThan(10_000);
    expect(script.startsWith(scriptOf(message).slice(0, -1))).toBe(true);
    expect(scriptOf(message).at(-1)).toBe('…');
  });

  test('of a video that was given up says whether it may have cost something', () => {
    const [never, perhaps] = [{}, READY].map(
      (change) => replyMessage(sampleVideo('expired', change), 'result', NOW).text,
    );
    expect(never).toContain('could not be started within 24 hours');
    expect(never).toContain('Nothing was paid.');
    expect(perhaps).toContain('Jogg did not finish this video within 24 hours');
    expect(perhaps).toContain('Jogg may have charged for it');
  });
});

test('the note about a late video is one sentence and mentions nobody', () => {
  const video = sampleVideo('rendering', { submittedAt: NOON });
  const text =
    'This one takes longer than usual (more than 15 min so far); it is still being asked for, and you will be told here when it is done.';
  expect(replyMessage(video, 'late', { now: NOON + 15 * 60_000 })).toEqual({
    text,
    blocks: [
      {
        type: 'rich_text',
        block_id: 'late',
        elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text }] }],
      },
    ],
  });
});

test('an unconfirmed video mentions its requester, explains, and gives the script back', () => {
  const message = replyMessage(sampleVideo('unconfirmed'), 'unconfirmed', NOW);
  expect(message.text).toMatch(/^<@U0ANN> The answer of Jogg was lost, so nobody can know/);
  expect(message.text).toContain('It was not asked again, so that you do not pay twice.');
  expect(scriptOf(message)).toBe('Hello & welcome to the launch.');
});

describe('the direct message', () => {
  const failure = { reason: 'cannot_post', detail: 'not_in_channel', rid: null } as const;
  const notInChannel = { posts: { card: refused('not_in_channel') }, failure };

  test('names the channel that refused the card, how to fix it, and offers both ways on', () => {
    const message = replyMessage(sampleVideo('failed', notInChannel), 'direct', NOW);
    expect(message.text).toBe(
      [
        'Your video Launch could not be started in <#C0LAUNCH>.',
        'The app is not a member of that channel. Open that channel, type /invite @Jogg (or what this app is called here), then try again.',
        'Nothing was paid.',
        'Your script, so that it is not lost:',
        'Hello &amp; welcome to the launch.',
      ].join('\n'),
    );
    expect(message.blocks.at(-1)).toEqual({
      type: 'actions',
      elements: [
        {
          type: 'button',
          action_id: 'retry_there',
          text: { type: 'plain_text', text: 'Try again there' },
          value: 'vid_1',
        },
        {
          type: 'button',
          action_id: 'make_here',
          text: { type: 'plain_text', text: 'Make it here' },
          value: 'vid_1',
        },
      ],
    });
    expect(scriptOf(message)).toBe('Hello & welcome to the launch.');
  });

  test('does not speak of inviting the app to a direct message between people', () => {
    const video = sampleVideo('failed', {
      posts: { card: refused('channel_not_found') },
      origin: { channel: 'D0ANNBOB', threadTs: null },
    });
    expect(replyMessage(video, 'direct', NOW).text).toContain(
      'Slack does not let apps post in a direct message between people.',
    );
  });

  test('names the channel that was asked for where the thread had moved', () => {
    const video = sampleVideo('failed', {
      posts: { card: refused('no_answer') },
      origin: { channel: 'U0ANN', threadTs: null },
      movedFrom: 'C0LAUNCH',
    });
    expect(replyMessage(video, 'direct', NOW).text).toContain(
      'could not be started in <#C0LAUNCH>.',
    );
  });

  test('about a video that never started within a day says so', () => {
    const video = sampleVideo('expired', { posts: {} });
    expect(replyMessage(video, 'direct', NOW).text).toContain(
      'This video could not be started within 24 hours',
    );
  });

  test('brings the result that could not be shown in its thread, and says why', () => {
    const sample = sampleVideo('ready', READY);
    const video = {
      ...sample,
      posts: { ...sample.posts, result: refused('restricted_action_thread_locked') },
    };
    const message = replyMessage(video, 'direct', NOW);
    expect(message.text).toBe(
      [
        'Your video Launch is ready · 1:05 long',
        '<https://res.jogg.ai/v/1.mp4?sig=a&amp;exp=2>',
        'You read this here because it could not be shown in <#C0LAUNCH>: Replies are not possible in that thread.',
      ].join('\n'),
    );
    expect(message.blocks).toHaveLength(1);
  });

  test('about a failure that could not be shown in its thread gives the script back', () => {
    const sample = sampleVideo('failed', {
      failure: { reason: 'key', detail: null, rid: null },
    });
    const video = { ...sample, posts: { ...sample.posts, result: refused('is_archived') } };
    const message = replyMessage(video, 'direct', NOW);
    expect(message.text).toContain('Jogg did not accept the API key of this app.');
    expect(message.text).toContain('in <#C0LAUNCH>: That channel is archived.');
    expect(scriptOf(message)).toBe('Hello & welcome to the launch.');
  });
});

test('each refusal that a channel, a thread or an installation causes has its own words', () => {
  const general = refusalSentence('no_such_error', 'C1');
  const worded = [...listedErrors()].filter(([error]) => refusalSentence(error, 'C1') !== general);
  const what = (error: string) => refusalSentence(error, 'C1').what;
  expect(worded.filter(([error]) => what(error) !== general.what).length).toBeGreaterThanOrEqual(
    40,
  );
  expect(
    [
      'not_in_channel',
      'is_archived',
      'restricted_action_read_only_channel',
      'missing_scope',
      'token_revoked',
      'messages_tab_disabled',
      'unthreaded',
      'no_answer',
    ].map(what),
  ).toEqual([
    'The app is not a member of that channel.',
    'That channel is archived.',
    'Posting is restricted in that channel.',
    'The app lacks a permission that it needs in Slack.',
    'The connection of the app to this workspace has ended.',
    'Direct messages with this app are turned off.',
    'The message that the thread hung on is gone.',
    'The answer of Slack was lost, so nobody can know whether the message is there.',
  ]);
});

describe.each(REPLIES)('the reply %s', (slot) => {
  test('is recognised by the block_id of its first block in every state', () => {
    const firsts = STATES.map(
      (state) => replyMessage(sampleVideo(state, READY), slot, NOW).blocks[0],
    );
    expect(firsts.map((block) => block?.block_id)).toEqual(STATES.map(() => slot));
  });

  test("keeps within Slack's rules and shows hostile text as text in every state", () => {
    const complaints = HOSTILE.flatMap((text, index) =>
      STATES.flatMap((state) => {
        const inThread = hostileVideo(state, text, 'rendering');
        const elsewhere = { ...inThread, posts: { card: refused(text) } };
        return [inThread, elsewhere].flatMap((video) => {
          const message = replyMessage(video, slot, NOW);
          return [
            ...messageComplaints(message),
            ...invisibleCharacters(message),
            ...mrkdwnObjects(message.blocks),
          ].map((complaint) => [index, state, complaint]);
        });
      }),
    );
    expect(complaints).toEqual([]);
  });
});

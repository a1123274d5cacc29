import { WebAPIPlatformError, WebAPIRateLimitedError, WebAPIRequestError } from '@slack/web-api';
import { describe, expect, test } from 'vitest';
import { noonMessenger } from './noon-messenger.ts';
import { NOON, READY, sampleVideo, sent } from './sample-video.ts';

const CARD_TS = '1780315200.000100';
const platform = (error: string) => new WebAPIPlatformError({ ok: false, error });
const hangup = new WebAPIRequestError(new Error('socket hang up'));

describe('looking for a message', () => {
  const message = (slot: string, ts: string, video_id = 'vid_1') => ({
    ts,
    metadata: { event_type: 'jogg_video', event_payload: { video_id } },
    blocks: [{ type: 'rich_text', block_id: slot }, { type: 'context' }],
  });
  const others = [
    { ts: '1.1', text: 'hello' },
    { ts: '1.2', blocks: [{ block_id: 'result' }] },
    { ...message('result', '1.3'), metadata: { event_type: 'other', event_payload: {} } },
    message('result', '1.4', 'vid_2'),
    message('card', CARD_TS),
    message('late', '1.6'),
  ];

  test('in the thread finds that of its slot and of its video', async () => {
    const { port, calls } = noonMessenger(() => ({
      ok: true,
      messages: [...others, message('result', '1.9')],
    }));
    expect(await port.find(sampleVideo('ready', READY), 'result')).toEqual({
      kind: 'found',
      channel: 'C0LAUNCH',
      ts: '1.9',
    });
    expect(calls).toEqual([
      [
        'conversations.replies',
        {
          channel: 'C0LAUNCH',
          ts: CARD_TS,
          oldest: CARD_TS,
          inclusive: true,
          limit: 100,
          include_all_metadata: true,
        },
      ],
    ]);
  });

  test('looks for the card in the channel since the video was asked for', async () => {
    const { port, calls } = noonMessenger(() => ({ ok: true, messages: others, has_more: false }));
    const video = sampleVideo('requested', { posts: {} });
    expect(await port.find(video, 'card')).toEqual({
      kind: 'found',
      channel: 'C0LAUNCH',
      ts: CARD_TS,
    });
    expect(calls).toEqual([
      [
        'conversations.history',
        {
          channel: 'C0LAUNCH',
          oldest: `${NOON / 1_000 - 300}.000000`,
          inclusive: true,
          limit: 100,
          include_all_metadata: true,
        },
      ],
    ]);
  });

  test('looks for everything in the thread that it was asked for in', async () => {
    const origin = { channel: 'C0LAUNCH', threadTs: '1780000000.000001' };
    const { port, calls } = noonMessenger(() => ({ ok: true, messages: [] }));
    await port.find(sampleVideo('requested', { origin, posts: {} }), 'card');
    await port.find(sampleVideo('ready', { ...READY, origin }), 'result');
    expect(calls).toMatchObject([
      ['conversations.replies', { ts: '1780000000.000001' }],
      ['conversations.replies', { ts: '1780000000.000001' }],
    ]);
  });

  test('says absent only where it saw all there is', async () => {
    const answers = [
      { ok: true, messages: others },
      { ok: true, messages: others, has_more: true },
    ];
    const { port, calls } = noonMessenger(() => answers[calls.length - 1]);
    const video = sampleVideo('ready', READY);
    expect([await port.find(video, 'result'), await port.find(video, 'result')]).toEqual([
      { kind: 'absent' },
      { kind: 'unreadable' },
    ]);
  });

  test.each([
    [platform('missing_scope'), { kind: 'unreadable' }],
    [platform('not_in_channel'), { kind: 'unreadable' }],
    [platform('thread_not_found'), { kind: 'unreadable' }],
    [platform('internal_error'), { kind: 'later', afterMs: null }],
    [hangup, { kind: 'later', afterMs: null }],
    [new WebAPIRateLimitedError(60), { kind: 'later', afterMs: 60_000 }],
    [{ ok: true }, { kind: 'later', afterMs: null }],
    [null, { kind: 'later', afterMs: null }],
  ])('is blind only where it may not look: %s', async (answer, outcome) => {
    const { port } = noonMessenger(() => answer);
    expect(await port.find(sampleVideo('ready', READY), 'result')).toEqual(outcome);
  });

  test('asks nothing where it may not read, or does not know where', async () => {
    const forbidden = noonMessenger(() => ({ ok: true, messages: [] }), false);
    const allowed = noonMessenger(() => ({ ok: true, messages: [] }));
    const toPerson = { origin: { channel: 'U0ANN', threadTs: null }, posts: {} };
    expect([
      await forbidden.port.find(sampleVideo('ready', READY), 'result'),
      await allowed.port.find(sampleVideo('ready', { ...READY, posts: {} }), 'result'),
      await allowed.port.find(sampleVideo('failed'), 'direct'),
      await allowed.port.find(sampleVideo('requested', toPerson), 'card'),
    ]).toEqual(Array(4).fill({ kind: 'unreadable' }));
    expect([...forbidden.calls, ...allowed.calls]).toEqual([]);
  });

  test('looks for a direct message where one is known to have begun', async () => {
    const direct = { ...sent('D0ANN', ''), ts: null };
    const { port, calls } = noonMessenger(() => ({
      ok: true,
      messages: [message('direct', '7.7')],
    }));
    expect(await port.find(sampleVideo('failed', { posts: { direct } }), 'direct')).toEqual({
      kind: 'found',
      channel: 'D0ANN',
      ts: '7.7',
    });
    expect(calls).toMatchObject([['conversations.history', { channel: 'D0ANN' }]]);
  });
});

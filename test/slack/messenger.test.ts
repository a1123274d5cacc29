import { WebAPIPlatformError, WebAPIRateLimitedError, WebAPIRequestError } from '@slack/web-api';
import { describe, expect, test } from 'vitest';
import { createMessenger } from '../../src/slack/delivery/messenger.ts';
import { cardMessage } from '../../src/slack/messages/card.ts';
import { replyMessage } from '../../src/slack/messages/replies.ts';
import { noonMessenger as messenger } from './noon-messenger.ts';
import { NOON, READY, refused, sampleVideo } from './sample-video.ts';

const CARD_TS = '1780315200.000100';
const metadata = { event_type: 'jogg_video', event_payload: { video_id: 'vid_1' } };
const platform = (error: string) => new WebAPIPlatformError({ ok: false, error });
const hangup = new WebAPIRequestError(new Error('socket hang up'));
const card = (video: Parameters<typeof cardMessage>[0]) =>
  cardMessage(video, { now: NOON, usualMs: 60_000 });

const posted = (channel: string, thread_ts?: string) => () => ({
  ok: true,
  channel,
  ts: '1780315201.000200',
  message: { ts: '1780315201.000200', ...(thread_ts ? { thread_ts } : {}) },
});

describe('a post', () => {
  test('of the card goes to its channel, with the metadata that finds it again', async () => {
    const video = sampleVideo('requested', { posts: {} });
    const { port, calls, workspaces } = messenger(posted('C0LAUNCH'));
    expect(await port.post(video, 'card')).toEqual({
      kind: 'done',
      channel: 'C0LAUNCH',
      ts: '1780315201.000200',
      inThread: true,
    });
    expect(calls).toEqual([
      [
        'chat.postMessage',
        {
          channel: 'C0LAUNCH',
          text: card(video).text,
          blocks: card(video).blocks,
          metadata,
          unfurl_links: false,
          unfurl_media: false,
        },
      ],
    ]);
    expect(workspaces).toEqual(['T1']);
  });

  test('of a reply goes to the thread of the card', async () => {
    const video = sampleVideo('ready', READY);
    const { port, calls } = messenger(posted('C0LAUNCH', CARD_TS));
    expect(await port.post(video, 'result')).toMatchObject({ kind: 'done', inThread: true });
    expect(calls).toEqual([
      [
        'chat.postMessage',
        {
          channel: 'C0LAUNCH',
          thread_ts: CARD_TS,
          ...replyMessage(video, 'result', { now: NOON }),
          metadata,
          unfurl_links: false,
          unfurl_media: false,
        },
      ],
    ]);
  });

  test('for a video that was asked for in a thread goes to that thread, card and replies', async () => {
    const origin = { channel: 'C0LAUNCH', threadTs: '1780000000.000001' };
    const { port, calls } = messenger(posted('C0LAUNCH', '1780000000.000001'));
    await port.post(sampleVideo('requested', { origin, posts: {} }), 'card');
    await port.post(sampleVideo('ready', { ...READY, origin }), 'result');
    expect(calls.map(([, args]) => args)).toMatchObject([
      { channel: 'C0LAUNCH', thread_ts: '1780000000.000001' },
      { channel: 'C0LAUNCH', thread_ts: '1780000000.000001' },
    ]);
  });

  test('of a direct message goes to its requester', async () => {
    const { port, calls } = messenger(posted('D0ANN'));
    const video = sampleVideo('failed', { posts: { card: refused('not_in_channel') } });
    expect(await port.post(video, 'direct')).toMatchObject({ kind: 'done', channel: 'D0ANN' });
    expect(calls).toMatchObject([['chat.postMessage', { channel: 'U0ANN' }]]);
    expect(Object.keys(calls[0]?.[1] ?? {})).not.toContain('thread_ts');
  });

  test('of a reply is refused without a request where there is no card', async () => {
    const { port, calls } = messenger(posted('C0LAUNCH'));
    expect(await port.post(sampleVideo('ready', { ...READY, posts: {} }), 'result')).toEqual({
      kind: 'refused',
      error: 'thread_not_found',
    });
    expect(calls).toEqual([]);
  });

  test('that Slack silently took out of its thread says so', async () => {
    const { port } = messenger(posted('C0LAUNCH'));
    expect(await port.post(sampleVideo('ready', READY), 'result')).toMatchObject({
      kind: 'done',
      inThread: false,
    });
  });

  test.each([
    [platform('not_in_channel'), { kind: 'refused', error: 'not_in_channel' }],
    [platform('internal_error'), { kind: 'unknown' }],
    [hangup, { kind: 'unknown' }],
    [new WebAPIRateLimitedError(7), { kind: 'later', afterMs: 7_000 }],
    [{ ok: true, channel: 'C0OTHER', ts: '1.2' }, { kind: 'unknown' }],
    [{ ok: true }, { kind: 'unknown' }],
  ])('sends one request whatever comes of it: %s', async (answer, outcome) => {
    const { port, calls } = messenger(() => answer);
    expect(await port.post(sampleVideo('requested', { posts: {} }), 'card')).toEqual(outcome);
    expect(calls).toHaveLength(1);
  });

  test('whose blocks were refused is sent once more as plain as can be, then given up', async () => {
    const video = sampleVideo('ready', READY);
    const { port, calls } = messenger(() => platform('invalid_blocks'));
    expect([
      await port.edit(video),
      await port.edit(video),
      await port.post(video, 'result'),
    ]).toEqual([
      { kind: 'later', afterMs: 1_000 },
      { kind: 'gone', error: 'invalid_blocks' },
      { kind: 'later', afterMs: 1_000 },
    ]);
    expect(calls.slice(0, 2).map(([, args]) => args)).toMatchObject([
      { blocks: card(video).blocks },
      { text: card(video).text, blocks: card(video).blocks.slice(0, 1) },
    ]);
    expect(calls[1]?.[1]).toHaveProperty('blocks.length', 1);
  });

  test('to a workspace without an installation throws, and nothing is sent', async () => {
    const port = createMessenger({
      clientFor: async () => {
        throw new Error('no installation');
      },
      clock: { now: () => NOON, monotonic: () => NOON, sleep: async () => {} },
      usualMs: async () => null,
      mayReadHistory: async () => true,
      mayReadFiles: async () => true,
      logEvent: () => {},
    });
    await expect(port.post(sampleVideo('requested', { posts: {} }), 'card')).rejects.toThrow(
      'no installation',
    );
  });
});

describe('an edit', () => {
  test('makes the card show the video, and turns nothing in it into links or mentions', async () => {
    const video = sampleVideo('ready', READY);
    const { port, calls } = messenger(() => ({ ok: true }));
    expect(await port.edit(video)).toEqual({ kind: 'done' });
    expect(calls).toEqual([
      [
        'chat.update',
        {
          channel: 'C0LAUNCH',
          ts: CARD_TS,
          ...card(video),
          metadata,
          parse: 'none',
          link_names: false,
        },
      ],
    ]);
  });

  test.each([
    [platform('message_not_found'), { kind: 'gone', error: 'message_not_found' }],
    [platform('edit_window_closed'), { kind: 'gone', error: 'edit_window_closed' }],
    [platform('is_inactive'), { kind: 'gone', error: 'is_inactive' }],
    [platform('fatal_error'), { kind: 'later', afterMs: null }],
    [hangup, { kind: 'later', afterMs: null }],
    [new WebAPIRateLimitedError(7), { kind: 'later', afterMs: 7_000 }],
  ])('is only given up where it is impossible: %s', async (answer, outcome) => {
    const { port } = messenger(() => answer);
    expect(await port.edit(sampleVideo('ready', READY))).toEqual(outcome);
  });

  test('of a card that is not there asks nothing of Slack', async () => {
    const { port, calls } = messenger(() => ({ ok: true }));
    expect(await port.edit(sampleVideo('ready', { posts: {} }))).toEqual({
      kind: 'gone',
      error: 'message_not_found',
    });
    expect(calls).toEqual([]);
  });
});

test('a message that went astray is deleted; one that is gone already counts as deleted', async () => {
  const at = { channel: 'C0LAUNCH', ts: '5.5' };
  const answers = [{ ok: true }, platform('message_not_found'), hangup];
  const { port, calls } = messenger(() => answers[calls.length - 1]);
  const video = sampleVideo('ready', READY);
  expect([
    await port.retract(video, at),
    await port.retract(video, at),
    await port.retract(video, at),
  ]).toEqual([
    { kind: 'done' },
    { kind: 'gone', error: 'message_not_found' },
    { kind: 'later', afterMs: null },
  ]);
  expect(calls[0]).toEqual(['chat.delete', at]);
});

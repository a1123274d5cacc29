import { describe, expect, it } from 'vitest';
import type { Video } from '../../src/domain/video/video.ts';
import { cardMessage } from '../../src/slack/messages/card.ts';
import { replyMessage } from '../../src/slack/messages/replies.ts';
import { NOON, READY, refused, sampleVideo } from './sample-video.ts';
import { type Answer, HANG_UP, limited, messengerAtNoon } from './slack-at-noon.ts';

const TS = '1780315201.000200';
const CARD_TS = '1780315200.000100';
const IN_THREAD = { channel: 'C0LAUNCH', threadTs: '1780000000.000001' };
const metadata = { event_type: 'jogg_video', event_payload: { video_id: 'vid_1' } };
const FILE = { status: 'stored', id: 'F1', why: null, tries: 1, notBefore: 0, expired: 0 } as const;

const fresh = sampleVideo('requested', { posts: {} });
const ready = sampleVideo('ready', READY);
const withFile = sampleVideo('ready', { ...READY, file: FILE });
const card = (video: Video) => cardMessage(video, { now: NOON, usualMs: 60_000 });
const posted = (channel: string, thread_ts?: string) => ({
  ok: true,
  channel,
  ts: TS,
  message: { ts: TS, ...(thread_ts ? { thread_ts } : {}) },
});
const done = (channel: string, inThread = true) => ({ kind: 'done', channel, ts: TS, inThread });
const later = (afterMs: number | null) => ({ kind: 'later', afterMs });

describe('a post', () => {
  const quiet = { metadata, unfurl_links: false, unfurl_media: false };
  it.each([
    ['a card to its channel', fresh, 'card', { channel: 'C0LAUNCH', ...card(fresh) }],
    [
      'a reply to the thread of its card',
      ready,
      'result',
      { channel: 'C0LAUNCH', thread_ts: CARD_TS, ...replyMessage(ready, 'result', { now: NOON }) },
    ],
  ] as const)('brings %s, with the metadata that finds it again', async (_, video, slot, args) => {
    const { port, calls, workspaces } = messengerAtNoon(() =>
      posted('C0LAUNCH', slot === 'card' ? undefined : CARD_TS),
    );
    expect(await port.post(video, slot)).toEqual(done('C0LAUNCH'));
    expect([calls, workspaces]).toEqual([[['chat.postMessage', { ...args, ...quiet }]], ['T1']]);
  });

  it.each([
    ['a card into the thread it was asked for in', { ...fresh, origin: IN_THREAD }, 'card'],
    ['a reply there', { ...ready, origin: IN_THREAD }, 'result'],
    ['a file there', { ...withFile, origin: IN_THREAD }, 'result'],
  ] as const)('brings %s', async (_, video, slot) => {
    const { port, calls } = messengerAtNoon(() => posted('C0LAUNCH', IN_THREAD.threadTs));
    await port.post(video, slot);
    expect(calls[0]?.[1]['thread_ts']).toBe(IN_THREAD.threadTs);
  });

  it('of a direct message goes to its requester, in no thread', async () => {
    const { port, calls } = messengerAtNoon(() => posted('D0ANN'));
    const video = sampleVideo('failed', { posts: { card: refused('not_in_channel') } });
    expect(await port.post(video, 'direct')).toEqual(done('D0ANN'));
    expect([calls[0]?.[1]['channel'], calls[0]?.[1]['thread_ts']]).toEqual(['U0ANN', undefined]);
  });

  it('after a second confirmation is marked with it', async () => {
    const { port, calls } = messengerAtNoon(() => posted('C0LAUNCH'));
    await port.post(sampleVideo('unconfirmed', { confirmations: 2 }), 'unconfirmed');
    expect(calls[0]?.[1]).toMatchObject({ blocks: { 0: { block_id: 'unconfirmed_2' } } });
  });

  it('of a reply is refused without a request where there is no card', async () => {
    const { port, calls } = messengerAtNoon(() => posted('C0LAUNCH'));
    const outcome = await port.post({ ...ready, posts: {} }, 'result');
    expect([outcome, calls]).toEqual([{ kind: 'refused', error: 'thread_not_found' }, []]);
  });

  it('that Slack silently took out of its thread says so', async () => {
    const { port } = messengerAtNoon(() => posted('C0LAUNCH'));
    expect(await port.post(ready, 'result')).toEqual(done('C0LAUNCH', false));
  });

  it.each<[string, Answer, object]>([
    ['a refusal', 'not_in_channel', { kind: 'refused', error: 'not_in_channel' }],
    ['an error', 'internal_error', { kind: 'unknown' }],
    ['no answer', HANG_UP, { kind: 'unknown' }],
    ['a limit', limited(7), later(7_000)],
    ['another channel', { ok: true, channel: 'C0OTHER', ts: '1.2' }, { kind: 'unknown' }],
    ['no message', { ok: true }, { kind: 'unknown' }],
  ])('is one request whatever comes of it: %s', async (_, answer, outcome) => {
    const { port, calls } = messengerAtNoon(() => answer);
    expect([await port.post(fresh, 'card'), calls.length]).toEqual([outcome, 1]);
  });

  it('whose blocks were refused is sent once more as plain as can be, then given up', async () => {
    const { port, calls } = messengerAtNoon(() => 'invalid_blocks');
    expect([
      await port.edit(ready),
      await port.edit(ready),
      await port.post(ready, 'result'),
    ]).toEqual([later(1_000), { kind: 'gone', error: 'invalid_blocks' }, later(1_000)]);
    const { text, blocks } = card(ready);
    expect(calls.slice(0, 2).map(([, args]) => [args['text'], args['blocks']])).toEqual([
      [text, blocks],
      [text, blocks.slice(0, 1)],
    ]);
  });

  it('to a workspace without an installation throws, and nothing is sent', async () => {
    const { port, calls } = messengerAtNoon(() => posted('C0LAUNCH'));
    const post = port.post({ ...fresh, workspace: 'T0NONE' }, 'card');
    await expect(post).rejects.toThrow('no installation');
    expect(calls).toEqual([]);
  });
});

describe('a result with its file', () => {
  const completed = { ok: true, files: [{ id: 'F1', title: 'Launch' }] };
  it('is completed in the thread, with a mention, the link and the title, and no other message', async () => {
    const { port, calls } = messengerAtNoon(() => completed);
    const outcome = await port.post(withFile, 'result');
    const args = {
      files: [{ id: 'F1', title: 'Launch' }],
      channel_id: 'C0LAUNCH',
      thread_ts: CARD_TS,
      initial_comment: replyMessage(withFile, 'result', { now: NOON }).text,
    };
    expect([outcome, calls]).toEqual([
      { kind: 'done', channel: 'C0LAUNCH', ts: null, inThread: true },
      [['files.completeUploadExternal', args]],
    ]);
  });

  it.each<[string, Answer, object]>([
    ['no file', { ok: true }, { kind: 'unknown' }],
    ['another file', { ok: true, files: [{ id: 'F2' }] }, { kind: 'unknown' }],
    ['a refusal', 'not_in_channel', { kind: 'refused', error: 'not_in_channel' }],
  ])('is done only where the answer says so: %s', async (_, answer, outcome) => {
    const { port } = messengerAtNoon(() => answer);
    expect(await port.post(withFile, 'result')).toEqual(outcome);
  });
});

describe('an edit', () => {
  it('makes the card show the video, and turns nothing in it into links or mentions', async () => {
    const { port, calls } = messengerAtNoon(() => ({ ok: true }));
    const plain = { metadata, parse: 'none', link_names: false };
    const args = { channel: 'C0LAUNCH', ts: CARD_TS, ...card(ready), ...plain };
    expect([await port.edit(ready), calls]).toEqual([{ kind: 'done' }, [['chat.update', args]]]);
  });

  it.each<[string, Answer, object]>([
    ['one that is gone', 'message_not_found', { kind: 'gone', error: 'message_not_found' }],
    ['one too old', 'edit_window_closed', { kind: 'gone', error: 'edit_window_closed' }],
    ['a closed channel', 'is_inactive', { kind: 'gone', error: 'is_inactive' }],
    ['an error', 'fatal_error', later(null)],
    ['no answer', HANG_UP, later(null)],
    ['a limit', limited(7), later(7_000)],
  ])('is only given up where it is impossible: %s', async (_, answer, outcome) => {
    expect(await messengerAtNoon(() => answer).port.edit(ready)).toEqual(outcome);
  });

  it('of a card that is not there asks nothing of Slack', async () => {
    const { port, calls } = messengerAtNoon(() => ({ ok: true }));
    const gone = { kind: 'gone', error: 'message_not_found' };
    expect([await port.edit({ ...ready, posts: {} }), calls]).toEqual([gone, []]);
  });
});

it.each<[string, Answer, object]>([
  ['is deleted', { ok: true }, { kind: 'done' }],
  ['counts as deleted where it is gone', 'message_not_found', { kind: 'gone' }],
  ['is deleted later', HANG_UP, later(null)],
])('a message that went astray %s', async (_, answer, outcome) => {
  const { port, calls } = messengerAtNoon(() => answer);
  const at = { channel: 'C0LAUNCH', ts: '5.5' };
  expect(await port.retract(ready, at)).toMatchObject(outcome);
  expect(calls).toEqual([['chat.delete', at]]);
});

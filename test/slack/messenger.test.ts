import { expect, it } from 'vitest';
import type { Video } from '../../src/domain/video/video.ts';
import { createChannelTurns } from '../../src/slack/delivery/channel-concurrency.ts';
import { cardMessage } from '../../src/slack/messages/card.ts';
import { replyMessage } from '../../src/slack/messages/replies.ts';
import { LABEL, NOON, READY, refused, STORED_FILE, sampleVideo, sent } from './sample-video.ts';
import { type Answer, HANG_UP, messengerAtNoon } from './slack-at-noon.ts';

const TS = '1780315201.000200';
const CARD_TS = '1780315200.000100';
const thread_ts = '1780000000.000001';
const channel = 'C0LAUNCH';
const astray = { channel, ts: '5.5' };
const metadata = { event_type: 'jogg_video', event_payload: { video_id: 'vid_1' } };
const quiet = { metadata, unfurl_links: false, unfurl_media: false };
const plain = { metadata, parse: 'none', link_names: false };
const completed = { ok: true, files: [{ id: 'F1', title: 'Launch · AI-generated video' }] };

const inThread = { origin: { channel, threadTs: thread_ts } };
const fresh = sampleVideo('requested', { posts: {} });
const ready = sampleVideo('ready', READY);
const withFile = sampleVideo('ready', { ...READY, file: STORED_FILE });
const TOLD_FILE = { ...STORED_FILE, altText: 'title' } as const;
const inPosts = ready.posts;
const shown = sent(channel, TS);
const unknown = { ...shown, status: 'unknown' } as const;
const cardless = { ...ready, posts: {} };
const unposted = sampleVideo('failed', { posts: { card: refused('not_in_channel') } });

const AT_NOON = { now: NOON, label: LABEL, handle: '@jogg' } as const;
const drawn = (video: Video) => cardMessage(video, { ...AT_NOON, usualMs: 60_000 });
const card = (video: Video) => {
  const { text, blocks } = drawn(video);
  return { text, blocks };
};
const posted = (channel: string, thread_ts?: string) => {
  return { ok: true, channel, ts: TS, message: { ts: TS, thread_ts } };
};
const done = (channel: string) => ({ kind: 'done', channel, ts: TS, inThread: true });
const gone = (error: string) => ({ kind: 'gone', error });

// What comes of a post that is refused, limited or not answered: `faults/slack-*`.
it.each<[string, Video, 'card' | 'result' | 'direct', { thread_ts?: string; channel?: string }]>([
  ['a card goes to its channel', fresh, 'card', {}],
  ['a reply goes to the thread of its card', ready, 'result', { thread_ts: CARD_TS }],
  ['a card goes to where it was asked for', { ...fresh, ...inThread }, 'card', { thread_ts }],
  ['a reply goes there, too', { ...ready, ...inThread }, 'result', { thread_ts }],
  ['a direct message goes to its requester alone', unposted, 'direct', { channel: 'U0ANN' }],
])('%s, with the metadata that finds it again', async (_, video, slot, where) => {
  const at = where.channel ? 'D0ANN' : channel;
  const { port, calls, workspaces } = messengerAtNoon(() => posted(at, where.thread_ts));
  expect(await port.post(video, slot)).toEqual(done(at));
  const message = slot === 'card' ? card(video) : replyMessage(video, slot, AT_NOON);
  const args = { channel, ...where, ...message, ...quiet };
  expect([calls, workspaces]).toEqual([[['chat.postMessage', args]], ['T1']]);
});

it('a file is completed in the thread of its card or of its request, with mention and title', async () => {
  const { port, calls } = messengerAtNoon(() => completed);
  expect(await port.post(withFile, 'result')).toEqual({ ...done(channel), ts: null });
  await port.post({ ...withFile, ...inThread }, 'result');
  const initial_comment = replyMessage(withFile, 'result', AT_NOON).text;
  const args = { files: completed.files, channel_id: channel, initial_comment };
  expect(calls).toEqual(
    [CARD_TS, thread_ts].map((ts) => ['files.completeUploadExternal', { ...args, thread_ts: ts }]),
  );
  const another = messengerAtNoon(() => ({ ok: true, files: [{ id: 'F2' }] })).port;
  expect(await another.post(withFile, 'result')).toEqual({ kind: 'unknown' });
});

it.each<[string, Partial<Video>, boolean]>([
  ['that is in its thread is shared', {}, true],
  ['of an earlier version quotes the script, so it', { file: STORED_FILE }, false],
  ['that may not be in its thread', { posts: { ...inPosts, result: unknown } }, false],
])('a file %s, or else its link is', async (_, change, isShared) => {
  const permalink = 'https://acme.slack.com/files/U0BOT/F1/launch.mp4';
  const { port, calls } = messengerAtNoon((method) =>
    method === 'files.info' ? { ok: true, file: { permalink } } : posted('C0OTHER'),
  );
  const video = { ...withFile, file: TOLD_FILE, posts: { ...inPosts, result: shown }, ...change };
  expect(await port.share(video, { channel: 'C0OTHER', by: 'U0BOB' })).toEqual(done('C0OTHER'));
  const [message, ...before] = calls.toReversed();
  expect([before, message?.[1]]).toEqual([
    isShared ? [['files.info', { file: 'F1' }]] : [],
    expect.objectContaining({
      text: expect.stringMatching(isShared ? new RegExp(`\\n<${permalink}>$`) : /video$/),
      unfurl_media: isShared,
    }),
  ]);
});

it('an edit shows the video, with no links or mentions of its words; a stray message is deleted', async () => {
  const { port, calls } = messengerAtNoon(() => ({ ok: true }));
  const told = sampleVideo('failed', { posts: { ...inPosts, result: shown } });
  const outcomes = [
    await port.edit(ready),
    await port.edit(told, false, 'result'),
    await port.retract(ready, astray),
    // One that can be spared is made only where there is room, and costs nothing else.
    await port.edit(ready, true),
  ];
  const kinds = ['done', 'done', 'done', 'skipped'];
  expect(outcomes).toEqual(kinds.map((kind) => ({ kind })));
  const reply = replyMessage(told, 'result', AT_NOON);
  expect(calls).toEqual([
    ['chat.update', { channel, ts: CARD_TS, ...card(ready), ...plain }],
    ['chat.update', { channel, ts: TS, ...reply, ...plain }],
    ['chat.delete', astray],
  ]);
});

it.each<[Answer, object]>([
  ['message_not_found', gone('message_not_found')],
  ['ratelimited', { kind: 'later', afterMs: 30_000 }],
  [HANG_UP, { kind: 'later', afterMs: null }],
])('an edit or a withdrawal that is answered %s is one request', async (answer, outcome) => {
  const { port, calls } = messengerAtNoon(() => answer);
  const outcomes = [await port.edit(ready), await port.retract(ready, astray)];
  expect([outcomes, calls.length]).toEqual([[outcome, outcome], 2]);
});

it('without a card or an installation nothing is asked, and a second confirmation is marked', async () => {
  const { port, calls } = messengerAtNoon(() => posted(channel));
  const refusal = { kind: 'refused', error: 'thread_not_found' };
  expect(await port.post(cardless, 'result')).toEqual(refusal);
  expect(await port.edit(cardless)).toEqual(gone('message_not_found'));
  const post = port.post({ ...fresh, workspace: 'T0NONE' }, 'card');
  await expect(post).rejects.toThrow('no installation');
  await port.post(sampleVideo('unconfirmed', { confirmations: 2 }), 'unconfirmed');
  expect(calls).toMatchObject([
    ['chat.postMessage', { blocks: { 0: { block_id: 'unconfirmed_2' } } }],
  ]);
});

it('a message whose blocks were refused is sent once more as plain as can be, then given up', async () => {
  const { port, calls } = messengerAtNoon(() => 'invalid_blocks');
  const edits = [await port.edit(ready), await port.edit(ready)];
  expect(edits).toEqual([{ kind: 'later', afterMs: 1_000 }, gone('invalid_blocks')]);
  const { blocks, bare } = drawn(ready);
  expect(calls.map(([, args]) => args['blocks'])).toEqual([blocks, [bare]]);
});

it('eight calls about a channel are under way at most: a ninth is told to come later, so that it holds up nothing; other channels go on, and a free place is given again', async () => {
  const inTurn = createChannelTurns();
  const gate = Promise.withResolvers<string>();
  const slow = Array.from({ length: 8 }, () => inTurn('C1', () => gate.promise));
  const full = await inTurn('C1', async () => 'done');
  const other = await inTurn('C2', async () => 'done');
  gate.resolve('done');
  await Promise.all(slow);
  await inTurn('C1', () => Promise.reject(new Error('no'))).catch(() => {});
  const again = await inTurn('C1', async () => 'done');
  expect([full, other, again]).toEqual([{ kind: 'later', afterMs: 1_000 }, 'done', 'done']);
});

import { expect, it } from 'vitest';
import type { Slot, Video } from '../../src/domain/video/video.ts';
import { createChannelLimit } from '../../src/slack/delivery/channel-concurrency.ts';
import { cardMessage } from '../../src/slack/messages/card.ts';
import { replyMessage } from '../../src/slack/messages/replies.ts';
import { LABEL, NOON, READY, STORED_FILE, sampleVideo, sent } from './sample-video.ts';
import { type Answer, messengerAtNoon } from './stub-slack.ts';

const TS = '1780315201.000200';
const channel = 'C0LAUNCH';
const metadata = { event_type: 'jogg_video', event_payload: { video_id: 'vid_1' } };
const ready = sampleVideo('ready', READY);
const shown = sent(channel, TS);
const posted = (channel: string) => ({ ok: true, channel, ts: TS });
const AT_NOON = { now: NOON, label: LABEL, handle: '@jogg' } as const;

// Where a message goes, and what comes of one that is refused or not answered: `faults/slack-*`.
it('a post says which video it is of, and which confirmation, and shows no preview of a link', async () => {
  const { port, calls, workspaces } = messengerAtNoon(() => posted(channel));
  const again = sampleVideo('unconfirmed', { confirmations: 2 });
  await port.post(again, 'unconfirmed');
  const { text, blocks } = replyMessage(again, 'unconfirmed', AT_NOON);
  const marked = [{ ...blocks[0], block_id: 'unconfirmed_2' }, ...blocks.slice(1)];
  const quiet = { unfurl_links: false, unfurl_media: false };
  const args = { channel, thread_ts: again.posts.card?.ts, text, blocks: marked, metadata };
  expect([calls, workspaces]).toEqual([[['chat.postMessage', { ...args, ...quiet }]], ['T1']]);
});

// A file that is in its thread is shared: `journeys/share`.
it.each<[string, Partial<Video>]>([
  ['of an earlier version, whose text quotes the script', { file: STORED_FILE }],
  ['that may not be in its thread', { posts: { result: { ...shown, status: 'unknown' } } }],
])('a file %s is not shared: its link is', async (_, change) => {
  const { port, calls } = messengerAtNoon(() => posted('C0OTHER'));
  const file = { ...STORED_FILE, altText: 'title' } as const;
  const video = { ...ready, file, posts: { result: shown }, ...change };
  await port.share(video, { channel: 'C0OTHER', by: 'U0BOB' });
  const message = { text: expect.stringMatching(/video$/), unfurl_media: false };
  expect(calls).toEqual([['chat.postMessage', expect.objectContaining(message)]]);
});

it('an edit shows the video, with no links or mentions of its words; a stray message is deleted', async () => {
  const { port, calls } = messengerAtNoon(() => ({ ok: true }));
  const told = sampleVideo('failed', { posts: { ...ready.posts, result: shown } });
  const stray = { channel, ts: '5.5' };
  const outcomes = [
    await port.edit(ready),
    await port.edit(told, false, 'result'),
    await port.retract(ready, stray),
    // One that can be spared is made only where there is room, and costs nothing else.
    await port.edit(ready, true),
  ];
  expect(outcomes.map(({ kind }) => kind)).toEqual(['done', 'done', 'done', 'skipped']);
  const { text, blocks } = cardMessage(ready, { ...AT_NOON, usualMs: 60_000 });
  const plain = { metadata, parse: 'none', link_names: false };
  expect(calls).toEqual([
    ['chat.update', { channel, ts: ready.posts.card?.ts, text, blocks, ...plain }],
    ['chat.update', { channel, ts: TS, ...replyMessage(told, 'result', AT_NOON), ...plain }],
    ['chat.delete', stray],
  ]);
});

it('without a card or an installation nothing is asked', async () => {
  const { port, calls } = messengerAtNoon(() => posted(channel));
  const cardless = { ...ready, posts: {} };
  const refusal = { kind: 'refused', error: 'thread_not_found' };
  expect(await port.post(cardless, 'result')).toEqual(refusal);
  expect(await port.edit(cardless)).toEqual({ kind: 'gone', error: 'message_not_found' });
  expect(calls).toEqual([]);
  const post = port.post({ ...ready, workspace: 'T0NONE' }, 'card');
  await expect(post).rejects.toThrow('no installation');
});

it('eight calls about a channel are under way at most: a ninth is told to come later, so that it holds up nothing; other channels go on, and a free place is given again', async () => {
  const inTurn = createChannelLimit();
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

const CARD_TS = '1780315200.000100';
const withFile = sampleVideo('ready', { ...READY, file: STORED_FILE });
const again = sampleVideo('unconfirmed', { confirmations: 2 });
const fresh = sampleVideo('requested', { posts: {} });
const direct = sampleVideo('failed', { posts: { direct: { ...sent('D0ANN', ''), ts: null } } });

const message = (key: string, ts: string, video_id = 'vid_1', event_type = 'jogg_video') => {
  const blocks = [{ type: 'rich_text', block_id: key }, { type: 'context' }];
  return { ts, metadata: { event_type, event_payload: { video_id } }, blocks };
};
const others = [
  { ts: '1.2', blocks: [{ block_id: 'result' }] },
  ...[message('result', '1.3', 'vid_1', 'other'), message('result', '1.4', 'vid_2')],
  ...[message('card', CARD_TS), message('unconfirmed', '1.7')],
  { ts: '1.8', files: [{ id: 'F0' }] },
];
const page = (...messages: object[]) => ({ ok: true, messages: [...others, ...messages] });
const file = page({ ts: '2.0', files: [{ id: 'F1' }] });

const found = (ts: string | null, channel = 'C0LAUNCH') => ({ kind: 'found', channel, ts });
const LATER = { kind: 'later', afterMs: null };
const ABSENT = { kind: 'absent' };
const BLIND = { kind: 'unreadable' };

// Without an answer, under a limit, where it may not look: `faults/slack-lost-answer`.
it.each<[string, Video, Slot, Answer, object]>([
  ['by slot and video', ready, 'result', page(message('result', '1.9')), found('1.9')],
  ['a direct message', direct, 'direct', page(message('direct', '7.7')), found('7.7', 'D0ANN')],
  ['by its file', withFile, 'result', file, found('2.0')],
  ['never another by its file', withFile, 'late', file, ABSENT],
  ['not the first confirmation’s', again, 'unconfirmed', page(), ABSENT],
  ['the second’s', again, 'unconfirmed', page(message('unconfirmed_2', '1.9')), found('1.9')],
  ['none', ready, 'result', page(), ABSENT],
  ['none on the first page', ready, 'result', { ...page(), has_more: true }, BLIND],
  ['in an answer without messages', ready, 'result', { ok: true }, LATER],
])('a message is found, or it is said whether all was seen: %s', async (...row) => {
  const [, video, slot, answer, outcome] = row;
  const { port } = messengerAtNoon((method) => (method === 'files.info' ? 'x_unknown' : answer));
  expect(await port.find(video, slot)).toEqual(outcome);
});

const reading = { channel: 'C0LAUNCH', inclusive: true, limit: 100, include_all_metadata: true };
const thread = '1780000000.000001';
const origin = { channel: 'C0LAUNCH', threadTs: thread };
const since = { ...reading, oldest: `${NOON / 1_000 - 300}.000000` };
const atCard = { ...reading, oldest: CARD_TS };
it.each<[string, Video, Slot, string, object]>([
  ['a reply', ready, 'result', 'replies', { ...atCard, ts: CARD_TS }],
  ['a card', fresh, 'card', 'history', since],
  ['a card of a thread', { ...fresh, origin }, 'card', 'replies', { ...since, ts: thread }],
  ['a reply there', { ...ready, origin }, 'result', 'replies', { ...atCard, ts: thread }],
  ['a direct message', direct, 'direct', 'history', { ...since, channel: 'D0ANN' }],
])('%s is looked for where and since when it can be', async (_, video, slot, method, args) => {
  const { port, calls } = messengerAtNoon(() => ({ ok: true, messages: [] }));
  await port.find(video, slot);
  expect(calls).toEqual([[`conversations.${method}`, args]]);
});

const of = (file: object) => ({ ok: true, file: { id: 'F1', ...file } });
const shares = (kind: string, channel: string) =>
  of({ shares: { [kind]: { [channel]: [{ ts: '3.0' }] } } });
it.each<[object, Answer]>([
  [found('3.0'), shares('private', 'C0LAUNCH')],
  [found(null), of({ groups: ['C0LAUNCH'] })],
  [ABSENT, shares('public', 'C0OTHER')],
  [ABSENT, 'file_not_found'],
  [BLIND, { ok: true }],
  [LATER, 'internal_error'],
])('where the thread is not read, the file itself tells %j from %j', async (outcome, answer) => {
  const isFile = (method: string) => method === 'files.info';
  const { port } = messengerAtNoon((each) => (isFile(each) ? answer : 'missing_scope'));
  expect(await port.find(withFile, 'result')).toEqual(outcome);
});

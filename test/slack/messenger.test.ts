import { expect, it } from 'vitest';
import type { Slot, Video } from '../../src/domain/video/video.ts';
import { createChannelLimit } from '../../src/slack/delivery/channel-limit.ts';
import { cardMessage } from '../../src/slack/messages/card.ts';
import { replyMessage } from '../../src/slack/messages/replies.ts';
import { LABEL, NOON, READY, STORED_FILE, sampleVideo, sentPost } from './sample-video.ts';
import { type Answer, stubMessenger } from './stub-slack.ts';

const TS = '1780315201.000200';
const channel = 'C0LAUNCH';
const metadata = { event_type: 'jogg_video', event_payload: { video_id: 'vid_1' } };
const ready = sampleVideo('ready', READY);
const reconfirmed = sampleVideo('unconfirmed', { confirmations: 2 });
const sentResult = sentPost(channel, TS);
const posted = (channel: string) => ({ ok: true, channel, ts: TS });
const AT_NOON = { now: NOON, label: LABEL, handle: '@jogg' } as const;

// The destinations of messages, and rejected or unanswered ones: `faults/slack-*`.
it('a post identifies its video and confirmation, and has no link previews', async () => {
  const { port, calls, workspaces } = stubMessenger(() => posted(channel));
  await port.post(reconfirmed, 'unconfirmed');
  const { text, blocks } = replyMessage(reconfirmed, 'unconfirmed', AT_NOON);
  const keyed = [{ ...blocks[0], block_id: 'unconfirmed_2' }, ...blocks.slice(1)];
  const noPreviews = { unfurl_links: false, unfurl_media: false };
  const args = { channel, thread_ts: reconfirmed.posts.card?.ts, text, blocks: keyed, metadata };
  expect([calls, workspaces]).toEqual([[['chat.postMessage', { ...args, ...noPreviews }]], ['T1']]);
});

// A file that is in its thread can be shared: `journeys/share`.
it.each<[string, Partial<Video>]>([
  ['of an earlier version, whose alternative text quotes the script,', { file: STORED_FILE }],
  ['that may not be in its thread', { posts: { result: { ...sentResult, status: 'unknown' } } }],
])('the link of a file %s is shared instead of the file', async (_, change) => {
  const { port, calls } = stubMessenger(() => posted('C0OTHER'));
  const file = { ...STORED_FILE, altText: 'title' } as const;
  const video = { ...ready, file, posts: { result: sentResult }, ...change };
  await port.share(video, { channel: 'C0OTHER', by: 'U0BOB' });
  const message = { text: expect.stringMatching(/video$/), unfurl_media: false, metadata };
  expect(calls).toEqual([['chat.postMessage', expect.objectContaining(message)]]);
});

it('an edit shows the video and parses no links or mentions; a misplaced message is deleted', async () => {
  const { port, calls, spent } = stubMessenger(() => ({ ok: true }));
  const failed = sampleVideo('failed', { posts: { ...ready.posts, result: sentResult } });
  const misplaced = { channel, ts: '5.5' };
  const outcomes = [
    await port.edit(ready),
    await port.edit(failed, false, 'result'),
    await port.retract(ready, misplaced),
    // An optional edit without budget is skipped, without a request.
    await port.edit(ready, true),
  ];
  expect(outcomes.map(({ kind }) => kind)).toEqual(['done', 'done', 'done', 'skipped']);
  expect(spent).toEqual(['T1', 'T1']);
  const { text, blocks } = cardMessage(ready, { ...AT_NOON, usualMs: 60_000 });
  const plain = { metadata, parse: 'none', link_names: false };
  expect(calls).toEqual([
    ['chat.update', { channel, ts: ready.posts.card?.ts, text, blocks, ...plain }],
    ['chat.update', { channel, ts: TS, ...replyMessage(failed, 'result', AT_NOON), ...plain }],
    ['chat.delete', misplaced],
  ]);
});

it('no request is sent without a card or an installation', async () => {
  const { port, calls } = stubMessenger(() => posted(channel));
  const withoutCard = { ...ready, posts: {} };
  const rejection = { kind: 'refused', error: 'thread_not_found' };
  expect(await port.post(withoutCard, 'result')).toEqual(rejection);
  expect(await port.edit(withoutCard)).toEqual({ kind: 'gone', error: 'message_not_found' });
  expect(calls).toEqual([]);
  const post = port.post({ ...ready, workspace: 'T0NONE' }, 'card');
  await expect(post).rejects.toThrow('no installation');
});

it('at most eight calls per channel run at once: a ninth is later, other channels go on, and a finished call makes room', async () => {
  const withinChannelLimit = createChannelLimit();
  const gate = Promise.withResolvers<string>();
  const slow = Array.from({ length: 8 }, () => withinChannelLimit('C1', () => gate.promise));
  const ninth = await withinChannelLimit('C1', async () => 'done');
  const other = await withinChannelLimit('C2', async () => 'done');
  gate.resolve('done');
  await Promise.all(slow);
  await withinChannelLimit('C1', () => Promise.reject(new Error('no'))).catch(() => {});
  const freed = await withinChannelLimit('C1', async () => 'done');
  expect([ninth, other, freed]).toEqual([{ kind: 'later', afterMs: 1_000 }, 'done', 'done']);
});

const CARD_TS = '1780315200.000100';
const withFile = sampleVideo('ready', { ...READY, file: STORED_FILE });
const fresh = sampleVideo('requested', { posts: {} });
const direct = sampleVideo('failed', { posts: { direct: { ...sentPost('D0ANN', ''), ts: null } } });

const again = { ...direct, confirmations: 2 };

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
const current = page(message('unconfirmed_2', '1.9'));

const found = (ts: string | null, channel = 'C0LAUNCH') => ({ kind: 'found', channel, ts });
const LATER = { kind: 'later', afterMs: null };
const ABSENT = { kind: 'absent' };
const UNREADABLE = { kind: 'unreadable' };

// Searches without an answer, a limit or access: `faults/slack-lost-answer`.
it.each<[string, Video, Slot, Answer, object]>([
  ['by slot and video', ready, 'result', page(message('result', '1.9')), found('1.9')],
  ['a direct message', direct, 'direct', page(message('direct', '7.7')), found('7.7', 'D0ANN')],
  ['by its file', withFile, 'result', file, found('2.0')],
  ['no other slot by its file', withFile, 'late', file, ABSENT],
  ['no message of an earlier confirmation', reconfirmed, 'unconfirmed', page(), ABSENT],
  ['the message of the current confirmation', reconfirmed, 'unconfirmed', current, found('1.9')],
  ['no direct message of an earlier one', again, 'direct', page(message('direct', '7.7')), ABSENT],
  ['none', ready, 'result', page(), ABSENT],
  ['none on the first page of several', ready, 'result', { ...page(), has_more: true }, UNREADABLE],
  ['in an answer without messages', ready, 'result', { ok: true }, LATER],
])('a search finds the message, or reports whether it read everything: %s', async (...row) => {
  const [, video, slot, answer, outcome] = row;
  const { port } = stubMessenger((method) => (method === 'files.info' ? 'x_unknown' : answer));
  expect(await port.find(video, slot)).toEqual(outcome);
});

const baseArgs = { channel: 'C0LAUNCH', inclusive: true, limit: 100, include_all_metadata: true };
const thread = '1780000000.000001';
const origin = { channel: 'C0LAUNCH', threadTs: thread };
const sinceCreation = { ...baseArgs, oldest: `${NOON / 1_000 - 300}.000000` };
const sinceCard = { ...baseArgs, oldest: CARD_TS };
it.each<[string, Video, Slot, string, object]>([
  ['a reply', ready, 'result', 'replies', { ...sinceCard, ts: CARD_TS }],
  ['a card', fresh, 'card', 'history', sinceCreation],
  ['a card in a thread', { ...fresh, origin }, 'card', 'replies', { ...sinceCreation, ts: thread }],
  ['a reply in a thread', { ...ready, origin }, 'result', 'replies', { ...sinceCard, ts: thread }],
  ['a direct message', direct, 'direct', 'history', { ...sinceCreation, channel: 'D0ANN' }],
])('%s is searched for in its conversation from its earliest possible time on', async (...row) => {
  const [, video, slot, method, args] = row;
  const { port, calls } = stubMessenger(() => ({ ok: true, messages: [] }));
  await port.find(video, slot);
  expect(calls).toEqual([[`conversations.${method}`, args]]);
});

const fileInfo = (file: object) => ({ ok: true, file: { id: 'F1', ...file } });
const shares = (kind: string, channel: string) =>
  fileInfo({ shares: { [kind]: { [channel]: [{ ts: '3.0' }] } } });
it.each<[object, Answer, Answer?]>([
  [found('3.0'), shares('private', 'C0LAUNCH')],
  [found(null), fileInfo({ groups: ['C0LAUNCH'] })],
  [ABSENT, shares('public', 'C0OTHER')],
  [ABSENT, 'file_not_found'],
  [UNREADABLE, { ok: true }],
  [LATER, 'internal_error'],
  [LATER, shares('public', 'C0OTHER'), 'internal_error'],
])('without access to the thread, a search returns %j for the file %j', async (...row) => {
  const [outcome, answer, thread = 'missing_scope'] = row;
  const isFile = (method: string) => method === 'files.info';
  const { port } = stubMessenger((each) => (isFile(each) ? answer : thread));
  expect(await port.find(withFile, 'result')).toEqual(outcome);
});

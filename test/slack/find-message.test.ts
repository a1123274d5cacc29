import { expect, it } from 'vitest';
import type { Slot, Video } from '../../src/domain/video/video.ts';
import { NOON, READY, STORED_FILE, sampleVideo, sent } from './sample-video.ts';
import { type Answer, messengerAtNoon } from './slack-at-noon.ts';

const CARD_TS = '1780315200.000100';
const ready = sampleVideo('ready', READY);
const withFile = sampleVideo('ready', { ...READY, file: STORED_FILE });
const again = sampleVideo('unconfirmed', { confirmations: 2 });
const fresh = sampleVideo('requested', { posts: {} });
const direct = sampleVideo('failed', { posts: { direct: { ...sent('D0ANN', ''), ts: null } } });

const message = (key: string, ts: string, video_id = 'vid_1', event_type = 'jogg_video') => {
  const blocks = [{ type: 'rich_text', block_id: key }, { type: 'context' }];
  return { ts, metadata: { event_type, event_payload: { video_id } }, blocks };
};
const others = [
  ...[
    { ts: '1.1', text: 'hello' },
    { ts: '1.2', blocks: [{ block_id: 'result' }] },
  ],
  ...[message('result', '1.3', 'vid_1', 'other'), message('result', '1.4', 'vid_2')],
  ...[
    message('card', CARD_TS),
    message('unconfirmed', '1.7'),
    { ts: '1.8', files: [{ id: 'F0' }] },
  ],
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
  const { port } = messengerAtNoon((method) =>
    method === 'files.info' ? answer : 'missing_scope',
  );
  expect(await port.find(withFile, 'result')).toEqual(outcome);
});

import { describe, expect, it } from 'vitest';
import type { Slot, Video } from '../../src/domain/video/video.ts';
import { NOON, READY, sampleVideo, sent } from './sample-video.ts';
import { type Answer, HANG_UP, limited, messengerAtNoon } from './slack-at-noon.ts';

const CARD_TS = '1780315200.000100';
const FILE = { status: 'stored', id: 'F1', why: null, tries: 1, notBefore: 0, expired: 0 } as const;
const ready = sampleVideo('ready', READY);
const withFile = sampleVideo('ready', { ...READY, file: FILE });
const again = sampleVideo('unconfirmed', { confirmations: 2 });
const fresh = sampleVideo('requested', { posts: {} });
const direct = sampleVideo('failed', { posts: { direct: { ...sent('D0ANN', ''), ts: null } } });

const message = (key: string, ts: string, video_id = 'vid_1') => ({
  ts,
  metadata: { event_type: 'jogg_video', event_payload: { video_id } },
  blocks: [{ type: 'rich_text', block_id: key }, { type: 'context' }],
});
const others = [
  { ts: '1.1', text: 'hello' },
  { ts: '1.2', blocks: [{ block_id: 'result' }] },
  { ...message('result', '1.3'), metadata: { event_type: 'other', event_payload: {} } },
  message('result', '1.4', 'vid_2'),
  message('card', CARD_TS),
  message('late', '1.6'),
  message('unconfirmed', '1.7'),
  { ts: '1.8', files: [{ id: 'F0' }] },
];
const page = (...messages: object[]) => ({ ok: true, messages: [...others, ...messages] });

const found = (ts: string | null, channel = 'C0LAUNCH') => ({ kind: 'found', channel, ts });
const later = (afterMs: number | null) => ({ kind: 'later', afterMs });
const ABSENT = { kind: 'absent' };
const BLIND = { kind: 'unreadable' };

describe('looking for a message', () => {
  it.each<[string, Video, Slot, Answer, object]>([
    ['by slot and video', ready, 'result', page(message('result', '1.9')), found('1.9')],
    ['the card', fresh, 'card', page(), found(CARD_TS)],
    ['a direct message', direct, 'direct', page(message('direct', '7.7')), found('7.7', 'D0ANN')],
    ['by its file', withFile, 'result', page({ ts: '2.0', files: [{ id: 'F1' }] }), found('2.0')],
    ['never another by its file', withFile, 'late', page(), found('1.6')],
    ['not the first confirmation’s', again, 'unconfirmed', page(), ABSENT],
    ['the second’s', again, 'unconfirmed', page(message('unconfirmed_2', '1.9')), found('1.9')],
    ['none', ready, 'result', page(), ABSENT],
    ['none on the first page', ready, 'result', { ...page(), has_more: true }, BLIND],
    ['without the scope', ready, 'result', 'missing_scope', BLIND],
    ['in a channel without the app', ready, 'result', 'not_in_channel', BLIND],
    ['in a thread that is gone', ready, 'result', 'thread_not_found', BLIND],
    ['after an error', ready, 'result', 'internal_error', later(null)],
    ['without an answer', ready, 'result', HANG_UP, later(null)],
    ['under a limit', ready, 'result', limited(60), later(60_000)],
    ['in an answer without messages', ready, 'result', { ok: true }, later(null)],
    ['in null', ready, 'result', null, later(null)],
  ])(
    'finds it, or says whether it saw all there is: %s',
    async (_, video, slot, answer, outcome) => {
      const { port } = messengerAtNoon((method) =>
        method === 'files.info' ? 'x_unknown' : answer,
      );
      expect(await port.find(video, slot)).toEqual(outcome);
    },
  );

  const reading = { channel: 'C0LAUNCH', inclusive: true, limit: 100, include_all_metadata: true };
  const origin = { channel: 'C0LAUNCH', threadTs: '1780000000.000001' };
  const there = { ...reading, ts: origin.threadTs };
  const alone = { channel: 'D0ANN' };
  const since = `${NOON / 1_000 - 300}.000000`;
  it.each<[string, Video, Slot, string, object]>([
    ['a reply', ready, 'result', 'replies', { ...reading, ts: CARD_TS, oldest: CARD_TS }],
    ['a card', fresh, 'card', 'history', { ...reading, oldest: since }],
    ['a card of a thread', { ...fresh, origin }, 'card', 'replies', { ...there, oldest: since }],
    ['a reply there', { ...ready, origin }, 'result', 'replies', { ...there, oldest: CARD_TS }],
    ['a direct message', direct, 'direct', 'history', { ...reading, ...alone, oldest: since }],
  ])('looks for %s where and since when it can be', async (_, video, slot, method, args) => {
    const { port, calls } = messengerAtNoon(() => ({ ok: true, messages: [] }));
    await port.find(video, slot);
    expect(calls).toEqual([[`conversations.${method}`, args]]);
  });

  const atAnn = { channel: 'U0ANN', threadTs: null };
  it.each<[string, Video, Slot, boolean]>([
    ['where it may not read', ready, 'result', false],
    ['of a file where it may not read', withFile, 'result', false],
    ['where there is no card', { ...ready, posts: {} }, 'result', true],
    ['where no direct message began', sampleVideo('failed'), 'direct', true],
    ['where only its person is known', { ...fresh, origin: atAnn }, 'card', true],
  ])('asks nothing %s', async (_, video, slot, mayRead) => {
    const { port, calls } = messengerAtNoon(() => page(), mayRead);
    expect([await port.find(video, slot), calls]).toEqual([BLIND, []]);
  });
});

describe('where the app may not read the thread, the file itself tells', () => {
  const of = (file: object) => ({ ok: true, file: { id: 'F1', ...file } });
  const shares = (kind: string, channel: string) =>
    of({ shares: { [kind]: { [channel]: [{ ts: '3.0' }] } } });
  it.each<[object, Answer]>([
    [found('3.0'), shares('public', 'C0LAUNCH')],
    [found('3.0'), shares('private', 'C0LAUNCH')],
    [found(null), of({ groups: ['C0LAUNCH'] })],
    [ABSENT, shares('public', 'C0OTHER')],
    [ABSENT, of({})],
    [ABSENT, 'file_not_found'],
    [BLIND, 'missing_scope'],
    [BLIND, { ok: true }],
    [later(null), 'internal_error'],
  ])('%j from %j', async (outcome, answer) => {
    const { port } = messengerAtNoon((method) =>
      method === 'files.info' ? answer : 'missing_scope',
    );
    expect(await port.find(withFile, 'result')).toEqual(outcome);
  });
});

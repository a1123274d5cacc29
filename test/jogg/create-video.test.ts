import { expect, it } from 'vitest';
import type { Order } from '../../src/domain/video/video.ts';
import { createJoggDispatcher } from '../../src/jogg/http/jogg-dispatcher.ts';
import { cut, failWith, json, ok, type Reply, raw } from './fake-server.ts';
import { order, portsWithReply, VERSIONS } from './ports.ts';

const created = ok({ project_id: 'p', video_id: 'p' });
const audio = { kind: 'file', id: 'F1', name: 'a.mp3' } as const;
const custom = { ...order.avatar, kind: 'custom', id: '445593' } as const;
const ORDERS: Readonly<Record<string, Partial<Order>>> = {
  'all of an order': {},
  'a recording with the voice’s name': { audio, script: '' },
  portrait: { shape: 'portrait' },
  square: { shape: 'square' },
  'an avatar of the account': { avatar: custom },
  'a photo avatar': { avatar: { ...custom, kind: 'photo' } },
  'a green screen': { background: 'green' },
  'no background, so no captions': { background: 'transparent' },
  'captions off': { captions: false },
  'no name, which Jogg invents': { name: '' },
};

it('the paid request contains the whole order in the form of its API version', async () => {
  const { renderer, requests } = await portsWithReply(created);
  const lines: string[] = [];
  for (const [what, change] of Object.entries(ORDERS)) {
    // An order with a script ignores the recording.
    for (const version of VERSIONS)
      await renderer(version).submit({ ...order, ...change }, 'https://res.jogg.ai/a.mp3');
    lines.push(`${what}:`);
    for (const { path, body } of requests.splice(0)) lines.push(`${path} ${JSON.stringify(body)}`);
  }
  await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot('snapshots/create-video.txt');
});

/** Another value for each field of an order. A recording counts only without a script. */
const OTHER: Omit<Order, 'audio'> = {
  ...{ script: 'Other words', avatar: custom, voice: { id: 'en-2', name: 'Ada' }, shape: 'square' },
  ...{ captions: false, name: 'Other name', background: 'green' },
};

it('every field of an order changes the paid request', async () => {
  const { renderer, requests } = await portsWithReply(created);
  const bodiesOf = async (change: object) => {
    for (const version of VERSIONS) await renderer(version).submit({ ...order, ...change });
    return JSON.stringify(requests.splice(0).map(({ body }) => body));
  };
  const [whole, unsent] = [await bodiesOf({}), [] as string[]];
  for (const [field, value] of Object.entries(OTHER))
    if ((await bodiesOf({ [field]: value })) === whole) unsent.push(field);
  expect(unsent).toEqual([]);
});

const ids = (id: unknown) => ok({ project_id: id, video_id: id });
const bigId = raw('{"code":0,"data":{"project_id":9007199254740993}}');
const idsByVersion = (v1: string, v2 = v1) => [v1, v2];
/** The answer, and its ids in v1 and v2, or the request id if it has no video id. */
it.each<[string, Reply, string[] | string | null]>([
  ['a text for an id', ids('vd_5f7bc061'), idsByVersion('vd_5f7bc061')],
  ['a number', ids(123456), idsByVersion('123456')],
  ['two fields', ok({ project_id: '', project: 'old', video_id: 'v' }), idsByVersion('old', 'v')],
  ['the field of webhooks', ok({ project_id: 'p' }), idsByVersion('p')],
  ['no id', ok({}), 'rid-1'],
  ['an empty id', ids(' '), 'rid-1'],
  ['null', ids(null), 'rid-1'],
  ['a path', ids('..'), 'rid-1'],
  ['an id of 10 kB', ids('a'.repeat(10_000)), 'rid-1'],
  ['a number that is too large', bigId, null],
  ['no id and a 404', json({ code: 0, data: {} }, 404), null],
])('a paid request accepted with %s has an id or is in doubt', async (_, reply, expected) => {
  const { renderer, requests } = await portsWithReply(reply);
  const outcomes = [await renderer('v1').submit(order), await renderer('v2').submit(order)];
  const outcomesWanted = VERSIONS.map((version, nth) =>
    Array.isArray(expected)
      ? { kind: 'done', version, projectId: expected[nth] }
      : { kind: 'unknown', answered: { code: 0, rid: expected } },
  );
  expect([outcomes, requests.length]).toEqual([outcomesWanted, 2]);
});

const OPEN = { kind: 'later', afterMs: 30_000 };
it.each<[string, Reply, number, object]>([
  ['fails is not sent', raw('', 503), 10, OPEN],
  ['truncates its answers is not sent', cut, 10, OPEN],
  ['rejects them is sent', failWith(18020, 400), 11, expect.objectContaining({ kind: 'refused' })],
  ['limits the rate is sent', failWith(429, 400), 11, { kind: 'later', afterMs: null }],
])('the eleventh paid request in a row to a Jogg that %s', async (_, reply, sent, last) => {
  const { renderer, requests } = await portsWithReply(reply);
  const { submit } = renderer('v2');
  for (let i = 0; i < 10; i += 1) await submit(order);
  expect([await submit(order), requests.length]).toEqual([last, sent]);
});

const avatar = { ...order.avatar, id: 'amanda' };
it.each([
  ['the avatar’s id is not a number', { avatar }, 'the avatar has no id that Jogg knows'],
  ['an old order has no word to speak', { script: '🎉 ...' }, 'the script has no word to speak'],
])('the paid request is rejected before it is sent if %s', async (_, change, detail) => {
  const { renderer, requests } = await portsWithReply(created);
  const refused = { kind: 'refused', failure: { reason: 'parameter', detail, rid: null } };
  for (const version of VERSIONS)
    expect(await renderer(version).submit({ ...order, ...change })).toEqual(refused);
  expect(requests).toEqual([]);
});

it.each(VERSIONS)('every paid request over %s uses its own connection', async (version) => {
  const { renderer, requests } = await portsWithReply(created);
  const { poll, submit } = renderer(version);
  for (let round = 0; round < 2; round += 1) {
    await Promise.all(Array.from({ length: 4 }, () => poll({ id: 'p', version })));
    await Promise.all(Array.from({ length: 4 }, () => submit(order)));
  }
  const byConnection = [...Map.groupBy(requests, ({ socket }) => socket).values()].map((sent) =>
    sent.map(({ method, headers }) => `${method} ${headers.connection}`).join(),
  );
  expect(byConnection.filter((each) => each.includes('POST'))).toEqual(Array(8).fill('POST close'));
});

it('a paid request without an answer has a longer timeout, and its connection is closed', async () => {
  const connectionEvents: string[] = [];
  const { renderer } = await portsWithReply(() => undefined, {
    timeouts: { totalMs: 1, paidMs: 1_000 },
    freshDispatcher: () =>
      createJoggDispatcher()
        .once('connect', () => connectionEvents.push('opened'))
        .once('disconnect', () => connectionEvents.push('closed')),
  });
  const outcome = await renderer('v1').submit(order);
  expect([outcome.kind, connectionEvents]).toEqual(['unknown', ['opened', 'closed']]);
});

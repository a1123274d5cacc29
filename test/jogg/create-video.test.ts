import { expect, it } from 'vitest';
import type { Order } from '../../src/domain/video/video.ts';
import { createJoggDispatcher } from '../../src/jogg/http/connection-error.ts';
import { order, portsBefore, portsTo, VERSIONS } from './ports.ts';
import { cut, json, no, ok, type Reply, raw } from './stand-in.ts';

const made = ok({ project_id: 'p', video_id: 'p' });
const AVATAR = { avatar_type: 0, avatar_id: 81 };
const SPOKEN = { script: 'Hello from Slack', voice_id: 'en-1' };
const VOICE = { type: 'script', ...SPOKEN };
const BOTH = { screen_style: 1, caption: true, video_name: 'Launch' };
const V1 = { ...BOTH, ...SPOKEN, ...AVATAR, aspect_ratio: 1 };
const V2 = { ...BOTH, voice: VOICE, avatar: AVATAR, aspect_ratio: 'landscape' };
const audio_url = 'https://res.jogg.ai/a.mp3';
const none = undefined;
const unnamed = { video_name: none };
const recording = { script: none, audio_url };
const recorded = { voice: { ...VOICE, type: 'audio', ...recording } };
const own = { avatar_id: 445593, avatar_type: 1 };
const custom = { ...order.avatar, kind: 'custom', id: '445593' } as const;
const green = { screen_style: 2 };
const seeThrough = { screen_style: 3, caption: false };
const audio = { kind: 'file', id: 'F1', name: 'a.mp3' } as const;

it.each<[string, Partial<Order>, string | null, object, object]>([
  ['all of an order', {}, null, {}, {}],
  ['its recording, its voice named', { audio, script: '' }, audio_url, recording, recorded],
  ['its script though another has a recording', {}, audio_url, {}, {}],
  ['portrait', { shape: 'portrait' }, null, { aspect_ratio: 0 }, { aspect_ratio: 'portrait' }],
  ['square', { shape: 'square' }, null, { aspect_ratio: 2 }, { aspect_ratio: 'square' }],
  ['an avatar of the account', { avatar: custom }, null, own, { avatar: own }],
  ['a photo avatar', { avatar: { ...custom, kind: 'photo' } }, null, own, { avatar: own }],
  ['a green screen', { background: 'green' }, null, green, green],
  ['no background, so no captions', { background: 'transparent' }, null, seeThrough, seeThrough],
  ['captions off', { captions: false }, null, { caption: false }, { caption: false }],
  ['no name, for Jogg makes one up', { name: '' }, null, unnamed, unnamed],
])('the paid request says %s', async (_, change, audioUrl, v1, v2) => {
  const { renderer, requests } = await portsBefore(made);
  for (const version of VERSIONS) await renderer(version).submit({ ...order, ...change }, audioUrl);
  expect(requests.map(({ path, body }) => [path, body])).toEqual([
    ['/v1/create_video_from_talking_avatar', { ...V1, ...v1 }],
    ['/v2/create_video_from_avatar', { ...V2, ...v2 }],
  ]);
});

const ids = (id: unknown) => ok({ project_id: id, video_id: id });
const big = raw('{"code":0,"data":{"project_id":9007199254740993}}');
const known = (v1: string, v2 = v1) => [v1, v2];
/** The answer, and the ids it gives in either version; the request’s id where it gives none. */
it.each<[string, Reply, string[] | string | null]>([
  ['a text for an id', ids('vd_5f7bc061'), known('vd_5f7bc061')],
  ['a number', ids(123456), known('123456')],
  [
    'an old and a new name',
    ok({ project_id: '', project: 'old', video_id: 'v' }),
    known('old', 'v'),
  ],
  ['the name of webhooks', ok({ project_id: 'p' }), known('p')],
  ['none', ok({}), 'rid-1'],
  ['an empty one', ids(' '), 'rid-1'],
  ['null', ids(null), 'rid-1'],
  ['a path', ids('..'), 'rid-1'],
  ['10 kB', ids('a'.repeat(10_000)), 'rid-1'],
  ['too large a number', big, null],
  ['none under a 404', json({ code: 0, data: {} }, 404), null],
])('a paid request accepted with %s is known by its id, or leaves doubt', async (_, reply, is) => {
  const { renderer, requests } = await portsBefore(reply);
  const outcomes = [await renderer('v1').submit(order), await renderer('v2').submit(order)];
  const wanted = VERSIONS.map((version, nth) =>
    Array.isArray(is)
      ? { kind: 'done', version, projectId: is[nth] }
      : { kind: 'unknown', answered: { code: 0, rid: is } },
  );
  expect([outcomes, requests.length]).toEqual([wanted, 2]);
});

it('the paid request that never arrived, or is held back while Jogg keeps failing, is for later', async () => {
  const nowhere = portsTo('http://127.0.0.1:1').renderer('v1');
  expect(await nowhere.submit(order)).toEqual({ kind: 'later', afterMs: null });
  const { renderer, requests } = await portsBefore(raw('', 503));
  const outcomes = [];
  for (let i = 0; i <= 10; i += 1) outcomes.push(await renderer('v2').submit(order));
  expect(outcomes.at(-1)).toEqual({ kind: 'later', afterMs: 30_000 });
  expect(requests).toHaveLength(10);
});

const noNumber = { ...order.avatar, id: 'amanda' };
it.each([
  ['the avatar has no number', { avatar: noNumber }, 'the avatar has no id that Jogg knows'],
  ['an old order has nothing to speak', { script: '🎉 ...' }, 'the script has no word to speak'],
])('the paid request is refused before it is sent where %s', async (_, change, detail) => {
  const { renderer, requests } = await portsBefore(made);
  const refused = { kind: 'refused', failure: { reason: 'parameter', detail, rid: null } };
  for (const version of VERSIONS)
    expect(await renderer(version).submit({ ...order, ...change })).toEqual(refused);
  expect(requests).toEqual([]);
});

it.each(VERSIONS)(
  'the connection of a paid request over %s carries nothing else',
  async (version) => {
    const { renderer, requests } = await portsBefore(ok({ video_id: 'p', project_id: 'p' }));
    const { poll, submit } = renderer(version);
    for (let round = 0; round < 2; round += 1) {
      await Promise.all(Array.from({ length: 4 }, () => poll({ id: 'p', version })));
      await Promise.all(Array.from({ length: 4 }, () => submit(order)));
    }
    const carried = [...Map.groupBy(requests, ({ socket }) => socket).values()].map((sent) =>
      sent.map(({ method, headers }) => `${method} ${headers.connection}`).join(),
    );
    expect(carried.filter((each) => each.includes('POST'))).toEqual(Array(8).fill('POST close'));
  },
);

it.each<[string, Reply, number, string]>([
  ['refuses it', no(18020), 60_000, 'refused'],
  ['cuts its answer', cut, 60_000, 'unknown'],
  ['never answers', () => undefined, 1_000, 'unknown'],
])('the connection of a paid request is closed where Jogg %s', async (_, reply, paidMs, kind) => {
  const ended: string[] = [];
  const { renderer } = await portsBefore(reply, {
    // It is waited for longer than other requests.
    timeouts: { totalMs: 1, paidMs },
    freshDispatcher: () =>
      createJoggDispatcher()
        .once('connect', () => ended.push('opened'))
        .once('disconnect', () => ended.push('closed')),
  });
  const outcome = await renderer('v1').submit(order);
  expect([outcome.kind, ended]).toEqual([kind, ['opened', 'closed']]);
});

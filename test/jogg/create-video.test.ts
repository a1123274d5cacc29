import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { patience } from '../../sandbox/patience.ts';
import { type TalkingAvatar, talkingAvatarOf } from '../../src/jogg/api/talking-avatar.ts';
import { createRenderer } from '../../src/jogg/renderer.ts';
import { until } from '../support/until.ts';
import { order } from './order.ts';
import { portsBefore, portsTo, thrownBy, VERSIONS, type Version } from './ports.ts';
import { json, ok, type Reply, raw } from './stand-in.ts';

/** The path and body of the paid request over each version. */
async function sent(changes: Partial<TalkingAvatar>) {
  const { adapters, requests } = await portsBefore(ok({ project_id: 'p', video_id: 'p' }));
  for (const version of VERSIONS)
    await adapters[version].create({ ...talkingAvatarOf(order), ...changes });
  return requests.map(({ path, body }) => [path, body]);
}
const V1 = {
  script: 'Hello from Slack',
  aspect_ratio: 1,
  screen_style: 1,
  avatar_id: 81,
  avatar_type: 0,
  voice_id: 'en-US-ChristopherNeural',
  caption: true,
  video_name: 'Launch',
};
const VOICE = { type: 'script', script: V1.script, voice_id: V1.voice_id };
const V2 = {
  avatar: { avatar_type: 0, avatar_id: 81 },
  voice: VOICE,
  aspect_ratio: 'landscape',
  screen_style: 1,
  caption: true,
  video_name: 'Launch',
};
const audio_url = 'https://res.jogg.ai/a.mp3';
/** A field that is left out. */
const none = undefined;
const own = { avatar_id: 445593, avatar_type: 1 };

describe('the paid request', () => {
  it.each<[string, Partial<TalkingAvatar>, object, object]>([
    ['all of an order', {}, {}, {}],
    [
      'a recording instead of a script, with the voice still named',
      { speech: { kind: 'audio', audioUrl: audio_url } },
      { script: none, audio_url },
      { voice: { ...VOICE, type: 'audio', script: none, audio_url } },
    ],
    ['portrait', { shape: 'portrait' }, { aspect_ratio: 0 }, { aspect_ratio: 'portrait' }],
    ['square', { shape: 'square' }, { aspect_ratio: 2 }, { aspect_ratio: 'square' }],
    [
      'an avatar of the account',
      { avatar: { kind: 'custom', id: '445593' } },
      own,
      { avatar: own },
    ],
    ['a photo avatar', { avatar: { kind: 'photo', id: '445593' } }, own, { avatar: own }],
    ['a green screen', { screen: 'green' }, { screen_style: 2 }, { screen_style: 2 }],
    [
      'no background, so no captions',
      { screen: 'transparent' },
      { screen_style: 3, caption: false },
      { screen_style: 3, caption: false },
    ],
    ['captions off', { captions: false }, { caption: false }, { caption: false }],
    ['no name, for Jogg makes one up', { name: '' }, { video_name: none }, { video_name: none }],
  ])('says %s', async (_, changes, v1, v2) => {
    expect(await sent(changes)).toEqual([
      ['/v1/create_video_from_talking_avatar', { ...V1, ...v1 }],
      ['/v2/create_video_from_avatar', { ...V2, ...v2 }],
    ]);
  });

  it.each<[Version, object, string]>([
    ['v1', { project_id: '7321782d69884a869400beb255e3ca91' }, '7321782d69884a869400beb255e3ca91'],
    ['v1', { project_id: 123456 }, '123456'],
    ['v1', { project: 'old' }, 'old'],
    ['v1', { project_id: 'new', project: 'old' }, 'new'],
    ['v1', { project_id: '', project: 'old' }, 'old'],
    ['v1', { project_id: 'vd_5f7bc061' }, 'vd_5f7bc061'],
    ['v2', { video_id: 'video_123456' }, 'video_123456'],
    ['v2', { video_id: 42 }, '42'],
    ['v2', { project_id: 'as-webhooks-say' }, 'as-webhooks-say'],
  ])('that is accepted over %s with %j is known by its id', async (version, data, projectId) => {
    const { renderer, notes } = await portsBefore(ok(data));
    expect(await renderer(version).submit(order)).toEqual({ kind: 'done', version, projectId });
    expect(notes).toEqual([]);
  });

  const ids = (id: unknown) => ok({ project_id: id, video_id: id });
  it.each<[string, Reply, string | null]>([
    ['none', ok({}), 'rid-1'],
    ['an empty one', ids(' '), 'rid-1'],
    ['null', ids(null), 'rid-1'],
    ['a path', ids('..'), 'rid-1'],
    ['two words', ids('a b'), 'rid-1'],
    ['10 kB', ids('a'.repeat(10_000)), 'rid-1'],
    ['too large a number', raw('{"code":0,"data":{"project_id":9007199254740993}}'), null],
    ['none under a 404', json({ code: 0, data: {} }, 404), null],
  ])('that is accepted with an id that is %s leaves doubt', async (_, reply, rid) => {
    const { renderer, requests } = await portsBefore(reply);
    const doubt = { kind: 'unknown', answered: { code: 0, rid } };
    expect(await renderer('v1').submit(order)).toEqual(doubt);
    expect(await renderer('v2').submit(order)).toEqual(doubt);
    expect(requests).toHaveLength(2);
  });

  const audio = { kind: 'file', id: 'F1', name: 'a.mp3' } as const;
  const script = { speech: { kind: 'script', script: order.script } };
  it.each([
    [
      'its recording',
      { audio, script: '' },
      audio_url,
      { speech: { kind: 'audio', audioUrl: audio_url } },
    ],
    ['its script though another has a recording', {}, audio_url, script],
    ['its script', {}, null, script],
    ['its own background', { background: 'normal' }, null, { screen: 'background' }],
    ['a green screen', { background: 'green' }, null, { screen: 'green' }],
    ['no background', { background: 'transparent' }, null, { screen: 'transparent' }],
  ] as const)('asks for %s', (_, change, audioUrl, asked) => {
    expect(talkingAvatarOf({ ...order, ...change }, audioUrl)).toMatchObject(asked);
  });
});

describe.each(VERSIONS)('the paid request over %s', (version) => {
  const noNumber = { ...order.avatar, id: 'amanda' };

  it('is waited for longer than other requests', async () => {
    const held: (() => void)[] = [];
    const timeouts = { totalMs: 60, paidMs: patience(10_000) };
    const { transport, renderer } = await portsBefore(
      (response, seen, count) => {
        if (seen.path !== '/other')
          held.push(() => ok({ project_id: 'p', video_id: 'p' })(response, seen, count));
      },
      { timeouts },
    );
    const paid = renderer(version).submit(order);
    await thrownBy(transport.post('/other', {}, { schema: z.unknown() }));
    await until(() => held.length === 1);
    for (const release of held) release();
    expect(await paid).toEqual({ kind: 'done', version, projectId: 'p' });
  });

  it('that never arrived, or is held back while Jogg keeps failing, is for later', async () => {
    const nowhere = portsTo('http://127.0.0.1:1').renderer(version);
    expect(await nowhere.submit(order)).toEqual({ kind: 'later', afterMs: null });
    const { renderer, requests } = await portsBefore(raw('', 503));
    const outcomes = [];
    for (let i = 0; i <= 10; i += 1) outcomes.push(await renderer(version).submit(order));
    expect(outcomes.at(-1)).toEqual({ kind: 'later', afterMs: 30_000 });
    expect(requests).toHaveLength(10);
  });

  it.each([
    ['the avatar has no number', { avatar: noNumber }, 'the avatar has no id that Jogg knows'],
    ['an old order has nothing to speak', { script: '🎉 ...' }, 'the script has no word to speak'],
  ])('is refused before it is sent where %s', async (_, change, detail) => {
    const { renderer, requests } = await portsBefore(ok({}));
    expect(await renderer(version).submit({ ...order, ...change })).toEqual({
      kind: 'refused',
      failure: { reason: 'parameter', detail, rid: null },
    });
    expect(requests).toEqual([]);
  });

  it('leaves doubt after a fault of our own, which is noted without its words', async () => {
    const { adapters, deps, notes } = portsTo('http://127.0.0.1:1');
    const fault = async () => Promise.reject(new RangeError('SECRET'));
    const broken = { ...adapters[version], create: fault, poll: fault };
    const all = { ...adapters, [version]: broken };
    const renderer = createRenderer({ adapters: all, version, logEvent: deps.logEvent });
    expect(await renderer.submit(order)).toEqual({ kind: 'unknown' });
    expect(notes).toMatchObject([{ event: 'jogg_submit_failed', fields: { error: 'RangeError' } }]);
    expect(JSON.stringify(notes)).not.toContain('SECRET');
    // No answer of Jogg, so that a poll does not take it for one.
    await expect(renderer.poll({ id: 'p', version })).rejects.toThrow(RangeError);
  });
});

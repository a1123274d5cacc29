import { describe, expect, it } from 'vitest';
import { createLibrary } from '../../src/jogg/library.ts';
import { createV1 } from '../../src/jogg/v1/adapter.ts';
import { createAdapterDeps, no, ok, type Reply, raw, startJogg, thrownBy } from './stand-in.ts';

async function setUp(routes: Record<string, Reply>) {
  const jogg = await startJogg((response, seen, count) =>
    (routes[seen.path] ?? ok({ avatars: [], voices: [], total: 0 }))(response, seen, count),
  );
  const { deps, notes } = createAdapterDeps(jogg.url);
  return { library: createLibrary({ adapter: createV1(deps), logEvent: deps.logEvent }), notes };
}

const avatars = (...ids: number[]) =>
  ok({ avatars: ids.map((id) => ({ avatar_id: id, name: `a${id}`, status: 1 })) });
const voices = (...ids: string[]) =>
  ok({ total: ids.length, voices: ids.map((id) => ({ voice_id: id, name: id })) });

describe('the library', () => {
  it("begins with one's own, each avatar and voice once", async () => {
    const { library } = await setUp({
      '/v1/avatars': avatars(81, 82, 81, 12),
      '/v1/avatars/custom': avatars(12, 7),
      '/v1/avatars/photo_avatars': avatars(7, 8),
      '/v1/voices': voices('en', 'de', 'mine'),
      '/v1/voices/custom': voices('mine'),
    });

    const found = { avatars: await library.avatars(), voices: await library.voices() };

    expect(found.avatars.map(({ kind, id }) => `${kind}:${id}`)).toEqual([
      'custom:12',
      'photo:7',
      'photo:8',
      'public:81',
      'public:82',
      'public:12',
    ]);
    expect(found.voices.map(({ id, own }) => ({ id, own }))).toEqual([
      { id: 'mine', own: true },
      { id: 'en', own: false },
      { id: 'de', own: false },
    ]);
  });

  it.each([
    ['18025', no(18025, 403)],
    ['10104', no(10104)],
    ['an unknown code', no(10301)],
    ['an unknown code under a 402', no(10302, 402)],
    ['40000', no(40000)],
    ['no credit', no(18020)],
    ['an answer of another shape', ok('text')],
  ])("of a plan without one's own (%s) has the public ones", async (_, refusal) => {
    const { library, notes } = await setUp({
      '/v1/avatars': avatars(81),
      '/v1/avatars/custom': refusal,
      '/v1/avatars/photo_avatars': refusal,
      '/v1/voices': voices('en'),
      '/v1/voices/custom': refusal,
    });

    expect((await library.avatars()).map(({ id }) => id)).toEqual(['81']);
    expect((await library.voices()).map(({ id }) => id)).toEqual(['en']);
    expect(notes.map(({ event, fields }) => `${event} ${fields?.['list']}`).sort()).toEqual([
      'jogg_list_not_offered custom avatars',
      'jogg_list_not_offered custom voices',
      'jogg_list_not_offered photo avatars',
    ]);
  });

  it('keeps what it had of a list that Jogg suddenly refuses, but not of one that is not offered', async () => {
    let refusal: Reply | null = null;
    const own =
      (reply: Reply): Reply =>
      (...asked) =>
        (refusal ?? reply)(...asked);
    const { library } = await setUp({
      '/v1/avatars': avatars(81),
      '/v1/avatars/custom': own(avatars(12)),
      '/v1/voices': voices('en'),
      '/v1/voices/custom': own(voices('mine')),
    });
    const found = async () => [
      (await library.avatars()).map(({ id }) => id),
      (await library.voices()).map(({ id }) => id),
    ];

    expect(await found()).toEqual([
      ['12', '81'],
      ['mine', 'en'],
    ]);
    refusal = no(10301);
    expect(await found()).toEqual([
      ['12', '81'],
      ['mine', 'en'],
    ]);
    refusal = no(18025);
    expect(await found()).toEqual([['81'], ['en']]);
  });

  it.each([
    ['/v1/avatars', no(10301), 'jogg'],
    ['/v1/avatars/custom', no(429), 'rate'],
    ['/v1/avatars/custom', no(10301, 502), 'jogg'],
    ['/v1/avatars', no(18025), 'permission'],
    ['/v1/avatars', no(10104), 'not_found'],
    ['/v1/avatars/custom', no(10105, 401), 'key'],
    ['/v1/avatars/photo_avatars', no(50000), 'jogg'],
    ['/v1/avatars/photo_avatars', raw('<html>'), 'unreadable'],
  ])('is not half there: where %s fails with %o it throws', async (path, reply, code) => {
    const { library } = await setUp({ '/v1/avatars': avatars(81), [path]: reply });

    expect(await thrownBy(library.avatars())).toMatchObject({
      name: expect.stringMatching(/^Jogg/),
      code,
    });
  });

  it.each([
    ['/v1/voices', no(18025), 'permission'],
    ['/v1/voices/custom', raw('', 503), 'jogg'],
  ])('throws where the voices of %s fail', async (path, reply, code) => {
    const { library } = await setUp({ '/v1/voices': voices('en'), [path]: reply });

    expect(await thrownBy(library.voices())).toMatchObject({ code });
  });
});

import { describe, expect, it } from 'vitest';
import { portsBefore, thrownBy } from './ports.ts';
import { no, ok, type Reply, raw } from './stand-in.ts';

const avatars = (...ids: number[]) =>
  ok({ avatars: ids.map((id) => ({ avatar_id: id, name: `a${id}`, status: 1 })) });
const voices = (...ids: string[]) =>
  ok({ total: ids.length, voices: ids.map((id) => ({ voice_id: id, name: id })) });
const PUBLIC = { '/avatars': avatars(81), '/voices': voices('en') };

/** The library over v1 of a Jogg whose lists are answered so. */
async function libraryOf(lists: Record<string, Reply>) {
  const { library, notes } = await portsBefore((response, seen, count) =>
    (lists[seen.path.slice(3)] ?? ok({ avatars: [], voices: [] }))(response, seen, count),
  );
  const { avatars, voices } = library('v1');
  return { avatars, voices, notes };
}

describe('the library', () => {
  it('begins with those of the account, each avatar and voice once', async () => {
    const library = await libraryOf({
      '/avatars': avatars(81, 82, 81, 12),
      '/avatars/custom': avatars(12, 7),
      '/avatars/photo_avatars': avatars(7, 8),
      '/voices': voices('en', 'de', 'mine'),
      '/voices/custom': voices('mine'),
    });
    expect([
      (await library.avatars()).map(({ kind, id }) => `${kind}:${id}`),
      (await library.voices()).map(({ id, own }) => `${id} ${own}`),
    ]).toEqual([
      ['custom:12', 'photo:7', 'photo:8', 'public:81', 'public:82', 'public:12'],
      ['mine true', 'en false', 'de false'],
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
  ])('of a plan without lists of its own (%s) has the public ones', async (_, refusal) => {
    const own = ['/avatars/custom', '/avatars/photo_avatars', '/voices/custom'];
    const refused = Object.fromEntries(own.map((path) => [path, refusal]));
    const library = await libraryOf({ ...PUBLIC, ...refused });
    const found = [...(await library.avatars()), ...(await library.voices())];
    const noted = library.notes.map(({ event, fields }) => `${event} ${fields?.['list']}`);
    const lists = ['custom avatars', 'custom voices', 'photo avatars'];
    expect([found.map(({ id }) => id), noted.sort()]).toEqual([
      ['81', 'en'],
      lists.map((list) => `jogg_list_not_offered ${list}`),
    ]);
  });

  it('keeps what it had of a list that is suddenly refused, not of one not offered', async () => {
    let refusal: Reply | null = null;
    const unlessRefused =
      (reply: Reply): Reply =>
      (...asked) =>
        (refusal ?? reply)(...asked);
    const library = await libraryOf({
      ...PUBLIC,
      '/avatars/custom': unlessRefused(avatars(12)),
      '/voices/custom': unlessRefused(voices('mine')),
    });
    const found = [];
    for (refusal of [null, no(10301), no(18025)])
      for (const list of [library.avatars, library.voices])
        found.push((await list()).map(({ id }) => id).join(' '));
    expect(found).toEqual(['12 81', 'mine en', '12 81', 'mine en', '81', 'en']);
  });

  it.each([
    ['/avatars', no(10301), 'jogg'],
    ['/avatars/custom', no(429), 'rate'],
    ['/avatars/custom', no(10301, 502), 'jogg'],
    ['/avatars', no(18025), 'permission'],
    ['/avatars', no(10104), 'not_found'],
    ['/avatars/custom', no(10105, 401), 'key'],
    ['/avatars/photo_avatars', no(50000), 'jogg'],
    ['/avatars/photo_avatars', raw('<html>'), 'unreadable'],
    ['/voices', no(18025), 'permission'],
    ['/voices/custom', raw('', 503), 'jogg'],
  ])('is not half there: where %s is answered as in %# it throws', async (path, reply, code) => {
    const { avatars, voices } = await libraryOf({ ...PUBLIC, [path]: reply });
    const list = path.startsWith('/voices') ? voices : avatars;
    expect(await thrownBy(list())).toMatchObject({ name: expect.stringMatching(/^Jogg/), code });
  });
});

import { expect, it } from 'vitest';
import { failWith, ok, type Reply, raw } from './fake-server.ts';
import { portsWithReply } from './ports.ts';

const avatars = (...ids: number[]) =>
  ok({ avatars: ids.map((id) => ({ avatar_id: id, name: `a${id}`, status: 1 })) });
const voices = (...ids: string[]) =>
  ok({ total: ids.length, voices: ids.map((id) => ({ voice_id: id, name: id })) });
const PUBLIC = { '/avatars': avatars(81), '/voices': voices('en') };

/** The library over v1 with these answers to the lists. */
async function libraryOf(lists: Record<string, Reply>) {
  const { library, events } = await portsWithReply((response, seen, count) =>
    (lists[seen.path.slice(3)] ?? ok({ avatars: [], voices: [] }))(response, seen, count),
  );
  const { avatars, voices } = library('v1');
  const shown = async () => [
    (await avatars()).map(({ kind, id }) => `${kind}:${id}`).join(' '),
    (await voices()).map(({ own, id }) => `${own ? 'own' : 'public'}:${id}`).join(' '),
  ];
  return { avatars, voices, events, shown };
}

it('the library lists the account’s own avatars and voices first, without duplicates', async () => {
  const { shown } = await libraryOf({
    '/avatars': avatars(81, 82, 81, 12),
    '/avatars/custom': avatars(12, 7),
    '/avatars/photo_avatars': avatars(7, 8),
    '/voices': voices('en', 'de', 'mine'),
    '/voices/custom': voices('mine'),
  });
  const avatarsShown = 'custom:12 photo:7 photo:8 public:81 public:82 public:12';
  expect(await shown()).toEqual([avatarsShown, 'own:mine public:en public:de']);
});

const OWN_LISTS = ['/avatars/custom', '/avatars/photo_avatars', '/voices/custom'];
/** Whether the last list is used. */
it.each<[string, Reply, boolean]>([
  ['18025', failWith(18025, 403), false],
  ['10104', failWith(10104), false],
  ['an unknown code', failWith(10301), true],
  ['no credit', failWith(18020), true],
  ['an answer of another shape', ok('text'), true],
])('the public lists stay if the own lists fail (%s)', async (_, rejection, keepsLast) => {
  const lists: Record<string, Reply> = { ...PUBLIC };
  for (const path of OWN_LISTS) lists[path] = rejection;
  const { shown, events } = await libraryOf(lists);
  const before = await shown();
  Object.assign(lists, { '/avatars/custom': avatars(12), '/voices/custom': voices('mine') });
  await shown();
  for (const path of OWN_LISTS) lists[path] = rejection;
  const expected = keepsLast ? ['custom:12 public:81', 'own:mine public:en'] : before;
  expect([before, await shown()]).toEqual([['public:81', 'public:en'], expected]);
  expect(new Set(events.map(({ event }) => event))).toEqual(new Set(['jogg_list_not_offered']));
  const names = ['custom avatars', 'custom voices', 'photo avatars'];
  expect([...new Set(events.map(({ fields }) => fields?.['list']))].sort()).toEqual(names);
});

it.each([
  ['/avatars', failWith(10301), 'jogg'],
  ['/avatars/custom', failWith(429), 'rate'],
  ['/avatars/custom', failWith(10301, 502), 'jogg'],
  ['/avatars', failWith(18025), 'permission'],
  ['/avatars/custom', failWith(10105, 401), 'key'],
  ['/avatars/photo_avatars', failWith(50000), 'jogg'],
  ['/avatars/photo_avatars', raw('<html>'), 'unreadable'],
  ['/voices/custom', raw('', 503), 'jogg'],
])('loading throws if %s fails (case %#), so no list is incomplete', async (path, reply, code) => {
  const { avatars, voices } = await libraryOf({ ...PUBLIC, [path]: reply });
  const list = path.startsWith('/voices') ? voices : avatars;
  await expect(list()).rejects.toMatchObject({ name: expect.stringMatching(/^Jogg/), code });
});

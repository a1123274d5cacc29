import { expect, it } from 'vitest';
import { portsBefore } from './ports.ts';
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
  const shown = async () => [
    (await avatars()).map(({ kind, id }) => `${kind}:${id}`).join(' '),
    (await voices()).map(({ own, id }) => `${own ? 'own' : 'public'}:${id}`).join(' '),
  ];
  return { avatars, voices, notes, shown };
}

it('the library begins with those of the account, each avatar and voice once', async () => {
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

const OWN = ['/avatars/custom', '/avatars/photo_avatars', '/voices/custom'];
/** Whether what there was before stays. */
it.each<[string, Reply, boolean]>([
  ['18025', no(18025, 403), false],
  ['10104', no(10104), false],
  ['an unknown code', no(10301), true],
  ['no credit', no(18020), true],
  ['an answer of another shape', ok('text'), true],
])('own lists refused (%s) leave the public ones', async (_, refusal, isKept) => {
  const lists: Record<string, Reply> = { ...PUBLIC };
  for (const path of OWN) lists[path] = refusal;
  const { shown, notes } = await libraryOf(lists);
  const before = await shown();
  Object.assign(lists, { '/avatars/custom': avatars(12), '/voices/custom': voices('mine') });
  await shown();
  for (const path of OWN) lists[path] = refusal;
  const kept = isKept ? ['custom:12 public:81', 'own:mine public:en'] : before;
  expect([before, await shown()]).toEqual([['public:81', 'public:en'], kept]);
  expect(new Set(notes.map(({ event }) => event))).toEqual(new Set(['jogg_list_not_offered']));
  const names = ['custom avatars', 'custom voices', 'photo avatars'];
  expect([...new Set(notes.map(({ fields }) => fields?.['list']))].sort()).toEqual(names);
});

it.each([
  ['/avatars', no(10301), 'jogg'],
  ['/avatars/custom', no(429), 'rate'],
  ['/avatars/custom', no(10301, 502), 'jogg'],
  ['/avatars', no(18025), 'permission'],
  ['/avatars/custom', no(10105, 401), 'key'],
  ['/avatars/photo_avatars', no(50000), 'jogg'],
  ['/avatars/photo_avatars', raw('<html>'), 'unreadable'],
  ['/voices/custom', raw('', 503), 'jogg'],
])('no list is half there: where %s is answered as in %# it throws', async (path, reply, code) => {
  const { avatars, voices } = await libraryOf({ ...PUBLIC, [path]: reply });
  const list = path.startsWith('/voices') ? voices : avatars;
  await expect(list()).rejects.toMatchObject({ name: expect.stringMatching(/^Jogg/), code });
});

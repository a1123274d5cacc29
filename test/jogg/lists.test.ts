import { expect, it } from 'vitest';
import { avatar, voice } from '../catalogue/sample-catalogue.ts';
import { failWith, ok, type Reply } from './fake-server.ts';
import { portsWithReply, VERSIONS, type Version } from './ports.ts';

const coverUrl = 'https://res.jogg.ai/c.png';
const previewUrl = 'https://res.jogg.ai/v.mp4';
const sampleUrl = 'https://res.jogg.ai/e.mp3';
/** Jogg’s items for `avatar()` and `voice()`. */
const AMARA = { name: 'Amara', style: 'professional', gender: 'female', age: 'adult' };
const CHRIS = { name: 'Christopher', language: 'english', gender: 'male', age: 'young' };
const voice_id = voice().id;
const EMPTY_FIELDS = { cover_url: '', aspect_ratio: 9, style: '', gender: null };
const BLANK = { avatar_id: '82', name: ' ', ...EMPTY_FIELDS };
const COVER = { cover_url: 'http://a.b/c.png', aspect_ratio: '16:9' };
const PARTLY_INVALID = { avatar_id: 83, name: 'Ben', ...COVER, style: 7 };
const PREVIEW = { aspect_ratio: 2, video_url: previewUrl };
const MORE = { ...AMARA, id: 41, cover_url: coverUrl, ...PREVIEW, new: 1 };
const BRITISH = { accent: 'british', use_case: 'news' };
/** The fields that Jogg does not provide. */
const unknownAvatar = { shape: null, style: null, gender: null, age: null };
const unknownVoice = { language: null, gender: null, age: null };

it.each<[Version, object, ReturnType<typeof avatar>]>([
  ['v1', { ...AMARA, avatar_id: 81, cover_url: coverUrl, aspect_ratio: 0 }, avatar({ coverUrl })],
  ['v1', BLANK, avatar({ ...unknownAvatar, id: '82', name: '82' })],
  ['v1', PARTLY_INVALID, avatar({ ...unknownAvatar, id: '83', name: 'Ben', shape: 'landscape' })],
  ['v2', MORE, avatar({ id: '41', coverUrl, previewUrl, shape: 'square' })],
])('over %s an avatar is normalized: %j', async (version, item, found) => {
  const { adapters } = await portsWithReply(ok({ avatars: [item] }));
  expect(await adapters[version].publicAvatars()).toEqual([found]);
});

it.each<[Version, object, ReturnType<typeof voice>]>([
  ['v1', { ...CHRIS, voice_id, audition_url: sampleUrl }, voice({ sampleUrl })],
  ['v1', { ...CHRIS, voice_id, audio_url: sampleUrl }, voice({ sampleUrl })],
  ['v2', { ...CHRIS, voice_id, audio_url: sampleUrl }, voice({ sampleUrl })],
  ['v2', { ...CHRIS, voice_id, audition_url: sampleUrl }, voice({ sampleUrl })],
  ['v2', { ...CHRIS, voice_id, ...BRITISH }, voice({ accent: 'british', use: 'news' })],
  ['v2', { voice_id: 'x', name: '', language: '' }, voice({ ...unknownVoice, id: 'x', name: 'x' })],
])('over %s a voice is normalized: %j', async (version, item, found) => {
  const { adapters } = await portsWithReply(ok({ total: 1, voices: [item] }));
  expect(await adapters[version].publicVoices()).toEqual([found]);
  expect(await adapters[version].customVoices()).toEqual([{ ...found, own: true }]);
});

const READY = [{ status: 1 }, {}];
const NOT_YET = [{ status: 0 }, { status: 2 }];
const WORDS = ['processing', 'failed'].map((avatar_status) => ({ avatar_status }));
it.each<[Version, object[], boolean]>([
  ['v1', READY, true],
  ['v1', NOT_YET, false],
  ['v2', [...READY, { avatar_status: 'completed' }], true],
  ['v2', [...NOT_YET, ...WORDS], false],
])('over %s, whether own avatars with %j are listed is %s', async (version, statuses, isReady) => {
  const avatars = statuses.map((status, id) => ({ id, avatar_id: id, ...status }));
  const { adapters } = await portsWithReply(ok({ avatars }));
  const jogg = adapters[version];
  const own = [...(await jogg.customAvatars()), ...(await jogg.photoAvatars())];
  const found = own.map(({ kind, id }) => `${kind}:${id}`);
  const all = ['custom', 'photo'].flatMap((kind) => avatars.map(({ id }) => `${kind}:${id}`));
  expect(found).toEqual(isReady ? all : []);
});

it('a list skips only invalid items, and logs the field but not its value', async () => {
  const bad = [null, { avatar_id: 'SECRET' }, { name: 'x' }, { avatar_id: 1.5 }];
  const { adapters, events } = await portsWithReply(ok({ avatars: [...bad, { avatar_id: 81 }] }));
  expect((await adapters.v1.publicAvatars()).map(({ id }) => id)).toEqual(['81']);
  const logged = events.map(({ event, fields = {} }) => [event, fields['list'], fields['field']]);
  const where = ['', 'avatar_id', 'avatar_id', 'avatar_id'];
  expect(logged).toEqual(where.map((field) => ['jogg_item_skipped', 'public avatars', field]));
  expect(JSON.stringify(events)).not.toContain('SECRET');
});

it.each([
  ['only invalid items', { avatars: [{}, {}] }, false],
  ['a text', 'text', false],
  ['a text as the list', { avatars: 'text' }, false],
  ['no list', {}, true],
  ['null as the list', { avatars: null, voices: null, total: 0 }, true],
  ['null', null, true],
])('a public list with %s is an error; an own list may be missing', async (_, data, isEmpty) => {
  const { adapters } = await portsWithReply(ok(data));
  for (const version of VERSIONS) {
    const jogg = adapters[version];
    await expect(jogg.publicAvatars()).rejects.toMatchObject({ code: 'unreadable' });
    if (!isEmpty) continue;
    const own = [jogg.customAvatars(), jogg.photoAvatars(), jogg.customVoices()];
    expect(await Promise.all<unknown[]>(own)).toEqual([[], [], []]);
  }
});

const voices = (from: number, to: number) =>
  Array.from({ length: Math.max(0, to - from) }, (_, at) => ({ voice_id: `v${from + at}` }));
/** A page of 250 voices with `size` per page. */
const paged = (page: number, size = 100) => voices((page - 1) * size, Math.min(250, page * size));
/** A page whose last ten voices are also the first ten of the next page. */
const overlapping = (page: number) => voices((page - 1) * 90, Math.min(250, page * 90 + 10));

const servingPages = (replyTo: (page: number) => Reply) =>
  portsWithReply((response, seen, nth) => replyTo(Number(seen.query['page']))(response, seen, nth));

it.each<[string, (page: number) => unknown, requests: number, found: number]>([
  ['sends pages and the total', (p) => ({ total: 250, voices: paged(p) }), 3, 250],
  ['sends whether there are more pages', (p) => ({ has_more: p < 3, voices: paged(p) }), 3, 250],
  ['sends only pages', (p) => ({ voices: paged(p) }), 4, 250],
  ['ends with a null page', (p) => ({ total: 999, voices: p > 3 ? null : paged(p) }), 4, 250],
  ['sends half pages', (p) => ({ total: 250, voices: paged(p, 50) }), 5, 250],
  ['sends the page length as total', (p) => ({ total: paged(p).length, voices: paged(p) }), 3, 250],
  ['ignores paging', () => ({ total: 250, voices: voices(0, 250) }), 1, 250],
  ['announces more after all voices', () => ({ has_more: true, voices: voices(0, 250) }), 1, 250],
  ['ignores paging and has a short list', () => ({ voices: voices(0, 30) }), 2, 30],
  ['repeats a page', () => ({ total: 250, has_more: true, voices: voices(0, 100) }), 2, 100],
  ['overlaps its pages', (p) => ({ total: 250, voices: overlapping(p) }), 3, 250],
  ['sends larger pages', (p) => ({ total: 250, voices: paged(p, 120) }), 3, 250],
  ['sends a bare list', () => voices(0, 250), 1, 250],
  ['has no voices', () => ({ total: 0, voices: [] }), 1, 0],
])('all pages are loaded from a server that %s', async (_, answer, pages, found) => {
  for (const version of VERSIONS) {
    const { adapters, requests } = await servingPages((page) => ok(answer(page)));
    const ids = (await adapters[version].publicVoices()).map(({ id }) => id);
    expect(ids).toEqual(voices(0, found).map((each) => each.voice_id));
    const all = Array.from({ length: pages }, (_, at) => String(at + 1));
    expect(requests.map(({ query }) => query['page'])).toEqual(all);
  }
});

/** The page of 100 at which Jogg’s errors begin; how many were found, or the error. */
it.each<[string, Reply, number, unknown]>([
  ['10104', failWith(10104), 3, 200],
  ['10104 with a 404', failWith(10104, 404), 3, 200],
  ['40000', failWith(40000, 400), 3, 200],
  ['10104 on the first page', failWith(10104), 1, 'not_found'],
  ['40000 on the first page', failWith(40000), 1, 'parameter'],
  ['18025', failWith(18025), 2, 'permission'],
  ['50000', failWith(50000), 2, 'jogg'],
])('a paged list that ends with %s is complete or an error', async (_, rejection, from, found) => {
  const { adapters } = await servingPages((page) => {
    const list = voices(page * 100, page * 100 + 100);
    const avatars = list.map((_, at) => ({ id: page * 1000 + at }));
    return page >= from ? rejection : ok({ voices: list, avatars });
  });
  const { v1, v2 } = adapters;
  const lists: Promise<object[]>[] = [v1.publicVoices(), v2.publicVoices(), v2.publicAvatars()];
  const results = lists.map((list) => list.then((all) => all.length).catch(({ code }) => code));
  expect(await Promise.all(results)).toEqual([found, found, found]);
});

it('an endless list is cut after 100 pages and logged', async () => {
  const { adapters, events } = await servingPages((page) => ok({ voices: voices(page, page + 1) }));
  expect(await adapters.v1.publicVoices()).toHaveLength(100);
  expect(events).toEqual([{ event: 'jogg_list_endless', fields: { pages: 100, items: 100 } }]);
});

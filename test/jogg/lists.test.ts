import { describe, expect, it } from 'vitest';
import { avatar, voice } from '../catalogue/some.ts';
import { specFaults } from './openapi.ts';
import { portsBefore, thrownBy, VERSIONS, type Version } from './ports.ts';
import { ok } from './stand-in.ts';

const coverUrl = 'https://res.jogg.ai/c.png';
const previewUrl = 'https://res.jogg.ai/v.mp4';
const sampleUrl = 'https://res.jogg.ai/e.mp3';
/** What Jogg says of `avatar()` and of `voice()`. */
const AMARA = { name: 'Amara', style: 'professional', gender: 'female', age: 'adult' };
const CHRIS = { name: 'Christopher', language: 'english', gender: 'male', age: 'young' };
const voice_id = voice().id;
const NOTHING = { cover_url: '', aspect_ratio: 9, style: '', gender: null };
const BLANK = { avatar_id: '82', name: ' ', ...NOTHING };
const COVER = { cover_url: 'http://a.b/c.png', aspect_ratio: '16:9' };
const ODD = { avatar_id: 83, name: 'Ben', ...COVER, style: 7 };
const PREVIEW = { aspect_ratio: 2, video_url: previewUrl };
const MORE = { ...AMARA, id: 41, cover_url: coverUrl, ...PREVIEW, new: 1 };
const BRITISH = { accent: 'british', use_case: 'news' };
/** What nothing is said of. */
const plain = { shape: null, style: null, gender: null, age: null };
const mute = { language: null, gender: null, age: null };

describe('avatars and voices', () => {
  it.each<[Version, object, ReturnType<typeof avatar>]>([
    ['v1', { ...AMARA, avatar_id: 81, cover_url: coverUrl, aspect_ratio: 0 }, avatar({ coverUrl })],
    ['v1', BLANK, avatar({ ...plain, id: '82', name: '82' })],
    ['v1', ODD, avatar({ ...plain, id: '83', name: 'Ben', shape: 'landscape' })],
    ['v2', MORE, avatar({ id: '41', coverUrl, previewUrl, shape: 'square' })],
  ])('over %s an avatar comes in our own words: %j', async (version, item, found) => {
    const { adapters } = await portsBefore(ok({ avatars: [item] }));
    expect(await adapters[version].publicAvatars()).toEqual([found]);
  });

  it.each<[Version, object, ReturnType<typeof voice>]>([
    ['v1', { ...CHRIS, voice_id, audition_url: sampleUrl }, voice({ sampleUrl })],
    ['v1', { ...CHRIS, voice_id, audio_url: sampleUrl }, voice({ sampleUrl })],
    ['v2', { ...CHRIS, voice_id, audio_url: sampleUrl }, voice({ sampleUrl })],
    ['v2', { ...CHRIS, voice_id, audition_url: sampleUrl }, voice({ sampleUrl })],
    ['v2', { ...CHRIS, voice_id, ...BRITISH }, voice({ accent: 'british', use: 'news' })],
    ['v2', { voice_id: 'x', name: '', language: '' }, voice({ ...mute, id: 'x', name: 'x' })],
  ])('over %s a voice comes in our own words: %j', async (version, item, found) => {
    const { adapters } = await portsBefore(ok({ total: 1, voices: [item] }));
    expect(await adapters[version].publicVoices()).toEqual([found]);
    expect(await adapters[version].customVoices()).toEqual([{ ...found, own: true }]);
  });

  const page = { page: '1', page_size: '100' };
  it.each<[Version, string, object]>([
    ['v1', '/v1/avatars', {}],
    ['v2', '/v2/avatars/public', page],
  ])('over %s are asked for at their own places', async (version, path, paged) => {
    const { adapters, asked, requests } = await portsBefore(ok({ voices: [], avatars: [] }));
    const jogg = adapters[version];
    await jogg.publicAvatars();
    await jogg.customAvatars();
    await jogg.photoAvatars();
    await jogg.publicVoices();
    await jogg.customVoices();
    expect([specFaults(requests), ...asked()]).toEqual([
      [],
      { path, query: paged },
      { path: `/${version}/avatars/custom`, query: paged },
      { path: `/${version}/avatars/photo_avatars`, query: paged },
      { path: `/${version}/voices`, query: page },
      { path: `/${version}/voices/custom`, query: {} },
    ]);
  });

  it.each([
    ['v1', { status: 0 }, false],
    ['v1', { status: 1 }, true],
    ['v1', { status: 2 }, false],
    ['v1', {}, true],
    ['v2', { avatar_status: 'processing' }, false],
    ['v2', { avatar_status: 'completed' }, true],
    ['v2', { avatar_status: 'failed' }, false],
    ['v2', { status: 0 }, false],
    ['v2', { status: 1 }, true],
    ['v2', { status: 2 }, false],
    ['v2', {}, true],
  ] as const)('over %s an own avatar with %j is ready: %s', async (version, status, isReady) => {
    const { adapters } = await portsBefore(ok({ avatars: [{ id: 7, avatar_id: 7, ...status }] }));
    const jogg = adapters[version];
    const own = [...(await jogg.customAvatars()), ...(await jogg.photoAvatars())];
    const found = own.map(({ kind, id }) => `${kind}:${id}`);
    expect(found).toEqual(isReady ? ['custom:7', 'photo:7'] : []);
  });
});

describe('a list with something wrong in it', () => {
  it('loses the bad items only, and says where they were bad but not what stood there', async () => {
    const bad = [null, { avatar_id: 'SECRET' }, { name: 'x' }, { avatar_id: 1.5 }];
    const { adapters, notes } = await portsBefore(ok({ avatars: [...bad, { avatar_id: 81 }] }));
    expect((await adapters.v1.publicAvatars()).map(({ id }) => id)).toEqual(['81']);
    const noted = notes.map(
      ({ event, fields }) => `${event}: ${fields?.['list']} ${fields?.['field']}`,
    );
    const skipped = 'jogg_item_skipped: public avatars';
    const id = `${skipped} avatar_id`;
    expect([noted, JSON.stringify(notes).includes('SECRET')]).toEqual([
      [`${skipped} `, id, id, id],
      false,
    ]);
  });

  it.each([
    ['nothing but bad items', { avatars: [{}, {}] }, false],
    ['a text', 'text', false],
    ['a text for the list', { avatars: 'text' }, false],
    ['no list', {}, true],
    ['null for the list', { avatars: null, voices: null, total: 0 }, true],
    ['null', null, true],
  ])('that holds %s is never taken for empty, but for the own one', async (_, data, isEmpty) => {
    for (const version of VERSIONS) {
      const { adapters } = await portsBefore(ok(data));
      const jogg = adapters[version];
      expect(await thrownBy(jogg.publicAvatars())).toMatchObject({ code: 'unreadable' });
      if (!isEmpty) continue;
      const own = [jogg.customAvatars(), jogg.photoAvatars(), jogg.customVoices()];
      expect(await Promise.all<unknown[]>(own)).toEqual([[], [], []]);
    }
  });
});

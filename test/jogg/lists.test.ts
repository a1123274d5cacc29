import { describe, expect, it } from 'vitest';
import { portsBefore, VERSIONS, type Version } from './ports.ts';
import { ok, thrownBy } from './stand-in.ts';

const cover_url = 'https://res.jogg.ai/c.png';
const audio = 'https://res.jogg.ai/e.mp3';
const AMANDA = {
  name: 'Amanda',
  cover_url,
  style: 'professional',
  gender: 'female',
  age: 'adult',
};
const NOBODY = {
  kind: 'public',
  coverUrl: null,
  previewUrl: null,
  shape: null,
  style: null,
  gender: null,
  age: null,
};
const { cover_url: coverUrl, ...facts } = AMANDA;
const amanda = { ...NOBODY, ...facts, coverUrl };
const EVA = { voice_id: 'tb_1', name: 'Eva', language: 'german', gender: 'female', age: 'young' };
const { voice_id: _, ...spoken } = EVA;
const eva = { id: 'tb_1', own: false, ...spoken, sampleUrl: audio, accent: null, use: null };

describe('avatars and voices', () => {
  it.each<[Version, object, object]>([
    [
      'v1',
      { ...AMANDA, avatar_id: 81, aspect_ratio: 0, new: 1 },
      { ...amanda, id: '81', shape: 'portrait' },
    ],
    [
      'v1',
      { avatar_id: '82', name: ' ', cover_url: '', aspect_ratio: 9, style: '', gender: null },
      { ...NOBODY, id: '82', name: '82' },
    ],
    [
      'v1',
      {
        avatar_id: 83,
        name: 'Ben',
        cover_url: 'http://plain.example/c.png',
        aspect_ratio: '16:9',
        style: 7,
      },
      { ...NOBODY, id: '83', name: 'Ben', shape: 'landscape' },
    ],
    [
      'v2',
      { ...AMANDA, id: 41, aspect_ratio: 2, video_url: 'https://res.jogg.ai/v.mp4' },
      { ...amanda, id: '41', shape: 'square', previewUrl: 'https://res.jogg.ai/v.mp4' },
    ],
  ])(
    'over %s an avatar comes in our own words, unknown facts as null',
    async (version, item, avatar) => {
      const { adapters } = await portsBefore(ok({ avatars: [item] }));
      expect(await adapters[version].publicAvatars({})).toEqual([avatar]);
    },
  );

  it.each<[Version, object, object]>([
    ['v1', { ...EVA, audition_url: audio }, eva],
    ['v1', { ...EVA, audio_url: audio }, eva],
    ['v2', { ...EVA, audio_url: audio }, eva],
    ['v2', { ...EVA, audition_url: audio }, eva],
    [
      'v2',
      { ...EVA, audio_url: audio, accent: 'british', use_case: 'news' },
      { ...eva, accent: 'british', use: 'news' },
    ],
    [
      'v2',
      { voice_id: 'x', name: '', language: '' },
      {
        id: 'x',
        own: false,
        name: 'x',
        sampleUrl: null,
        language: null,
        gender: null,
        age: null,
        accent: null,
        use: null,
      },
    ],
  ])('over %s a voice comes in our own words', async (version, item, voice) => {
    const { adapters } = await portsBefore(ok({ total: 1, voices: [item] }));
    expect(await adapters[version].publicVoices({})).toEqual([voice]);
    expect(await adapters[version].customVoices({})).toEqual([{ ...voice, own: true }]);
  });

  const page = { page: '1', page_size: '100' };
  const filter = { style: 'social', gender: 'male', age: 'senior' };
  const spoken = { language: 'traditional-chinese', gender: 'male', age: 'middle_aged' };
  it.each<[Version, string, Record<string, string>, string | number]>([
    ['v1', '/v1/avatars', {}, 1],
    ['v2', '/v2/avatars/public', page, 'landscape'],
  ])('over %s are asked for by what was chosen', async (version, avatars, paged, landscape) => {
    const { adapters, asked } = await portsBefore(ok({ total: 0, voices: [], avatars: [] }));
    const jogg = adapters[version];
    await jogg.publicAvatars({});
    await jogg.publicAvatars({ shape: 'landscape', ...filter });
    await jogg.customAvatars();
    await jogg.photoAvatars();
    await jogg.publicVoices(spoken);
    await jogg.customVoices({ language: 'english' });
    expect(asked()).toEqual([
      { path: avatars, query: paged },
      { path: avatars, query: { ...paged, aspect_ratio: `${landscape}`, ...filter } },
      { path: `/${version}/avatars/custom`, query: paged },
      { path: `/${version}/avatars/photo_avatars`, query: paged },
      { path: `/${version}/voices`, query: { ...page, ...spoken } },
      { path: `/${version}/voices/custom`, query: { language: 'english' } },
    ]);
  });

  it.each([
    ['portrait', '0'],
    ['square', '2'],
  ] as const)('of the shape %s have number %s in v1', async (shape, number) => {
    const { adapters, asked } = await portsBefore(ok({ avatars: [] }));
    await adapters.v1.publicAvatars({ shape });
    expect(asked()).toEqual([{ path: '/v1/avatars', query: { aspect_ratio: number } }]);
  });

  it.each<[Version, string, object[], number[]]>([
    ['v1', 'avatar_id', [{ status: 0 }, { status: 1 }, { status: 2 }, {}], [1, 3]],
    [
      'v2',
      'id',
      [
        { avatar_status: 'processing' },
        { avatar_status: 'completed' },
        { avatar_status: 'failed' },
        { status: 1 },
        { status: 0 },
        { status: 2 },
        { aspect_ratio: 1 },
      ],
      [1, 3, 6],
    ],
  ])('over %s those of the account are only the ready ones', async (version, id, items, ready) => {
    const avatars = items.map((item, at) => ({ ...item, [id]: at, name: `a${at}` }));
    const { adapters } = await portsBefore(ok({ avatars }));
    const own = [
      ...(await adapters[version].customAvatars()),
      ...(await adapters[version].photoAvatars()),
    ];
    const found = own.map(({ kind, id }) => `${kind}:${id}`);
    expect(found).toEqual(
      ['custom', 'photo'].flatMap((kind) => ready.map((at) => `${kind}:${at}`)),
    );
  });
});

describe('a list with something wrong in it', () => {
  it('loses the bad items only, and says where they were bad but not what stood there', async () => {
    const bad = [null, { avatar_id: 'SECRET' }, { name: 'x' }, { avatar_id: 1.5 }];
    const { adapters, notes } = await portsBefore(ok({ avatars: [...bad, { avatar_id: 81 }] }));
    expect((await adapters.v1.publicAvatars({})).map(({ id }) => id)).toEqual(['81']);
    const list = { event: 'jogg_item_skipped', list: 'public avatars' };
    expect(
      notes.map(({ event, fields }) => ({
        event,
        list: fields?.['list'],
        field: fields?.['field'],
      })),
    ).toEqual(['', 'avatar_id', 'avatar_id', 'avatar_id'].map((field) => ({ ...list, field })));
    expect(JSON.stringify(notes)).not.toContain('SECRET');
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
      const error = await thrownBy(jogg.publicAvatars({}));
      expect(error).toMatchObject({ code: 'unreadable' });
      if (!isEmpty) continue;
      const own = [jogg.customAvatars(), jogg.photoAvatars(), jogg.customVoices({})];
      expect(await Promise.all<unknown[]>(own)).toEqual([[], [], []]);
    }
  });
});

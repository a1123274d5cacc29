import { describe, expect, it } from 'vitest';
import { JoggError } from '../../src/jogg/errors.ts';
import { createV1 } from '../../src/jogg/v1/adapter.ts';
import { createV2 } from '../../src/jogg/v2/adapter.ts';
import { createAdapterDeps, no, ok, type Reply, startJogg, thrownBy } from './stand-in.ts';

async function setUp(reply: Reply) {
  const jogg = await startJogg(reply);
  const { deps, notes } = createAdapterDeps(jogg.url);
  const asked = () => jogg.requests.map(({ path, query }) => ({ path, query }));
  return { v1: createV1(deps), v2: createV2(deps), notes, asked };
}

const nothing = {
  coverUrl: null,
  previewUrl: null,
  shape: null,
  style: null,
  gender: null,
  age: null,
};

describe('avatars over v1', () => {
  it('come in the words of everything above, unknown facts as null', async () => {
    const { v1, asked } = await setUp(
      ok({
        avatars: [
          {
            avatar_id: 81,
            name: 'Amanda',
            cover_url: 'https://res.jogg.ai/c.png',
            aspect_ratio: 0,
            style: 'professional',
            gender: 'female',
            age: 'adult',
            status: 0,
            new: 1,
          },
          { avatar_id: '82', name: ' ', cover_url: '', aspect_ratio: 9, style: '', gender: null },
          {
            avatar_id: 83,
            name: 'Ben',
            cover_url: 'http://plain.example/c.png',
            aspect_ratio: '16:9',
            style: 7,
          },
        ],
      }),
    );

    expect(await v1.publicAvatars({})).toEqual([
      {
        kind: 'public',
        id: '81',
        name: 'Amanda',
        coverUrl: 'https://res.jogg.ai/c.png',
        previewUrl: null,
        shape: 'portrait',
        style: 'professional',
        gender: 'female',
        age: 'adult',
      },
      { ...nothing, kind: 'public', id: '82', name: '82' },
      { ...nothing, kind: 'public', id: '83', name: 'Ben', shape: 'landscape' },
    ]);
    expect(asked()).toEqual([{ path: '/v1/avatars', query: {} }]);
  });

  it.each([
    ['portrait', '0'],
    ['landscape', '1'],
    ['square', '2'],
  ] as const)('can be asked for by shape (%s), style, gender and age', async (shape, number) => {
    const { v1, asked } = await setUp(ok({ avatars: [] }));

    await v1.publicAvatars({ shape, style: 'social', gender: 'male', age: 'senior' });

    expect(asked()).toEqual([
      {
        path: '/v1/avatars',
        query: { aspect_ratio: number, style: 'social', gender: 'male', age: 'senior' },
      },
    ]);
  });

  it("of one's own are only those that are ready", async () => {
    const avatars = [0, 1, 2, undefined].map((status, at) => ({
      avatar_id: at,
      name: `a${at}`,
      status,
    }));
    const { v1, asked } = await setUp(ok({ avatars }));

    expect(await v1.customAvatars()).toEqual([
      { ...nothing, kind: 'custom', id: '1', name: 'a1' },
      { ...nothing, kind: 'custom', id: '3', name: 'a3' },
    ]);
    expect((await v1.photoAvatars()).map(({ kind, id }) => `${kind}:${id}`)).toEqual([
      'photo:1',
      'photo:3',
    ]);
    expect(asked().map(({ path }) => path)).toEqual([
      '/v1/avatars/custom',
      '/v1/avatars/photo_avatars',
    ]);
  });
});

describe('avatars over v2', () => {
  it('come in the same words', async () => {
    const { v2, asked } = await setUp(
      ok({
        avatars: [
          {
            id: 41,
            name: 'Zoe',
            cover_url: 'https://res.jogg.ai/c.png',
            video_url: 'https://res.jogg.ai/v.mp4',
            aspect_ratio: 2,
            style: 'social',
            gender: 'female',
            age: 'adult',
          },
        ],
      }),
    );

    expect(await v2.publicAvatars({ shape: 'square', gender: 'female' })).toEqual([
      {
        kind: 'public',
        id: '41',
        name: 'Zoe',
        coverUrl: 'https://res.jogg.ai/c.png',
        previewUrl: 'https://res.jogg.ai/v.mp4',
        shape: 'square',
        style: 'social',
        gender: 'female',
        age: 'adult',
      },
    ]);
    expect(asked()[0]).toEqual({
      path: '/v2/avatars/public',
      query: { page: '1', page_size: '100', aspect_ratio: 'square', gender: 'female' },
    });
  });

  it("of one's own are only those that are ready, whichever way that is said", async () => {
    const { v2, asked } = await setUp(
      ok({
        avatars: [
          { id: 1, name: 'a', avatar_status: 'completed' },
          { id: 2, name: 'b', avatar_status: 'processing' },
          { id: 3, name: 'c', avatar_status: 'failed' },
          { id: 4, name: 'd', status: 1 },
          { id: 5, name: 'e', status: 0 },
          { id: 6, name: 'f', status: 2 },
          { id: 7, name: 'g', aspect_ratio: 1 },
        ],
      }),
    );

    expect((await v2.customAvatars()).map(({ kind, id }) => `${kind}:${id}`)).toEqual([
      'custom:1',
      'custom:4',
      'custom:7',
    ]);
    expect((await v2.photoAvatars()).map(({ kind, id }) => `${kind}:${id}`)).toEqual([
      'photo:1',
      'photo:4',
      'photo:7',
    ]);
    expect([...new Set(asked().map(({ path }) => path))]).toEqual([
      '/v2/avatars/custom',
      '/v2/avatars/photo_avatars',
    ]);
  });
});

describe('voices', () => {
  it.each([
    ['v1', 'audition_url'],
    ['v1', 'audio_url'],
    ['v2', 'audio_url'],
    ['v2', 'audition_url'],
  ] as const)('over %s have their sample under %s', async (version, spelling) => {
    const jogg = await setUp(
      ok({
        total: 1,
        voices: [
          {
            voice_id: 'tb_1',
            name: 'Eva',
            [spelling]: 'https://res.jogg.ai/e.mp3',
            language: 'german',
            gender: 'female',
            age: 'young',
          },
        ],
      }),
    );
    const facts = {
      id: 'tb_1',
      name: 'Eva',
      sampleUrl: 'https://res.jogg.ai/e.mp3',
      language: 'german',
      gender: 'female',
      age: 'young',
      accent: null,
      use: null,
    };

    expect(await jogg[version].publicVoices({})).toEqual([{ ...facts, own: false }]);
    expect(await jogg[version].customVoices({})).toEqual([{ ...facts, own: true }]);
  });

  it('over v2 tell accent and use; an empty language is unknown', async () => {
    const { v2 } = await setUp(
      ok({
        voices: [
          {
            voice_id: 'x',
            name: '',
            language: '',
            accent: 'american',
            use_case: 'narrative_story',
          },
        ],
        has_more: false,
      }),
    );

    expect(await v2.publicVoices({})).toEqual([
      {
        id: 'x',
        own: false,
        name: 'x',
        sampleUrl: null,
        language: null,
        gender: null,
        age: null,
        accent: 'american',
        use: 'narrative_story',
      },
    ]);
  });

  it.each(['v1', 'v2'] as const)(
    'over %s can be asked for by language, gender and age',
    async (version) => {
      const jogg = await setUp(ok({ total: 0, voices: [] }));

      await jogg[version].publicVoices({
        language: 'traditional-chinese',
        gender: 'male',
        age: 'middle_aged',
      });
      await jogg[version].customVoices({ language: 'english' });

      expect(jogg.asked()).toEqual([
        {
          path: `/${version}/voices`,
          query: {
            page: '1',
            page_size: '100',
            language: 'traditional-chinese',
            gender: 'male',
            age: 'middle_aged',
          },
        },
        { path: `/${version}/voices/custom`, query: { language: 'english' } },
      ]);
    },
  );
});

describe('a paged list', () => {
  const voice = (at: number) => ({ voice_id: `v${at}`, name: `v${at}` });
  const voices = (from: number, to: number) =>
    Array.from({ length: to - from }, (_, at) => voice(from + at));

  /** How a server may page 250 voices, how many requests that takes, and what is found. */
  const servers: [string, (page: number) => unknown, number, number][] = [
    [
      'pages, and tells the total',
      (p) => ({ total: 250, voices: voices((p - 1) * 100, Math.min(250, p * 100)) }),
      3,
      250,
    ],
    [
      'pages, and tells whether there is more',
      (p) => ({ has_more: p < 3, voices: voices((p - 1) * 100, Math.min(250, p * 100)) }),
      3,
      250,
    ],
    [
      'pages, and tells nothing',
      (p) => ({ voices: voices((p - 1) * 100, Math.max((p - 1) * 100, Math.min(250, p * 100))) }),
      4,
      250,
    ],
    [
      'has null past the last page',
      (p) => ({ total: 999, voices: p > 3 ? null : voices((p - 1) * 100, Math.min(250, p * 100)) }),
      4,
      250,
    ],
    [
      'gives fewer on a page than asked for',
      (p) => ({ total: 250, voices: voices((p - 1) * 50, Math.min(250, p * 50)) }),
      5,
      250,
    ],
    [
      "gives a page's count for the total",
      (p) => {
        const page = voices((p - 1) * 100, Math.min(250, p * 100));
        return { total: page.length, voices: page };
      },
      3,
      250,
    ],
    ['ignores paging and gives all', () => ({ total: 250, voices: voices(0, 250) }), 1, 250],
    [
      'ignores paging and says that there is more',
      () => ({ has_more: true, voices: voices(0, 250) }),
      1,
      250,
    ],
    ['ignores paging and is short', () => ({ voices: voices(0, 30) }), 2, 30],
    [
      'repeats its first page',
      () => ({ total: 250, has_more: true, voices: voices(0, 100) }),
      2,
      100,
    ],
    [
      'overlaps its pages',
      (p) => ({ total: 250, voices: voices((p - 1) * 90, Math.min(250, (p - 1) * 90 + 100)) }),
      3,
      250,
    ],
    ['answers the list itself', () => voices(0, 250), 1, 250],
    ['has none', () => ({ total: 0, voices: [] }), 1, 0],
  ];

  it.each(servers)('of a server that %s is read to its end', async (_, page, requests, count) => {
    for (const version of ['v1', 'v2'] as const) {
      const jogg = await setUp((response, seen, nth) =>
        ok(page(Number(seen.query['page'])))(response, seen, nth),
      );

      const found = await jogg[version].publicVoices({});

      expect(found.map(({ id }) => id)).toEqual(voices(0, count).map((each) => each.voice_id));
      expect(jogg.asked().map(({ query }) => query['page'])).toEqual(
        Array.from({ length: requests }, (_, at) => String(at + 1)),
      );
    }
  });

  it('that never ends is cut after 100 pages, and that is noted', async () => {
    const { v1, notes } = await setUp((response, seen, nth) =>
      ok({ voices: [voice(nth)] })(response, seen, nth),
    );

    expect(await v1.publicVoices({})).toHaveLength(100);
    expect(notes).toEqual([{ event: 'jogg_list_endless', fields: { pages: 100, items: 100 } }]);
  });
});

describe('a list with something wrong in it', () => {
  it('loses the bad items only, and says where they were bad but not what stood there', async () => {
    const { v1, notes } = await setUp(
      ok({
        avatars: [
          null,
          { avatar_id: 'SECRET' },
          { name: 'x' },
          { avatar_id: 1.5 },
          { avatar_id: 81, name: 'A' },
        ],
      }),
    );

    expect((await v1.publicAvatars({})).map(({ id }) => id)).toEqual(['81']);
    expect(
      notes.map(({ event, fields }) => ({
        event,
        list: fields?.['list'],
        field: fields?.['field'],
      })),
    ).toEqual([
      { event: 'jogg_item_skipped', list: 'public avatars', field: '' },
      { event: 'jogg_item_skipped', list: 'public avatars', field: 'avatar_id' },
      { event: 'jogg_item_skipped', list: 'public avatars', field: 'avatar_id' },
      { event: 'jogg_item_skipped', list: 'public avatars', field: 'avatar_id' },
    ]);
    expect(JSON.stringify(notes)).not.toContain('SECRET');
  });

  it.each([
    ['nothing but bad items', { avatars: [{}, {}] }],
    ['no list', {}],
    ['null for the list', { avatars: null }],
    ['null', null],
    ['a text', 'text'],
    ['a text for the list', { avatars: 'text' }],
  ])(
    'is unreadable where there is %s: the public list is never taken for empty',
    async (_, data) => {
      for (const version of ['v1', 'v2'] as const) {
        const jogg = await setUp(ok(data));

        const error = await thrownBy(jogg[version].publicAvatars({}));

        expect(error instanceof JoggError && error.code).toBe('unreadable');
      }
    },
  );

  it.each([
    ['no list', {}],
    ['null for the list', { avatars: null, voices: null, total: 0 }],
    ['null', null],
  ])(
    "is empty where there is %s: nobody needs avatars and voices of one's own",
    async (_, data) => {
      for (const version of ['v1', 'v2'] as const) {
        const jogg = await setUp(ok(data));

        expect(await jogg[version].customAvatars()).toEqual([]);
        expect(await jogg[version].photoAvatars()).toEqual([]);
        expect(await jogg[version].customVoices({})).toEqual([]);
      }
    },
  );
});

describe('the account', () => {
  it('is only asked for a proof of the key over v1', async () => {
    const { v1, asked } = await setUp(ok({ total: 113, voices: [] }));

    expect(await v1.account()).toEqual({ name: null, quota: null });
    expect(asked()).toEqual([{ path: '/v1/voices', query: { page: '1', page_size: '1' } }]);
  });

  it('has a name and a quota over v2', async () => {
    const { v2 } = await setUp(ok({ email: 'a@example.com', username: '', remaining_quota: 12.5 }));

    expect(await v2.account()).toEqual({ name: 'a@example.com', quota: 12.5 });
  });

  it.each(['v1', 'v2'] as const)('over %s tells that the key is bad', async (version) => {
    const jogg = await setUp(no(10105, 401));

    expect(await thrownBy(jogg[version].account())).toMatchObject({ code: 'key', joggCode: 10105 });
  });
});

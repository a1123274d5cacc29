import { describe, expect, it } from 'vitest';
import { bothVersions } from './both-versions.ts';
import { ok } from './stand-in.ts';

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
    const { v1, asked } = await bothVersions(
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
    const { v1, asked } = await bothVersions(ok({ avatars: [] }));

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
    const { v1, asked } = await bothVersions(ok({ avatars }));

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
    const { v2, asked } = await bothVersions(
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
    const { v2, asked } = await bothVersions(
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

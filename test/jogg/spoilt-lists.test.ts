import { describe, expect, it } from 'vitest';
import { JoggError } from '../../src/jogg/http/errors.ts';
import { bothVersions } from './both-versions.ts';
import { ok, thrownBy } from './stand-in.ts';

describe('a list with something wrong in it', () => {
  it('loses the bad items only, and says where they were bad but not what stood there', async () => {
    const { v1, notes } = await bothVersions(
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
        const jogg = await bothVersions(ok(data));

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
        const jogg = await bothVersions(ok(data));

        expect(await jogg[version].customAvatars()).toEqual([]);
        expect(await jogg[version].photoAvatars()).toEqual([]);
        expect(await jogg[version].customVoices({})).toEqual([]);
      }
    },
  );
});

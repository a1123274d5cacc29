import { Keyv } from 'keyv';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createCatalogueStore } from '../../src/store/catalogue-store.ts';
import { createPersonVideos } from '../../src/store/person-videos.ts';
import { createPreferences } from '../../src/store/preferences.ts';
import { createRecords } from '../../src/store/records.ts';
import { createRenderTimes } from '../../src/store/render-times.ts';
import { someStore } from './some-files.ts';

describe('last choices', () => {
  const choice = {
    avatar: { value: 'public:81', label: 'Amy' },
    voice: { value: 'en-1', label: 'Ann' },
    shape: 'square' as const,
    captions: false,
    recentAvatars: ['public:81'],
    recentVoices: ['en-1'],
  };

  it('are kept for each person', async () => {
    const preferences = createPreferences(someStore().deps);
    await preferences.save('T1/U1', choice);
    expect([await preferences.load('T1/U1'), await preferences.load('T1/U2')]).toEqual([
      choice,
      undefined,
    ]);
  });

  it('that were kept before anything recent was kept are still good', async () => {
    const { deps } = someStore();
    const { recentAvatars: _, recentVoices: __, ...older } = choice;
    await deps.keyvFor('preferences').set('T1/U1', older);
    expect(await createPreferences(deps).load('T1/U1')).toEqual({
      ...older,
      recentAvatars: [],
      recentVoices: [],
    });
  });

  it('may hold no voice: then none was chosen yet', async () => {
    const preferences = createPreferences(someStore().deps);
    await preferences.save('T1/U1', { ...choice, voice: null });
    expect(await preferences.load('T1/U1')).toEqual({ ...choice, voice: null });
  });

  it('that are damaged are none, and said', async () => {
    const { deps, flip, notes } = someStore();
    const preferences = createPreferences(deps);
    await preferences.save('T1/U1', choice);
    flip('preferences', 'square', 'round');
    expect([await preferences.load('T1/U1'), notes]).toEqual([
      undefined,
      ['record_damaged preferences'],
    ]);
  });
});

describe('the catalogue', () => {
  it('is loaded as it was saved; a damaged one is none, and said', async () => {
    const { deps, flip, notes } = someStore();
    const store = createCatalogueStore(deps);
    const before = await store.load();
    const catalogue = { avatars: [], voices: [], loadedAt: 5 };
    await store.save(catalogue);
    const saved = await store.load();
    flip('catalogue', '5', 'x');
    expect([before, saved, await store.load(), notes]).toEqual([
      undefined,
      catalogue,
      undefined,
      ['record_damaged catalogue'],
    ]);
  });
});

describe('the usual time of a render', () => {
  it('is the median of those seen, and unknown before the first', async () => {
    const times = createRenderTimes(someStore().deps);
    const usual = [await times.usual()];
    for (const ms of [100, 300, 200, 10_000]) {
      await times.add(ms);
      usual.push(await times.usual());
    }
    expect(usual).toEqual([null, 100, 200, 200, 250]);
  });

  it('forgets all but the last fifty, and loses none that come together', async () => {
    const { file, deps } = someStore();
    const times = createRenderTimes(deps);
    await Promise.all(Array.from({ length: 60 }, (_, n) => times.add(n)));
    const row = file.db.prepare("SELECT value FROM keyv WHERE namespace = 'render-times'").get();
    expect(JSON.parse(String(row?.['value'])).value).toEqual(
      Array.from({ length: 50 }, (_, n) => n + 10),
    );
  });

  it('learns nothing from a clock that was set back, and begins anew after damage', async () => {
    const { deps, flip, notes } = someStore();
    const times = createRenderTimes(deps);
    await times.add(-5);
    await times.add(Number.NaN);
    const nothing = [await times.usual(), ...notes];
    await times.add(1_000);
    flip('render-times', '1', '7');
    await times.add(2_000);
    expect([nothing, await times.usual()]).toEqual([[null], 2_000]);
  });
});

describe('a person’s videos', () => {
  it('are listed newest first, each once, apart from other people’s', async () => {
    const videos = createPersonVideos(someStore().deps);
    for (const id of ['a', 'b', 'a', 'c']) await videos.add('T1/U1', id);
    await videos.add('T1/U2', 'd');
    expect([
      await videos.list('T1/U1'),
      await videos.list('T1/U2'),
      await videos.list('T1/U3'),
    ]).toEqual([['c', 'b', 'a'], ['d'], []]);
  });

  it('are kept up to five hundred, and none that come together is lost', async () => {
    const videos = createPersonVideos(someStore().deps);
    await Promise.all(Array.from({ length: 502 }, (_, n) => videos.add('T1/U1', `v${n}`)));
    const listed = await videos.list('T1/U1');
    expect([listed.length, listed[0], listed.at(-1)]).toEqual([500, 'v501', 'v2']);
  });
});

describe('records', () => {
  it('text that is no JSON is a damaged record, on any store', async () => {
    const store = { capabilities: { expires: true }, get: async () => '{"value":' };
    const records = createRecords(new Keyv<unknown>({ store }), z.string());
    expect(await records.read('key')).toEqual({ kind: 'damaged', rest: null });
  });

  it('a store that answers "not kept" has failed', async () => {
    const records = createRecords(new Keyv<unknown>(), z.string());
    await expect(records.write('', 'value')).rejects.toMatchObject({ name: 'StoreError' });
  });
});

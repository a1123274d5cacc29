import { describe, expect, it } from 'vitest';
import { newVideo, type Video } from '../../src/domain/video/video.ts';
import { createVideoStore, DamagedVideoError } from '../../src/store/video-store.ts';
import { writingLease } from '../support/writing-lease.ts';
import { someStore } from './some-files.ts';

const video: Video = newVideo(
  {
    id: 'v1',
    parent: null,
    workspace: 'T1',
    requester: 'U1',
    locale: 'en-GB',
    origin: { channel: 'C1', threadTs: null },
    order: {
      script: 'Grüße 👋',
      avatar: { kind: 'public', id: '81', name: 'Amy', coverUrl: null },
      voice: { id: 'en-1', name: 'Ann' },
      shape: 'portrait',
      captions: true,
      name: '',
      audio: null,
      background: 'normal',
    },
  },
  1_000,
);

describe('videos', () => {
  it('a saved video is loaded as it was, and the last one saved counts', async () => {
    const some = someStore();
    const store = createVideoStore(some.deps);
    const later: Video = { ...video, state: 'announced', since: 2_000 };
    await store.save(video, writingLease(some.deps));
    await store.save(later, writingLease(some.deps));
    expect([await store.load('v1'), await store.load('v2')]).toEqual([later, undefined]);
  });

  it.each([
    [
      'one that is no video',
      async ({ deps }: Some) => void (await deps.keyvFor('video').set('v1', { id: 'v1' })),
    ],
    ['one that changed on the disk', async ({ flip }: Some) => void flip('video', 'Amy', 'Eve')],
    ['one that is no JSON', async ({ flip }: Some) => void flip('video', '}', '')],
  ])('a damaged record is never taken for a video: %s', async (_, damage) => {
    const some = someStore();
    const store = createVideoStore(some.deps);
    await store.save(video, writingLease(some.deps));
    await damage(some);
    await expect(store.load('v1')).rejects.toThrow(DamagedVideoError);
    await expect(store.load('v1')).rejects.toThrow('v1');
    expect(some.notes).toEqual(Array(2).fill('record_damaged video v1'));
    expect(await some.deps.keyvFor('quarantine').get('v1')).toBeDefined();
    expect(await some.deps.keyvFor('video').has('v1')).toBe(true);
  });

  it('a damaged record leaves the others readable', async () => {
    const some = someStore();
    const store = createVideoStore(some.deps);
    await store.save(video, writingLease(some.deps));
    await some.deps.keyvFor('video').set('v2', 'nonsense');
    await expect(store.load('v2')).rejects.toThrow(DamagedVideoError);
    expect(await store.load('v1')).toEqual(video);
  });

  it('a store that fails throws, and is not taken for a missing video', async () => {
    const some = someStore();
    const store = createVideoStore(some.deps);
    await store.save(video, writingLease(some.deps));
    some.file.close();
    await expect(store.load('v1')).rejects.toMatchObject({ name: 'StoreError' });
    await expect(store.save(video, writingLease(some.deps))).rejects.toMatchObject({
      name: 'StoreError',
    });
    await expect(store.takeHint('p1')).rejects.toMatchObject({ name: 'StoreError' });
  });
});

describe('projects', () => {
  it('a linked project leads to its video', async () => {
    const store = createVideoStore(someStore().deps);
    await store.linkProject('p1', 'v1');
    expect([await store.findByProject('p1'), await store.findByProject('p2')]).toEqual([
      'v1',
      undefined,
    ]);
  });

  it('the first video linked to a project keeps it', async () => {
    const store = createVideoStore(someStore().deps);
    for (const id of ['v1', 'v2']) await store.linkProject('p1', id);
    expect(await store.findByProject('p1')).toBe('v1');
  });

  it('a damaged link is none, and said; another one mends it', async () => {
    const { deps, flip, notes } = someStore();
    const store = createVideoStore(deps);
    await store.linkProject('p1', 'v1');
    flip('project', 'v1', 'v2');
    expect([await store.findByProject('p1'), notes]).toEqual([
      undefined,
      ['record_damaged project'],
    ]);
    await store.linkProject('p1', 'v3');
    expect(await store.findByProject('p1')).toBe('v3');
  });
});

describe('hints', () => {
  it('a hint is taken once, also by two who come together', async () => {
    const store = createVideoStore(someStore().deps);
    await store.rememberHint('p1');
    await store.rememberHint('p1');
    const taken = await Promise.all([store.takeHint('p1'), store.takeHint('p1')]);
    expect([taken.toSorted(), await store.takeHint('p1'), await store.takeHint('p2')]).toEqual([
      [false, true],
      false,
      false,
    ]);
  });

  it('a hint is remembered for a day', async () => {
    const { file, deps } = someStore();
    const store = createVideoStore(deps);
    const before = Date.now();
    await store.rememberHint('p1');
    const row = file.db.prepare("SELECT expires FROM keyv WHERE namespace = 'hint'").get();
    const hours = Math.round((Number(row?.['expires']) - before) / 3_600_000);
    file.db.exec("UPDATE keyv SET expires = 1 WHERE namespace = 'hint'");
    expect([hours, await store.takeHint('p1')]).toEqual([24, false]);
  });
});

describe('wishes', () => {
  it('the last wish of a confirmation counts and stays, whatever comes late for another', async () => {
    const store = createVideoStore(someStore().deps);
    const before = await store.readCommand('v1', 2);
    await store.saveCommand('v1', { choice: 'give_up', confirmation: 2 });
    await store.saveCommand('v1', { choice: 'ask_again', confirmation: 2 });
    await store.saveCommand('v1', { choice: 'give_up', confirmation: 1 });
    const left = await store.readCommand('v1', 2);
    expect([before, left]).toEqual([undefined, { choice: 'ask_again', confirmation: 2 }]);
  });
});

type Some = ReturnType<typeof someStore>;

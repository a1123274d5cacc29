import { expect, it } from 'vitest';
import { newVideo, SLOTS, type Video } from '../../src/domain/video/video.ts';
import { createVideoStore, DamagedVideoError } from '../../src/store/records/video-store.ts';
import { createProjectStore } from '../../src/store/tenants/project-store.ts';
import { sampleNewVideo } from '../domain/sample-new-video.ts';
import { writingLease } from '../support/writing-lease.ts';
import { memoryStore } from './temp-state.ts';

const VIDEO: Video = newVideo({ ...sampleNewVideo, id: 'v1' }, 1_000);
type TestStore = ReturnType<typeof createTestStore>;

/** A video store with a way to corrupt its records. */
function createTestStore() {
  const { deps, ...rest } = memoryStore();
  const store = { ...createVideoStore(deps), ...createProjectStore(deps) };
  const save = (video: Video) => store.save(video, writingLease(deps));
  return { ...rest, ...store, save, keyvFor: deps.keyvFor };
}

it.each<[string, (of: TestStore) => unknown]>([
  ['one that is not a video', ({ keyvFor }) => keyvFor('video').set('v1', { id: 'v1' })],
  ['one that changed on the disk', ({ corrupt }) => corrupt('video', 'Amara', 'Omara')],
  ['one that is not JSON', ({ corrupt }) => corrupt('video', '}', '')],
])('F68: a damaged record is quarantined, never returned as a video: %s', async (_, damage) => {
  const of = createTestStore();
  await of.save(VIDEO);
  await damage(of);
  await of.keyvFor('video').set('v2', VIDEO);
  await expect(of.load('v1')).rejects.toThrow(DamagedVideoError);
  const stored = [await of.keyvFor('quarantine').has('v1'), await of.keyvFor('video').has('v1')];
  expect([of.events, stored]).toEqual([['record_damaged video v1'], [true, true]]);
  expect([await of.load('v2'), await of.load('v3')]).toEqual([VIDEO, undefined]);
});

it('a record of version 0.1 is read with the current field names', async () => {
  const { keyvFor, load } = createTestStore();
  const { cardVersion: _, candidate: __, poll, ...rest } = VIDEO;
  const { anomalies: ___, ...look } = poll;
  const candidate = { id: 'p_7', version: 'v2', title: null };
  const post = { channel: 'C1', ts: '1.1', refusal: null, tries: 1, notBefore: 0, doubtSince: 5 };
  const posts = (names: string[], searched: object) =>
    Object.fromEntries(names.map((status, nth) => [SLOTS[nth], { ...post, status, ...searched }]));
  const old = posts(['doubt', 'astray', 'sent'], { looks: 2 });
  const likely = { face: 'unconfirmed:1:p_7', likely: candidate };
  await keyvFor('video').set('v1', { ...rest, ...likely, look: { ...look, odd: 3 }, posts: old });
  expect(await load('v1')).toEqual({
    ...VIDEO,
    cardVersion: 'unconfirmed:1:p_7',
    candidate,
    poll: { ...poll, anomalies: 3 },
    posts: posts(['in_doubt', 'misplaced', 'sent'], { searches: 2, outdated: false }),
  });
});

it('a project stays linked to its first video, unless the link is damaged', async () => {
  const { linkProject, findByProject, corrupt, events } = createTestStore();
  for (const id of ['v1', 'v2']) await linkProject('p1', id);
  const found = [await findByProject('p1'), await findByProject('p2')];
  corrupt('project', 'v1', 'v2');
  found.push(await findByProject('p1'));
  await linkProject('p1', 'v3');
  expect(events).toEqual(['record_damaged project']);
  expect([...found, await findByProject('p1')]).toEqual(['v1', undefined, undefined, 'v3']);
});

it('a hint can be taken once within a day, by one of two concurrent calls', async () => {
  const { rememberHint, takeHint, state } = createTestStore();
  for (const id of ['p1', 'p1', 'old']) await rememberHint(id);
  state.db.exec("UPDATE keyv SET expires = 1 WHERE key = 'old'");
  const taken = await Promise.all([takeHint('p1'), takeHint('p1')]);
  expect(taken.toSorted()).toEqual([false, true]);
  const later = await Promise.all(['p1', 'p2', 'old'].map(takeHint));
  expect(later).toEqual([false, false, false]);
});

it('the last command of a confirmation counts; a late one for another confirmation does not replace it', async () => {
  const { saveCommand, readCommand } = createTestStore();
  await saveCommand('v1', { choice: 'give_up', confirmation: 2 });
  await saveCommand('v1', { choice: 'ask_again', confirmation: 2 });
  await saveCommand('v1', { choice: 'give_up', confirmation: 1 });
  const read = [await readCommand('v1', 2), await readCommand('v1', 3)];
  expect(read).toEqual([{ choice: 'ask_again', confirmation: 2 }, undefined]);
});

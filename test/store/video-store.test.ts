import { expect, it } from 'vitest';
import { newVideo, SLOTS, type Video } from '../../src/domain/video/video.ts';
import { createProjectStore } from '../../src/store/tenants/project-store.ts';
import { createVideoStore, DamagedVideoError } from '../../src/store/video-store.ts';
import { facts } from '../domain/facts.ts';
import { writingLease } from '../support/writing-lease.ts';
import { someStore } from './some-files.ts';

const VIDEO: Video = newVideo({ ...facts, id: 'v1' }, 1_000);
type Some = ReturnType<typeof some>;

/** A store with one video, and a way to damage it. */
function some() {
  const { deps, ...rest } = someStore();
  const store = { ...createVideoStore(deps), ...createProjectStore(deps) };
  const save = (video: Video) => store.save(video, writingLease(deps));
  return { ...rest, ...store, save, keyvFor: deps.keyvFor };
}

it('a saved video is loaded as it was, and the last one saved counts', async () => {
  const { save, load } = some();
  const later: Video = { ...VIDEO, state: 'announced', since: 2_000 };
  for (const each of [VIDEO, later]) await save(each);
  expect([await load('v1'), await load('v2')]).toEqual([later, undefined]);
});

it.each<[string, (of: Some) => unknown]>([
  ['one that is no video', ({ keyvFor }) => keyvFor('video').set('v1', { id: 'v1' })],
  ['one that changed on the disk', ({ flip }) => flip('video', 'Amara', 'Omara')],
  ['one that is no JSON', ({ flip }) => flip('video', '}', '')],
])('a damaged record is set aside, and never taken for a video: %s', async (_, damage) => {
  const of = some();
  await of.save(VIDEO);
  await damage(of);
  await of.keyvFor('video').set('v2', VIDEO);
  await expect(of.load('v1')).rejects.toThrow(DamagedVideoError);
  const kept = [await of.keyvFor('quarantine').has('v1'), await of.keyvFor('video').has('v1')];
  expect([of.notes, kept, await of.load('v2')]).toEqual([
    ['record_damaged video v1'],
    [true, true],
    VIDEO,
  ]);
});

it('a record of version 0.1 is read by the names of today', async () => {
  const { keyvFor, load } = some();
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

it('the first video linked to a project keeps it', async () => {
  const { linkProject, findByProject } = some();
  for (const id of ['v1', 'v2']) await linkProject('p1', id);
  expect([await findByProject('p1'), await findByProject('p2')]).toEqual(['v1', undefined]);
});

it('a damaged link is none, and the log says so; another one mends it', async () => {
  const { linkProject, findByProject, flip, notes } = some();
  await linkProject('p1', 'v1');
  flip('project', 'v1', 'v2');
  const found = await findByProject('p1');
  await linkProject('p1', 'v3');
  expect([found, notes, await findByProject('p1')]).toEqual([
    undefined,
    ['record_damaged project'],
    'v3',
  ]);
});

it('a hint is taken once within a day, by one of two that ask together', async () => {
  const { rememberHint, takeHint, file } = some();
  for (const id of ['p1', 'p1', 'old']) await rememberHint(id);
  const row = file.db.prepare("SELECT expires FROM keyv WHERE namespace = 'hint'").get();
  const hours = Math.round((Number(row?.['expires']) - Date.now()) / 3_600_000);
  file.db.exec("UPDATE keyv SET expires = 1 WHERE key = 'old'");
  const taken = await Promise.all([takeHint('p1'), takeHint('p1')]);
  const later = await Promise.all(['p1', 'p2', 'old'].map(takeHint));
  expect([hours, taken.toSorted(), later]).toEqual([24, [false, true], [false, false, false]]);
});

it('the last command of a confirmation counts, whatever comes late for another', async () => {
  const { saveCommand, readCommand } = some();
  const before = await readCommand('v1', 2);
  await saveCommand('v1', { choice: 'give_up', confirmation: 2 });
  await saveCommand('v1', { choice: 'ask_again', confirmation: 2 });
  await saveCommand('v1', { choice: 'give_up', confirmation: 1 });
  const left = await readCommand('v1', 2);
  expect([before, left]).toEqual([undefined, { choice: 'ask_again', confirmation: 2 }]);
});

import { Keyv } from 'keyv';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { createPersonVideos } from '../../src/store/records/person-videos.ts';
import { createPreferences } from '../../src/store/records/preferences.ts';
import { createRecords } from '../../src/store/records/records.ts';
import { createRenders } from '../../src/store/records/renders.ts';
import { createUnconfirmed } from '../../src/store/records/unconfirmed.ts';
import { createRenderTimes } from '../../src/store/records/usual-render-time.ts';
import { createVirtualClock } from '../support/virtual-clock.ts';
import { memoryStore } from './temp-state.ts';

const DAY = 24 * 3_600_000;

it('the last choice of each person is stored; a choice from an earlier version can still be read', async () => {
  const { deps } = memoryStore();
  const { save, load } = createPreferences(deps);
  const avatar = { value: 'public:81', label: 'Amy' };
  const older = { avatar, voice: null, shape: 'square' as const, captions: false };
  const choice = { ...older, recentAvatars: ['public:81'], recentVoices: ['en-1'], looks: [] };
  await save('T1/U1', choice);
  await deps.keyvFor('preferences').set('T1/U2', older);
  const none = { recentAvatars: [], recentVoices: [], looks: [] };
  const found = await Promise.all(['T1/U1', 'T1/U2', 'T1/U3'].map(load));
  expect(found).toEqual([choice, { ...older, ...none }, undefined]);
});

it('the usual render time is the median of the last fifty, and null without valid times', async () => {
  const { deps, corrupt, events } = memoryStore();
  const times = createRenderTimes(deps);
  const usual = [await times.usual()];
  for (const ms of [100, 300, 200, 10_000]) {
    await times.add(ms);
    usual.push(await times.usual());
  }
  expect(usual).toEqual([null, 100, 200, 200, 250]);
  await Promise.all(Array.from({ length: 60 }, (_, n) => times.add(n)));
  for (const ms of [-5, Number.NaN]) await times.add(ms);
  const expected = Array.from({ length: 50 }, (_, n) => n + 10);
  expect(await deps.keyvFor('render-times').get('all')).toEqual(expected);
  corrupt('render-times', '59', '58');
  expect([await times.usual(), events]).toEqual([null, ['record_damaged render-times']]);
});

it('the last hundred renders are stored, except those measured while the clock was set back', async () => {
  const clock = createVirtualClock();
  const deps = { ...memoryStore().deps, clock };
  const [renders, other] = [createRenders(deps), createRenders(deps)];
  const before = await other.recent();
  const render = (n: number) => ({ speechSeconds: n === 3 ? null : n, afterMs: n, byMs: n + 10 });
  await Promise.all(Array.from({ length: 103 }, (_, n) => renders.add(render(n))));
  for (const byMs of [-5, 90, Number.NaN]) await renders.add({ ...render(100), byMs });
  const expected = Array.from({ length: 100 }, (_, n) => render(n + 3));
  const results = [await renders.recent(), await other.recent()];
  await clock.advance(10_000);
  expect([before, ...results, await other.recent()]).toEqual([[], expected, [], expected]);
});

it('a person’s last five hundred videos are listed once each, newest first', async () => {
  const { deps } = memoryStore();
  const { add, list } = createPersonVideos(deps);
  const ids = Array.from({ length: 500 }, (_, n) => `v${n}`);
  await deps.keyvFor('person-videos').set('T1/U1', ids);
  for (const id of ['a', 'b', 'a']) await add('T1/U1', id);
  await add('T1/U2', 'c');
  const lists = await Promise.all(['T1/U1', 'T1/U2', 'T1/U3'].map(list));
  expect(lists).toEqual([['b', 'a', ...ids.slice(0, 498)], ['c'], []]);
});

it('unconfirmed videos and hints are stored once each until they are removed or a day old', async () => {
  const clock = createVirtualClock();
  const deps = { ...memoryStore().deps, clock };
  const { add, remove, videoIds, rememberHint, saveFacts, hints } = createUnconfirmed(deps);
  const since = clock.now();
  const ids = Array.from({ length: 20 }, (_, nth) => `v${nth}`);
  await Promise.all([...ids, ...ids].map((id) => add(id, since)));
  const all = await videoIds();
  await Promise.all(ids.slice(1).map((id) => remove(id)));
  for (let nth = 0; nth < 101; nth += 1) await rememberHint(`p${nth}`);
  await rememberHint('p50');
  const facts = { version: 'v1', title: 'Launch', createdAt: null } as const;
  await saveFacts('p100', facts);
  clock.jump(DAY - 1);
  const [found, leftIds] = [await hints(), await videoIds()];
  clock.jump(1);
  await add('v0', since);
  const newest = { projectId: 'p100', at: since, facts };
  expect([all, leftIds, found.length, found[0]]).toEqual([ids, ['v0'], 100, newest]);
  // The newest hundred, newest first.
  expect(found.at(-1)?.projectId).toBe('p1');
  expect([await videoIds(), await hints()]).toEqual([[], []]);
});

it('text that is not JSON is a damaged record, with any Keyv store', async () => {
  const store = { capabilities: { expires: true }, get: async () => '{"value":' };
  const records = createRecords(new Keyv<unknown>({ store }), z.string());
  expect(await records.read('key')).toEqual({ kind: 'damaged', raw: null });
});

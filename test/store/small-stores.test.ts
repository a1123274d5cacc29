import { Keyv } from 'keyv';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { createOnceKeys } from '../../src/store/limits/once-keys.ts';
import { createPersonVideos } from '../../src/store/person-videos.ts';
import { createPreferences } from '../../src/store/preferences.ts';
import { createRecords } from '../../src/store/records.ts';
import { createRenderTimes } from '../../src/store/render-times.ts';
import { createRenders } from '../../src/store/renders.ts';
import { createUnconfirmed } from '../../src/store/unconfirmed.ts';
import { createVirtualClock } from '../support/virtual-clock.ts';
import { someStore } from './some-files.ts';

const DAY = 24 * 3_600_000;

it('the last choice of each person is kept; what an earlier version kept is still good', async () => {
  const { deps } = someStore();
  const preferences = createPreferences(deps);
  const avatar = { value: 'public:81', label: 'Amy' };
  const older = { avatar, voice: null, shape: 'square' as const, captions: false };
  const choice = { ...older, recentAvatars: ['public:81'], recentVoices: ['en-1'], looks: [] };
  await preferences.save('T1/U1', choice);
  await deps.keyvFor('preferences').set('T1/U2', older);
  const found = await Promise.all(['T1/U1', 'T1/U2', 'T1/U3'].map(preferences.load));
  const none = { recentAvatars: [], recentVoices: [], looks: [] };
  expect(found).toEqual([choice, { ...older, ...none }, undefined]);
});

it('a once key that is given back can be had again, and it is known whether it happened', async () => {
  const { take, release, finish, finished } = createOnceKeys({ ...someStore().deps, about: 'a' });
  const taken = [await take('V1'), await take('V1')];
  await release('V1');
  taken.push(await take('V1'));
  const before = await finished('V1');
  await finish('V1');
  const after = [await finished('V1'), await take('V1')];
  expect([taken, before, after]).toEqual([[true, false, true], false, [true, false]]);
});

it('the usual time is the median of the last fifty, unknown before the first, whatever a clock set back says', async () => {
  const { deps } = someStore();
  const times = createRenderTimes(deps);
  const usual = [await times.usual()];
  for (const ms of [100, 300, 200, 10_000]) {
    await times.add(ms);
    usual.push(await times.usual());
  }
  expect(usual).toEqual([null, 100, 200, 200, 250]);
  await Promise.all(Array.from({ length: 60 }, (_, n) => times.add(n)));
  for (const ms of [-5, Number.NaN]) await times.add(ms);
  const kept = Array.from({ length: 50 }, (_, n) => n + 10);
  expect(await deps.keyvFor('render-times').get('all')).toEqual(kept);
});

it('the last hundred renders are kept as they were seen, without what a clock set back says', async () => {
  const clock = createVirtualClock();
  const deps = { ...someStore().deps, clock };
  const renders = createRenders(deps);
  const other = createRenders(deps);
  const before = await other.recent();
  const render = (n: number) => ({ spoken: n === 3 ? null : n, afterMs: n, byMs: n + 10 });
  await Promise.all(Array.from({ length: 103 }, (_, n) => renders.add(render(n))));
  for (const byMs of [-5, 90, Number.NaN]) await renders.add({ ...render(100), byMs });
  const kept = Array.from({ length: 100 }, (_, n) => render(n + 3));
  const seen = [await renders.recent(), await other.recent()];
  await clock.advance(10_000);
  expect([before, ...seen, await other.recent()]).toEqual([[], kept, [], kept]);
});

it('a usual time that is damaged is unknown and begins anew; the log says so', async () => {
  const { deps, flip, notes } = someStore();
  const times = createRenderTimes(deps);
  await times.add(1_000);
  flip('render-times', '1', '7');
  const usual = [await times.usual()];
  await times.add(2_000);
  usual.push(await times.usual());
  expect([usual, notes]).toEqual([[null, 2_000], Array(2).fill('record_damaged render-times')]);
});

it('a person’s last five hundred videos are listed newest first, each once', async () => {
  const { deps } = someStore();
  const { add, list } = createPersonVideos(deps);
  const ids = Array.from({ length: 500 }, (_, n) => `v${n}`);
  await deps.keyvFor('person-videos').set('T1/U1', ids);
  for (const id of ['a', 'b', 'a']) await add('T1/U1', id);
  await add('T1/U2', 'c');
  const lists = await Promise.all(['T1/U1', 'T1/U2', 'T1/U3'].map(list));
  expect(lists).toEqual([['b', 'a', ...ids.slice(0, 498)], ['c'], []]);
});

function some() {
  const { deps } = someStore();
  const clock = createVirtualClock();
  return { ...createUnconfirmed({ ...deps, clock }), clock };
}

it('unconfirmed videos added at once are all known, each once, until removed', async () => {
  const { add, remove, videoIds, clock } = some();
  const ids = Array.from({ length: 20 }, (_, index) => `v${index}`);
  await Promise.all([...ids, ...ids].map((id) => add(id, clock.now())));
  const all = await videoIds();
  await Promise.all(ids.slice(1).map((id) => remove(id)));
  expect([all, await videoIds()]).toEqual([ids, ['v0']]);
});

it('unconfirmed videos and hints are forgotten after a day, also where they come again', async () => {
  const { add, videoIds, rememberHint, hints, clock } = some();
  const since = clock.now();
  await add('v', since);
  await rememberHint('p');
  const known = async () => [await videoIds(), (await hints()).map((each) => each.projectId)];
  clock.jump(DAY - 1);
  const before = await known();
  clock.jump(1);
  await add('v', since);
  expect([before, await known()]).toEqual([
    [['v'], ['p']],
    [[], []],
  ]);
});

it('the newest hundred hints are kept, newest first, with what Jogg said of them', async () => {
  const { rememberHint, learn, hints, clock } = some();
  for (let index = 0; index < 101; index += 1) await rememberHint(`p${index}`);
  await rememberHint('p50');
  const facts = { version: 'v1', title: 'Launch', createdAt: null } as const;
  await learn('p100', facts);
  const found = await hints();
  expect([found.length, found[0], found.at(-1)?.projectId]).toEqual([
    100,
    { projectId: 'p100', at: clock.now(), facts },
    'p1',
  ]);
});

it('on any store text that is no JSON is a damaged record, and "not kept" a failure', async () => {
  const store = { capabilities: { expires: true }, get: async () => '{"value":' };
  const records = createRecords(new Keyv<unknown>({ store }), z.string());
  expect(await records.read('key')).toEqual({ kind: 'damaged', rest: null });
  const write = createRecords(new Keyv<unknown>(), z.string()).write('', 'value');
  await expect(write).rejects.toMatchObject({ name: 'StoreError' });
});

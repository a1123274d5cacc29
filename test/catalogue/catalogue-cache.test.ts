import { expect, it } from 'vitest';
import { createCatalogue, FRESH_MS, RETRY_MS } from '../../src/catalogue/catalogue-cache.ts';
import type { Catalogue } from '../../src/domain/catalogue.ts';
import { createVirtualClock } from '../support/virtual-clock.ts';
import { ALONE, avatar, catalogue, voice } from './some.ts';

const NOW = Date.UTC(2026, 0, 5, 9);
const FRESH = catalogue({ loadedAt: NOW });
const amara = avatar();
const bruno = avatar({ id: '82', name: 'Bruno', gender: 'male' });
const DOWN = new Error('Jogg does not answer');

/** A Jogg under the test's thumb: what it answers, whether at all, and what it waits for first. */
const SERVING = { asked: 0, avatars: [amara], voices: [voice()], down: false };

/** A catalogue that has started over a stored copy, or a disk that fails, before such a Jogg. */
async function started(stored?: Catalogue | Error, answers: Partial<typeof SERVING> = {}) {
  const clock = createVirtualClock(NOW);
  const gate = Promise.withResolvers<void>();
  const jogg = { ...SERVING, ...answers, gate: Promise.resolve() };
  const saved: Catalogue[] = [];
  const notes: string[] = [];
  const answer = async <T>(list: () => T): Promise<T> => {
    await jogg.gate;
    if (jogg.down) throw DOWN;
    return list();
  };
  const onDisk = async () => {
    if (stored instanceof Error) throw stored;
    return stored;
  };
  const live = createCatalogue({
    library: {
      avatars() {
        jogg.asked += 1;
        return answer(() => jogg.avatars);
      },
      voices: () => answer(() => jogg.voices),
    },
    kept: { ...ALONE, load: onDisk, save: (each) => onDisk().then(() => void saved.push(each)) },
    clock,
    logEvent: (event) => notes.push(event),
  });
  const hold = () => {
    jogg.gate = gate.promise;
  };
  const ids = () => live.current()?.avatars.map(({ id }) => id);
  return { ...live, clock, jogg, saved, notes, ids, hold, release: gate.resolve };
}
async function loading(answers: Partial<typeof SERVING> = {}) {
  const catalogue = await started(undefined, answers);
  catalogue.hold();
  await catalogue.start();
  return catalogue;
}

const LOADED = ['catalogue_refreshed'];
const FAILED = ['catalogue_refresh_failed'];
const NO_DISK = ['catalogue_load_failed', 'catalogue_refreshed', 'catalogue_save_failed'];
const young = catalogue({ loadedAt: NOW - FRESH_MS + 1 });
const old = catalogue({ loadedAt: NOW - FRESH_MS });
const fromFuture = catalogue({ loadedAt: 2 * NOW });
it.each<[string, Catalogue | Error | undefined, boolean, Catalogue, number, string[]]>([
  ['nothing stored fills memory and the store', undefined, false, FRESH, 1, LOADED],
  ['Jogg down serves the stored copy, however old', catalogue(), true, catalogue(), 0, FAILED],
  ['a copy younger than ten minutes asks Jogg nothing', young, false, young, 0, []],
  ['a copy of ten minutes asks Jogg again', old, false, FRESH, 1, LOADED],
  ['a copy from the future asks Jogg again', fromFuture, false, FRESH, 1, LOADED],
  ['a disk that fails loads all the same', new Error('disk'), false, FRESH, 0, NO_DISK],
])('the start with %s', async (_, stored, down, shown, saves, noted) => {
  const { start, current, saved, notes, clock } = await started(stored, { down });
  expect(current()).toBeNull();
  await start();
  await clock.advance(0);
  expect([current(), saved.length, notes]).toEqual([shown, saves, noted]);
});

it('a picker waits for the very first load as long as it says, at most two seconds', async () => {
  const { ready, release, clock } = await loading();
  const ended: string[] = [];
  for (const ms of [500, 60_000]) void ready(ms).then((got) => ended.push(`${ms} ${got}`));
  const seen: string[][] = [];
  for (const ms of [499, 1, 1_499, 1]) {
    await clock.advance(ms);
    seen.push([...ended]);
  }
  expect(seen).toEqual([[], ['500 null'], ['500 null'], ['500 null', '60000 null']]);
  const waiting = ready(2_000);
  release();
  expect((await waiting)?.avatars).toEqual([amara]);
});

it('a picker shows the old copy at once while a new one loads', async () => {
  const { start, ready, jogg, clock, hold, ids, release } = await started(FRESH);
  await start();
  await clock.advance(FRESH_MS);
  jogg.avatars = [amara, bruno];
  hold();
  expect(await ready(2_000)).toEqual(FRESH);
  release();
  await clock.advance(0);
  expect(ids()).toEqual(['81', '82']);
});

it('touching asks Jogg at most every ten minutes', async () => {
  const { start, touch, jogg, clock } = await started();
  await start();
  const asked: number[] = [];
  for (let minute = 1; minute <= 25; minute += 1) {
    await clock.advance(60_000);
    touch();
    touch();
    await clock.runPending();
    asked.push(jogg.asked);
  }
  expect([asked[8], asked[9], asked[18], asked[19], asked[24]]).toEqual([1, 2, 2, 3, 3]);
});

it.each([
  ['a failure', { down: true }],
  ['an incomplete answer', { avatars: [] }],
])('touching asks again thirty seconds after the end of %s, not sooner', async (_, answers) => {
  const { touch, jogg, clock, release, ids } = await loading(answers);
  await clock.advance(RETRY_MS);
  release();
  await clock.advance(RETRY_MS - 1);
  touch();
  await clock.runPending();
  expect(jogg.asked).toBe(1);
  Object.assign(jogg, SERVING, { asked: 1 });
  await clock.advance(1);
  touch();
  await clock.advance(0);
  expect([jogg.asked, ids()]).toEqual([2, ['81']]);
});

it('a refresh asks at once, though the copy is fresh, once for all, and answers counts', async () => {
  const { refresh, touch, jogg } = await started(FRESH, { avatars: [amara, bruno] });
  const [outcome, ...others] = await Promise.all([refresh(), refresh(), refresh()]);
  touch();
  expect(outcome).toEqual({ kind: 'done', avatars: 2, voices: 1, kept: [] });
  expect([jogg.asked, new Set([outcome, ...others]).size]).toEqual([1, 1]);
});

it('a refresh that fails keeps the old copy, stores nothing and says why', async () => {
  const { start, refresh, current, saved } = await started(FRESH, { down: true });
  await start();
  expect(await refresh()).toEqual({ kind: 'failed', error: DOWN });
  expect([current(), saved]).toEqual([FRESH, []]);
});

it('a refresh does not believe public lists that come empty, but own ones', async () => {
  const twin = avatar({ kind: 'custom', id: '12', name: 'Twin' });
  const clone = voice({ id: 'tb_1', own: true });
  const stored = { ...FRESH, voices: [voice(), voice({ id: 'tb_0', own: true })] };
  const answers = { avatars: [twin], voices: [clone] };
  const { start, refresh, current, notes } = await started(stored, answers);
  await start();
  const kept = ['avatars', 'voices'];
  expect(await refresh()).toEqual({ kind: 'done', avatars: 2, voices: 2, kept });
  const loaded = { avatars: [amara, twin], voices: [voice(), clone], loadedAt: NOW };
  expect([current(), notes]).toEqual([loaded, ['catalogue_incomplete']]);
});

it('after the stop nothing is asked, no picker waits, and what arrives is dropped', async () => {
  const { ready, stop, release, clock, touch, refresh, jogg, current, saved } = await loading();
  const picker = ready(2_000);
  await clock.runPending();
  await stop();
  expect(await picker).toBeNull();
  release();
  await clock.advance(0);
  touch();
  expect(await refresh()).toEqual({ kind: 'failed', error: new Error('stopped') });
  expect([jogg.asked, current(), saved]).toEqual([1, null, []]);
});

import { expect, it } from 'vitest';
import * as cache from '../../src/catalogue/catalogue-cache.ts';
import type { Catalogue } from '../../src/domain/catalogue.ts';
import { openState } from '../../src/store/open-state.ts';
import { createCatalogueStore } from '../../src/store/records/catalogue-store.ts';
import { createVirtualClock } from '../support/virtual-clock.ts';
import { avatar, catalogue, voice } from './sample-catalogue.ts';

const { FRESH_MS, RETRY_MS } = cache;
const NOW = Date.UTC(2026, 0, 5, 9);
const FRESH = catalogue({ loadedAt: NOW });
const amara = avatar();
const bruno = avatar({ id: '82', name: 'Bruno', gender: 'male' });
const AVAILABLE = { avatars: [amara], voices: [voice()], down: false, isPaused: false };
const PAUSED = { isPaused: true };
const PAUSED_WITH_BOTH = { ...PAUSED, avatars: [amara, bruno] };

/** Two replicas with one store and a copy in it; Jogg answers, is down, or waits for `release`. */
async function startReplicas(answers: Partial<typeof AVAILABLE>, stored?: Catalogue | Error) {
  const clock = createVirtualClock(NOW);
  const [requests, events]: [string[], string[]] = [[], []];
  const logEvent = (event: string) => void events.push(event);
  const state = openState('memory:', () => {}, { clock, random: () => 0.5 });
  const sharedCopy = createCatalogueStore({ ...state, isShared: true, logEvent });
  const failing = () => Promise.reject(stored);
  const jogg = { ...AVAILABLE, ...answers, gate: Promise.withResolvers<void>() };
  if (!jogg.isPaused) jogg.gate.resolve();
  const answer = async <T>(list: () => T): Promise<T> => {
    await jogg.gate.promise;
    if (jogg.down) throw new Error('Jogg does not answer');
    return list();
  };
  const replica = (name = 'one') =>
    cache.createCatalogue({
      library: {
        avatars() {
          requests.push(name);
          return answer(() => jogg.avatars);
        },
        voices: () => answer(() => jogg.voices),
      },
      sharedCopy:
        stored instanceof Error ? { ...sharedCopy, load: failing, save: failing } : sharedCopy,
      clock,
      logEvent,
    });
  if (stored && !(stored instanceof Error)) await sharedCopy.save(stored);
  const one = replica();
  const other = replica('other');
  await one.start();
  await clock.runPending();
  const release = jogg.gate.resolve;
  return { clock, jogg, requests, events, sharedCopy, one, other, release };
}
const STORE_FAILURES = ['catalogue_load_failed', 'catalogue_refreshed', 'catalogue_save_failed'];
const young = catalogue({ loadedAt: NOW - FRESH_MS + 1 });
const old = catalogue({ loadedAt: NOW - FRESH_MS });
const fromFuture = catalogue({ loadedAt: 2 * NOW });
it.each<[string, Catalogue | Error | undefined, boolean, Catalogue, string[]]>([
  ['without a copy fills memory and the store', undefined, false, FRESH, ['catalogue_refreshed']],
  ['while Jogg is down serves the old copy', old, true, old, ['catalogue_refresh_failed']],
  ['with a copy younger than ten minutes does not ask Jogg', young, false, young, []],
  ['with a copy of ten minutes asks Jogg', old, false, FRESH, ['catalogue_refreshed']],
  ['with a copy from the future asks Jogg', fromFuture, false, FRESH, ['catalogue_refreshed']],
  ['with a failing store asks Jogg', new Error('disk'), false, FRESH, STORE_FAILURES],
])('a start %s', async (_, stored, down, shown, logged) => {
  const { one, sharedCopy, events } = await startReplicas({ down }, stored);
  const inStore = stored instanceof Error ? undefined : shown;
  expect([one.current(), await sharedCopy.load(), events]).toEqual([shown, inStore, logged]);
});

it('a picker waits for the very first load as long as it asks for, at most two seconds', async () => {
  const { one, release, clock } = await startReplicas(PAUSED);
  const ended: string[] = [];
  for (const ms of [500, 60_000]) void one.ready(ms).then((got) => ended.push(`${ms} ${got}`));
  const seen: string[][] = [];
  for (const ms of [499, 1, 1_499, 1]) {
    await clock.advance(ms);
    seen.push([...ended]);
  }
  expect(seen).toEqual([[], ['500 null'], ['500 null'], ['500 null', '60000 null']]);
  const waiting = one.ready(2_000);
  release();
  expect((await waiting)?.avatars).toEqual([amara]);
});

it('a picker shows the old copy while a new one loads, which happens once in ten minutes', async () => {
  const { one, jogg, clock, requests, release } = await startReplicas(PAUSED_WITH_BOTH, FRESH);
  await clock.advance(FRESH_MS - 1);
  one.touch();
  await clock.advance(1);
  one.touch();
  await clock.runPending();
  expect([await one.ready(2_000), requests.length]).toEqual([FRESH, 1]);
  release();
  await clock.advance(FRESH_MS - 1);
  one.touch();
  await clock.runPending();
  expect([one.current()?.avatars, requests.length]).toEqual([jogg.avatars, 1]);
});

it.each([
  ['a failure', { down: true }],
  ['an incomplete answer', { avatars: [] }],
])('a reader makes the catalogue ask again 30 seconds after %s, not sooner', async (_, answers) => {
  const { one, requests, jogg, clock, release } = await startReplicas({ ...PAUSED, ...answers });
  await clock.advance(RETRY_MS);
  release();
  await clock.advance(RETRY_MS - 1);
  one.touch();
  await clock.runPending();
  const early = requests.length;
  Object.assign(jogg, AVAILABLE);
  await clock.advance(1);
  one.touch();
  await clock.runPending();
  expect([early, requests.length, one.current()?.avatars]).toEqual([1, 2, [amara]]);
});

it('concurrent refreshes ask Jogg once, even if the copy is fresh, and return the counts', async () => {
  const { one, requests, release } = await startReplicas(PAUSED_WITH_BOTH, FRESH);
  const all = [one.refresh(), one.refresh(), one.refresh()];
  one.touch();
  release();
  const [outcome, ...others] = await Promise.all(all);
  expect(outcome).toEqual({ kind: 'done', avatars: 2, voices: 1, keptLists: [] });
  expect([requests.length, new Set([outcome, ...others]).size]).toEqual([1, 1]);
});

it('a refresh keeps the old public items if Jogg returns none, and replaces the own ones', async () => {
  const twin = avatar({ kind: 'custom', id: '12', name: 'Twin' });
  const clone = voice({ id: 'tb_1', own: true });
  const stored = { ...FRESH, voices: [voice(), voice({ id: 'tb_0', own: true })] };
  const { one, events } = await startReplicas({ avatars: [twin], voices: [clone] }, stored);
  const keptLists = ['avatars', 'voices'];
  expect(await one.refresh()).toEqual({ kind: 'done', avatars: 2, voices: 2, keptLists });
  const loaded = { avatars: [amara, twin], voices: [voice(), clone], loadedAt: NOW };
  expect([one.current(), events]).toEqual([loaded, ['catalogue_incomplete']]);
});

it('after a stop Jogg is not asked, no picker waits, and a late answer is dropped', async () => {
  const { one, release, clock, requests, sharedCopy } = await startReplicas(PAUSED);
  const picker = one.ready(2_000);
  await clock.runPending();
  await one.stop();
  expect(await picker).toBeNull();
  release();
  await clock.runPending();
  one.touch();
  expect(await one.refresh()).toEqual({ kind: 'failed', error: new Error('stopped') });
  expect([requests.length, one.current(), await sharedCopy.load()]).toEqual([1, null, undefined]);
});

it('one replica asks Jogg and all show its answer; a refresh reaches the others at their next poll', async () => {
  const { one, other, clock, jogg, requests, release } = await startReplicas(PAUSED);
  await other.start();
  release();
  await clock.advance(1_000);
  expect([requests, other.current()]).toEqual([['one'], FRESH]);
  jogg.avatars = [bruno];
  expect((await other.refresh()).kind).toBe('done');
  await clock.advance(cache.POLL_MS);
  one.touch();
  await clock.runPending();
  expect([requests, one.current()?.avatars]).toEqual([['one', 'other'], [bruno]]);
});

it('a replica asks Jogg itself once another one’s lock has ended', async () => {
  const { other, requests, clock, sharedCopy } = await startReplicas(PAUSED);
  await other.start();
  await clock.advance(30_000);
  const early = [...requests];
  // The lock of a killed replica expires.
  await sharedCopy.unlock();
  await clock.advance(1_000);
  expect([early, requests]).toEqual([['one'], ['one', 'other']]);
});

import { describe, expect, it } from 'vitest';
import { createCatalogue, FRESH_MS, RETRY_MS } from '../../src/catalogue/catalogue-cache.ts';
import type { Avatar, Catalogue } from '../../src/domain/catalogue.ts';
import { createVirtualClock } from '../support/virtual-clock.ts';
import { ALONE, avatar, catalogue, voice } from './some.ts';

const NOW = Date.UTC(2026, 0, 5, 9);
const FRESH = catalogue({ loadedAt: NOW });
const amara = avatar();
const bruno = avatar({ id: '82', name: 'Bruno', gender: 'male' });
const DOWN = new Error('Jogg does not answer');

/**
 * A catalogue that has started before a library of Jogg under the test's thumb: what it answers,
 * and whether it answers yet.
 */
async function started(
  stored?: Catalogue | Error,
  answers: { down?: boolean; avatars?: Avatar[]; isHeld?: true } = {},
) {
  const clock = createVirtualClock(NOW);
  const jogg = { asked: 0, avatars: [amara], voices: [voice()], down: false, ...answers };
  let gate = Promise.resolve();
  const saved: Catalogue[] = [];
  const notes: string[] = [];
  const answer = async <T>(list: () => T): Promise<T> => {
    await gate;
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
  /** Holds Jogg's answers back until the returned function is called. */
  const hold = () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    gate = promise;
    return resolve;
  };
  const release = answers.isHeld ? hold() : () => {};
  await live.start();
  const ids = () => live.current()?.avatars.map(({ id }) => id);
  return { ...live, clock, jogg, saved, notes, hold, release, ids };
}

describe('the start', () => {
  it('with nothing stored fills memory and the store', async () => {
    const { current, saved, clock } = await started();
    expect(current()).toBeNull();
    await clock.advance(0);
    expect([current(), saved]).toEqual([FRESH, [FRESH]]);
  });

  it('with Jogg down serves the stored copy, however old', async () => {
    const { current, notes, clock } = await started(catalogue({ loadedAt: 5 }), { down: true });
    await clock.advance(0);
    const failed = ['catalogue_refresh_failed'];
    expect([current(), notes]).toEqual([catalogue({ loadedAt: 5 }), failed]);
  });

  it.each([
    ['younger than ten minutes asks Jogg nothing', NOW - FRESH_MS + 1, 0],
    ['of ten minutes is asked for again', NOW - FRESH_MS, 1],
    ['from the future is not trusted to be fresh', 2 * NOW, 1],
  ])('with a stored copy %s', async (_, loadedAt, asked) => {
    const { jogg, clock } = await started(catalogue({ loadedAt }));
    await clock.runPending();
    expect(jogg.asked).toBe(asked);
  });

  it('with a store that fails notes it and loads all the same', async () => {
    const { notes, clock, ids } = await started(new Error('disk'));
    await clock.advance(0);
    const failed = ['catalogue_load_failed', 'catalogue_refreshed', 'catalogue_save_failed'];
    expect([ids(), notes]).toEqual([['81'], failed]);
  });
});

describe('a picker', () => {
  it('waits for the very first load, no longer than it says, never over two seconds', async () => {
    const { ready, release, clock } = await started(undefined, { isHeld: true });
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

  it('with a copy at hand does not wait, even while a refresh runs', async () => {
    const { ready } = await started(catalogue(), { isHeld: true });
    expect(await ready(2_000)).toEqual(catalogue());
  });
});

describe('touching', () => {
  it('serves the old copy while the new one loads', async () => {
    const { touch, jogg, clock, hold, ids } = await started(FRESH);
    jogg.avatars = [amara, bruno];
    await clock.advance(FRESH_MS);
    const answer = hold();
    touch();
    await clock.advance(0);
    expect(ids()).toEqual(['81']);
    answer();
    await clock.advance(0);
    expect(ids()).toEqual(['81', '82']);
  });

  it('asks Jogg at most every ten minutes', async () => {
    const { touch, jogg, clock } = await started();
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
  ])('asks again thirty seconds after the end of %s, not sooner', async (_, answers) => {
    const held = await started(undefined, { ...answers, isHeld: true });
    const { touch, jogg, clock, release, ids } = held;
    await clock.advance(RETRY_MS);
    release();
    await clock.advance(RETRY_MS - 1);
    touch();
    expect(jogg.asked).toBe(1);
    Object.assign(jogg, { down: false, avatars: [amara] });
    await clock.advance(1);
    touch();
    await clock.advance(0);
    expect([jogg.asked, ids()]).toEqual([2, ['81']]);
  });
});

describe('a refresh', () => {
  it('asks at once, also a fresh copy, shared by all who ask, and answers counts', async () => {
    const { refresh, touch, jogg } = await started(FRESH);
    jogg.avatars = [amara, bruno];
    const [outcome, ...others] = await Promise.all([refresh(), refresh(), refresh()]);
    touch();
    expect(outcome).toEqual({ kind: 'done', avatars: 2, voices: 1, kept: [] });
    expect([jogg.asked, new Set([outcome, ...others]).size]).toEqual([1, 1]);
  });

  it('that fails keeps the old copy, stores nothing and says why', async () => {
    const { refresh, current, saved } = await started(FRESH, { down: true });
    expect(await refresh()).toEqual({ kind: 'failed', error: DOWN });
    expect([current(), saved]).toEqual([FRESH, []]);
  });

  it('does not believe public lists that come empty, but own ones', async () => {
    const twin = avatar({ kind: 'custom', id: '12', name: 'Twin' });
    const clone = voice({ id: 'tb_1', own: true });
    const stored = { ...FRESH, voices: [voice(), voice({ id: 'tb_0', own: true })] };
    const { refresh, current, jogg, notes } = await started(stored);
    Object.assign(jogg, { avatars: [twin], voices: [clone] });
    const kept = ['avatars', 'voices'];
    expect(await refresh()).toEqual({ kind: 'done', avatars: 2, voices: 2, kept });
    const loaded = { avatars: [amara, twin], voices: [voice(), clone], loadedAt: NOW };
    expect([current(), notes]).toEqual([loaded, ['catalogue_incomplete']]);
  });

  it('after the stop asks nothing, no picker waits, and what arrives is dropped', async () => {
    const held = await started(undefined, { isHeld: true });
    const picker = held.ready(2_000);
    await held.stop();
    expect(await picker).toBeNull();
    held.release();
    await held.clock.advance(0);
    held.touch();
    expect(await held.refresh()).toEqual({ kind: 'failed', error: new Error('stopped') });
    expect([held.jogg.asked, held.current(), held.saved]).toEqual([1, null, []]);
  });
});

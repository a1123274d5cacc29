import { describe, expect, it } from 'vitest';
import { createCatalogue, FRESH_MS, RETRY_MS } from '../../src/catalogue/catalogue-cache.ts';
import type { Catalogue } from '../../src/domain/catalogue.ts';
import { createVirtualClock } from '../support/virtual-clock.ts';
import { avatar, catalogue, voice } from './some.ts';

const NOW = Date.UTC(2026, 0, 5, 9);
const amara = avatar();
const bruno = avatar({ id: '82', name: 'Bruno', gender: 'male' });

/** Jogg's library under the test's thumb: what it answers, and whether it answers yet. */
function setUp(stored?: Catalogue | Error) {
  const clock = createVirtualClock(NOW);
  const jogg = { asked: 0, avatars: [amara], voices: [voice()], down: false };
  let gate = Promise.resolve();
  const saved: Catalogue[] = [];
  const notes: string[] = [];
  const answer = async <T>(list: () => T): Promise<T> => {
    await gate;
    if (jogg.down) throw new Error('Jogg does not answer');
    return list();
  };
  const onDisk = () => (stored instanceof Error ? Promise.reject(stored) : Promise.resolve(stored));
  const live = createCatalogue({
    library: {
      avatars() {
        jogg.asked += 1;
        return answer(() => jogg.avatars);
      },
      voices: () => answer(() => jogg.voices),
    },
    kept: { load: onDisk, save: (each) => onDisk().then(() => void saved.push(each)) },
    clock,
    logEvent: (event) => notes.push(event),
  });
  /** Holds Jogg's answers back until the returned function is called. */
  const hold = () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    gate = promise;
    return resolve;
  };
  const ids = () => live.current()?.avatars.map(({ id }) => id);
  return { clock, jogg, saved, notes, live, hold, ids };
}

describe('the start', () => {
  it('with nothing stored fills memory and the store', async () => {
    const { live, saved, clock } = setUp();
    await live.start();
    expect(live.current()).toBeNull();
    await clock.advance(0);
    const loaded = { avatars: [amara], voices: [voice()], loadedAt: NOW };
    expect([live.current(), saved]).toEqual([loaded, [loaded]]);
  });

  it('with Jogg down serves the stored copy, however old', async () => {
    const { live, jogg, notes, clock } = setUp(catalogue({ loadedAt: 5 }));
    jogg.down = true;
    await live.start();
    await clock.advance(0);
    expect(live.current()).toEqual(catalogue({ loadedAt: 5 }));
    expect(notes).toEqual(['catalogue_refresh_failed']);
  });

  it.each([
    ['younger than ten minutes asks Jogg nothing', NOW - FRESH_MS + 1, 0],
    ['of ten minutes is asked for again', NOW - FRESH_MS, 1],
    ['from the future is not trusted to be fresh', 2 * NOW, 1],
  ])('with a stored copy %s', async (_, loadedAt, asked) => {
    const { live, jogg } = setUp(catalogue({ loadedAt }));
    await live.start();
    expect(jogg.asked).toBe(asked);
  });

  it('with a store that fails notes it and loads all the same', async () => {
    const { live, notes, clock, ids } = setUp(new Error('disk'));
    await live.start();
    await clock.advance(0);
    const failed = ['catalogue_load_failed', 'catalogue_refreshed', 'catalogue_save_failed'];
    expect([ids(), notes]).toEqual([['81'], failed]);
  });
});

describe('a picker', () => {
  it('waits for the very first load, no longer than it says, never over two seconds', async () => {
    const { live, hold, clock } = setUp();
    const answer = hold();
    await live.start();
    const ended: string[] = [];
    const pickers = [500, 60_000].map((ms) =>
      live.ready(ms).then((got) => ended.push(`${ms} ${got}`)),
    );
    await clock.advance(499);
    expect(ended).toEqual([]);
    await clock.advance(1);
    expect(ended).toEqual(['500 null']);
    await clock.advance(1_500);
    expect(ended).toEqual(['500 null', '60000 null']);
    await Promise.all(pickers);
    const waiting = live.ready(2_000);
    answer();
    expect((await waiting)?.avatars).toEqual([amara]);
  });

  it('with a copy at hand does not wait, even while a refresh runs', async () => {
    const { live, hold } = setUp(catalogue());
    hold();
    await live.start();
    expect(await live.ready(2_000)).toEqual(catalogue());
  });
});

describe('touching', () => {
  it('serves the old copy while the new one loads', async () => {
    const { live, jogg, clock, hold, ids } = setUp(catalogue({ loadedAt: NOW }));
    await live.start();
    jogg.avatars = [amara, bruno];
    await clock.advance(FRESH_MS);
    const answer = hold();
    live.touch();
    await clock.advance(0);
    expect(ids()).toEqual(['81']);
    answer();
    await clock.advance(0);
    expect(ids()).toEqual(['81', '82']);
  });

  it('asks Jogg at most every ten minutes', async () => {
    const { live, jogg, clock } = setUp();
    await live.start();
    const asked: number[] = [];
    for (let minute = 1; minute <= 25; minute += 1) {
      await clock.advance(60_000);
      live.touch();
      live.touch();
      asked.push(jogg.asked);
    }
    expect([asked[8], asked[9], asked[18], asked[19], asked[24]]).toEqual([1, 2, 2, 3, 3]);
  });

  it.each([
    ['a failure', { down: true }],
    ['an incomplete answer', { avatars: [] }],
  ])('asks again thirty seconds after the end of %s, not sooner', async (_, answers) => {
    const { live, jogg, clock, hold, ids } = setUp();
    Object.assign(jogg, answers);
    const answer = hold();
    await live.start();
    await clock.advance(RETRY_MS);
    answer();
    await clock.advance(RETRY_MS - 1);
    live.touch();
    expect(jogg.asked).toBe(1);
    Object.assign(jogg, { down: false, avatars: [amara] });
    await clock.advance(1);
    live.touch();
    await clock.advance(0);
    expect([jogg.asked, ids()]).toEqual([2, ['81']]);
  });
});

describe('a refresh', () => {
  it('asks at once, also a fresh copy, and answers with the counts', async () => {
    const { live, jogg, clock } = setUp();
    await live.start();
    await clock.advance(0);
    jogg.avatars = [amara, bruno];
    expect(await live.refresh()).toEqual({ kind: 'done', avatars: 2, voices: 1, kept: [] });
    expect(jogg.asked).toBe(2);
  });

  it('at the same time as others shares one load', async () => {
    const { live, jogg } = setUp(catalogue({ loadedAt: NOW }));
    await live.start();
    const outcomes = await Promise.all([live.refresh(), live.refresh(), live.refresh()]);
    live.touch();
    expect([jogg.asked, new Set(outcomes).size]).toEqual([1, 1]);
  });

  it('that fails keeps the old copy, stores nothing and says why', async () => {
    const { live, jogg, saved } = setUp(catalogue({ loadedAt: NOW }));
    await live.start();
    jogg.down = true;
    const error = new Error('Jogg does not answer');
    expect(await live.refresh()).toEqual({ kind: 'failed', error });
    expect([live.current(), saved]).toEqual([catalogue({ loadedAt: NOW }), []]);
  });

  it('does not believe public lists that come empty, but own ones', async () => {
    const twin = avatar({ kind: 'custom', id: '12', name: 'Twin' });
    const clone = voice({ id: 'tb_1', own: true, name: 'Clone' });
    const old = voice({ id: 'tb_0', own: true, name: 'Deleted' });
    const stored = catalogue({ voices: [voice(), old], loadedAt: NOW });
    const { live, jogg, notes } = setUp(stored);
    await live.start();
    Object.assign(jogg, { avatars: [twin], voices: [clone] });
    const kept = ['avatars', 'voices'];
    expect(await live.refresh()).toEqual({ kind: 'done', avatars: 2, voices: 2, kept });
    expect(live.current()?.avatars).toEqual([amara, twin]);
    expect(live.current()?.voices).toEqual([voice(), clone]);
    expect(notes).toEqual(['catalogue_incomplete']);
  });

  it('after the stop asks nothing, no picker waits, and what arrives is dropped', async () => {
    const { live, jogg, saved, hold, clock } = setUp();
    const answer = hold();
    await live.start();
    const picker = live.ready(2_000);
    await live.stop();
    expect(await picker).toBeNull();
    answer();
    await clock.advance(0);
    live.touch();
    expect(await live.refresh()).toEqual({ kind: 'failed', error: new Error('stopped') });
    expect([jogg.asked, live.current(), saved]).toEqual([1, null, []]);
  });
});

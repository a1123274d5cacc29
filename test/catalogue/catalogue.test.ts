import { describe, expect, test } from 'vitest';
import { createCatalogue, FRESH_MS, RETRY_MS } from '../../src/catalogue/catalogue-cache.ts';
import type { Avatar, Catalogue, Voice } from '../../src/domain/catalogue.ts';
import { handClock, settled } from './hand-clock.ts';
import { avatar, catalogue, voice } from './some.ts';

/** Jogg's library under the test's thumb: what it answers, and whether it answers yet. */
function setUp(facts: { stored?: Catalogue; storeBroken?: boolean } = {}) {
  const clock = handClock();
  const jogg = {
    asked: 0,
    avatars: [avatar()] as Avatar[],
    voices: [voice()] as Voice[],
    down: false,
    gate: Promise.resolve(),
  };
  const saved: Catalogue[] = [];
  const notes: string[] = [];
  const answer = async <T>(list: () => T): Promise<T> => {
    await jogg.gate;
    if (jogg.down) throw new Error('Jogg does not answer');
    return list();
  };
  const live = createCatalogue({
    library: {
      avatars() {
        jogg.asked += 1;
        return answer(() => jogg.avatars);
      },
      voices: () => answer(() => jogg.voices),
    },
    kept: {
      async load() {
        if (facts.storeBroken) throw new Error('disk');
        return facts.stored;
      },
      async save(each) {
        if (facts.storeBroken) throw new Error('disk');
        saved.push(each);
      },
    },
    clock,
    logEvent: (event) => notes.push(event),
  });
  /** Holds Jogg's answers back until the returned function is called. */
  const hold = () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    jogg.gate = promise;
    return resolve;
  };
  return { clock, jogg, saved, notes, live, hold };
}

const amara = avatar();
const bruno = avatar({ id: '82', name: 'Bruno', gender: 'male' });

describe('starting', () => {
  test('with nothing stored, the first load fills memory and the store', async () => {
    const { live, saved, clock } = setUp();
    await live.start();
    expect(live.current()).toBeNull();
    await settled();
    const loaded = { avatars: [amara], voices: [voice()], loadedAt: clock.now() };
    expect(live.current()).toEqual(loaded);
    expect(saved).toEqual([loaded]);
  });

  test('with Jogg down, the stored copy serves, however old', async () => {
    const stored = catalogue({ loadedAt: 5 });
    const { live, jogg, notes } = setUp({ stored });
    jogg.down = true;
    await live.start();
    await settled();
    expect(live.current()).toEqual(stored);
    expect(notes).toEqual(['catalogue_refresh_failed']);
  });

  test('a stored copy younger than ten minutes asks Jogg nothing', async () => {
    const { live, jogg } = setUp({ stored: catalogue({ loadedAt: 1_000_000 - FRESH_MS + 1 }) });
    await live.start();
    await settled();
    expect(jogg.asked).toBe(0);
  });

  test('a stored copy from the future is not trusted to be fresh', async () => {
    const { live, jogg } = setUp({ stored: catalogue({ loadedAt: 2_000_000 }) });
    await live.start();
    expect(jogg.asked).toBe(1);
  });

  test('a store that fails is noted and costs neither the start nor the load', async () => {
    const { live, notes } = setUp({ storeBroken: true });
    await live.start();
    await settled();
    expect(live.current()?.avatars).toEqual([amara]);
    expect(notes).toEqual([
      'catalogue_load_failed',
      'catalogue_refreshed',
      'catalogue_save_failed',
    ]);
  });
});

describe('the very first load', () => {
  test('a picker waits for it and gets it', async () => {
    const { live, hold } = setUp();
    const answer = hold();
    await live.start();
    const waiting = live.ready(2_000);
    answer();
    expect((await waiting)?.avatars).toEqual([amara]);
  });

  test('a picker waits no longer than it says, and never over two seconds', async () => {
    const { live, hold, clock } = setUp();
    hold();
    await live.start();
    const ended: string[] = [];
    const short = live.ready(500).then((got) => ended.push(`short ${got}`));
    const long = live.ready(60_000).then((got) => ended.push(`long ${got}`));
    await clock.advance(499);
    expect(ended).toEqual([]);
    await clock.advance(1);
    expect(ended).toEqual(['short null']);
    await clock.advance(1_500);
    expect(ended).toEqual(['short null', 'long null']);
    await Promise.all([short, long]);
  });

  test('a picker with a copy at hand does not wait, even while a refresh runs', async () => {
    const stored = catalogue();
    const { live, hold } = setUp({ stored });
    hold();
    await live.start();
    expect(await live.ready(2_000)).toEqual(stored);
  });

  test('stopping ends the wait', async () => {
    const { live, hold } = setUp();
    hold();
    await live.start();
    const waiting = live.ready(2_000);
    await live.stop();
    expect(await waiting).toBeNull();
  });
});

describe('touching', () => {
  test('serves the old copy while the new one loads', async () => {
    const { live, jogg, clock, hold } = setUp({ stored: catalogue({ loadedAt: 1_000_000 }) });
    await live.start();
    jogg.avatars = [amara, bruno];
    await clock.advance(FRESH_MS);
    const answer = hold();
    live.touch();
    await settled();
    expect(live.current()?.avatars).toEqual([amara]);
    answer();
    await settled();
    expect(live.current()?.avatars).toEqual([amara, bruno]);
  });

  test('asks Jogg at most every ten minutes', async () => {
    const { live, jogg, clock } = setUp();
    await live.start();
    await settled();
    const asked: number[] = [];
    for (let minute = 1; minute <= 25; minute += 1) {
      await clock.advance(60_000);
      live.touch();
      live.touch();
      await settled();
      asked.push(jogg.asked);
    }
    expect([asked[8], asked[9], asked[18], asked[19], asked[24]]).toEqual([1, 2, 2, 3, 3]);
  });

  test('asks again thirty seconds after a failure, not sooner', async () => {
    const { live, jogg, clock } = setUp();
    jogg.down = true;
    await live.start();
    await settled();
    await clock.advance(RETRY_MS - 1);
    live.touch();
    await settled();
    expect(jogg.asked).toBe(1);
    await clock.advance(1);
    live.touch();
    await settled();
    expect(jogg.asked).toBe(2);
  });

  test('a slow failure counts from its end', async () => {
    const { live, jogg, clock, hold } = setUp();
    const answer = hold();
    jogg.down = true;
    await live.start();
    await clock.advance(RETRY_MS);
    answer();
    await settled();
    live.touch();
    expect(jogg.asked).toBe(1);
  });
});

describe('refreshing on demand', () => {
  test('asks at once, also a fresh copy, and answers with the counts', async () => {
    const { live, jogg } = setUp();
    await live.start();
    await settled();
    jogg.avatars = [amara, bruno];
    expect(await live.refresh()).toEqual({ kind: 'done', avatars: 2, voices: 1, kept: [] });
    expect(jogg.asked).toBe(2);
  });

  test('calls at the same time share one load', async () => {
    const { live, jogg } = setUp({ stored: catalogue({ loadedAt: 1_000_000 }) });
    await live.start();
    const outcomes = await Promise.all([live.refresh(), live.refresh(), live.refresh()]);
    live.touch();
    expect(jogg.asked).toBe(1);
    expect(new Set(outcomes).size).toBe(1);
  });

  test('a failure keeps the old copy, stores nothing and says why', async () => {
    const stored = catalogue({ loadedAt: 1_000_000 });
    const { live, jogg, saved } = setUp({ stored });
    await live.start();
    jogg.down = true;
    expect(await live.refresh()).toEqual({
      kind: 'failed',
      error: new Error('Jogg does not answer'),
    });
    expect(live.current()).toEqual(stored);
    expect(saved).toEqual([]);
  });

  test('public lists that come empty are not believed; own ones are', async () => {
    const twin = avatar({ kind: 'custom', id: '12', name: 'Twin' });
    const clone = voice({ id: 'tb_1', own: true, name: 'Clone' });
    const old = voice({ id: 'tb_0', own: true, name: 'Deleted' });
    const { live, jogg, notes } = setUp({
      stored: catalogue({ voices: [voice(), old], loadedAt: 1_000_000 }),
    });
    await live.start();
    jogg.avatars = [twin];
    jogg.voices = [clone];
    expect(await live.refresh()).toEqual({
      kind: 'done',
      avatars: 2,
      voices: 2,
      kept: ['avatars', 'voices'],
    });
    expect(live.current()?.avatars).toEqual([amara, twin]);
    expect(live.current()?.voices).toEqual([voice(), clone]);
    expect(notes).toEqual(['catalogue_incomplete']);
  });

  test('an incomplete answer is asked for again after thirty seconds', async () => {
    const { live, jogg, clock } = setUp();
    jogg.avatars = [];
    await live.start();
    await settled();
    jogg.avatars = [amara];
    await clock.advance(RETRY_MS);
    live.touch();
    await settled();
    expect(live.current()?.avatars).toEqual([amara]);
  });
});

test('after stopping nothing is asked, and what still arrives is dropped', async () => {
  const { live, jogg, saved, hold } = setUp();
  const answer = hold();
  await live.start();
  await live.stop();
  answer();
  await settled();
  live.touch();
  expect(await live.refresh()).toEqual({ kind: 'failed', error: new Error('stopped') });
  expect({ asked: jogg.asked, current: live.current(), saved }).toEqual({
    asked: 1,
    current: null,
    saved: [],
  });
});

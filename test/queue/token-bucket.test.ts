import { describe, expect, it } from 'vitest';
import { createTokenBucket } from '../../src/queue/token-bucket.ts';
import { createVirtualClock } from '../support/virtual-clock.ts';

const RATE = { gapMs: 200, burst: 5 };

/** A bucket and who had a turn when, in ms since the start. */
function lined(rate = RATE) {
  const clock = createVirtualClock(0);
  const turn = createTokenBucket({ ...rate, clock });
  const turns: (readonly [who: number, at: number])[] = [];
  let slept = 0;
  let asked = 0;
  const ask = (count: number) => {
    for (let nth = 0; nth < count; nth += 1) {
      const who = asked;
      asked += 1;
      void turn().then(() => turns.push([who, slept]));
    }
    return clock.runPending();
  };
  /** Lets time pass in small steps, however the clock is set meanwhile. */
  const pass = async (ms: number) => {
    for (const end = slept + ms; slept < end; ) {
      slept += 10;
      await clock.advance(10);
    }
  };
  return { clock, ask, pass, turns, at: () => turns.map(([, at]) => at) };
}

/** The most turns in any `ms`. */
const most = (times: readonly number[], ms: number) =>
  Math.max(...times.map((from) => times.filter((at) => at >= from && at < from + ms).length));

describe('a token bucket', () => {
  it('gives its burst at once, then one turn per gap', async () => {
    const line = lined();
    await line.ask(8);
    await line.pass(1_000);
    expect(line.at()).toEqual([0, 0, 0, 0, 0, 200, 400, 600]);
  });

  it('serves those who came first first, whenever the others come', async () => {
    const line = lined();
    for (let round = 0; round < 20; round += 1) {
      await line.ask((round * 7) % 4);
      await line.pass(110);
    }
    await line.pass(5_000);
    const who = line.turns.map(([each]) => each);
    expect([who.length, who]).toEqual([30, who.toSorted((a, b) => a - b)]);
  });

  it('never gives more than its burst and one per gap in any window, and not less to a crowd', async () => {
    const line = lined();
    for (let round = 0; round < 60; round += 1) {
      await line.ask((round * 13) % 9);
      await line.pass(((round * 31) % 40) * 10);
    }
    await line.pass(12_000);
    const at = line.at();
    const windows = [1, 200, 1_000, 3_000, 10_000].map((ms) => [
      ms,
      most(at, ms) <= RATE.burst + Math.ceil(ms / RATE.gapMs),
    ]);
    expect(windows).toEqual([1, 200, 1_000, 3_000, 10_000].map((ms) => [ms, true]));
    expect(most(at, 10_000)).toBeGreaterThanOrEqual(10_000 / RATE.gapMs);
  });

  it('is full again after a rest, and no fuller', async () => {
    const line = lined();
    await line.ask(5);
    await line.pass(600);
    await line.ask(4);
    await line.pass(12_000);
    await line.ask(7);
    await line.pass(1_000);
    const [first, second, third] = [
      line.at().slice(0, 5),
      line.at().slice(5, 9),
      line.at().slice(9),
    ];
    expect([first, second, third]).toEqual([
      [0, 0, 0, 0, 0],
      [600, 600, 600, 800],
      [12_600, 12_600, 12_600, 12_600, 12_600, 12_800, 13_000],
    ]);
  });

  it.each([
    ['back', -3_600_000],
    ['forward', 3_600_000],
  ])(
    'a clock that is set %s by an hour while some wait neither holds up nor lets pass',
    async (_, jump) => {
      const line = lined();
      await line.ask(7);
      await line.pass(100);
      line.clock.jump(jump);
      await line.ask(2);
      await line.pass(2_000);
      expect(line.at().map((at, nth) => at <= (nth < 5 ? 0 : (nth - 4) * 200 + 100))).toEqual(
        Array.from({ length: 9 }, () => true),
      );
      expect(most(line.at().slice(5), 200)).toBeLessThanOrEqual(2);
    },
  );
});

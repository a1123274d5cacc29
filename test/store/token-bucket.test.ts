import { describe, expect, it } from 'vitest';
import { openState } from '../../src/store/open-state.ts';
import { createTokenBucket } from '../../src/store/token-bucket.ts';
import { createVirtualClock } from '../support/virtual-clock.ts';

const RATE = { gapMs: 200, burst: 5 };

/** A bucket that two processes share, and who had a turn when, in ms since the start. */
function lined() {
  const clock = createVirtualClock(0);
  const logEvent = () => undefined;
  const { change } = openState('memory:', logEvent, { clock, random: () => 0.5 });
  const process = () => createTokenBucket({ change, name: 'some', ...RATE, clock, logEvent });
  const processes = [process(), process()];
  const turns: (readonly [who: number, at: number])[] = [];
  let asked = 0;
  const ask = (count: number) => {
    for (let nth = 0; nth < count; nth += 1) {
      const who = asked;
      asked += 1;
      void processes[who % 2]?.().then(() => turns.push([who, clock.monotonic()]));
    }
    return clock.runPending();
  };
  const pass = (ms: number) => clock.advance(ms);
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
    ['back', -3_600_000, [0, 0, 0, 0, 0, 0]],
    ['forward', 3_600_000, [0, 0, 0, 0, 0, 0]],
  ])('holds nobody up after the clock was set %s by an hour', async (_, jump, turns) => {
    const line = lined();
    await line.ask(5);
    line.clock.jump(jump);
    await line.ask(1);
    await line.pass(200);
    expect(line.at()).toEqual(turns);
  });

  it('comes a second later where the store fails', async () => {
    const clock = createVirtualClock(0);
    const change = () => Promise.reject(new Error('gone'));
    const logged: string[] = [];
    const logEvent = (event: string) => void logged.push(event);
    const turn = createTokenBucket({ change, name: 'some', ...RATE, clock, logEvent });
    const came = turn().then(() => clock.monotonic());
    await clock.advance(2_000);
    expect([await came, logged]).toEqual([1_000, ['bucket_store_failed']]);
  });
});

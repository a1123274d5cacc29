import { expect, it } from 'vitest';
import { createTokenBucket } from '../../src/store/limits/token-bucket.ts';
import { openState } from '../../src/store/open-state.ts';
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

it('a crowd is served in order: in any window at most a burst and one per gap, and not fewer', async () => {
  const line = lined();
  for (let round = 0; round < 60; round += 1) {
    await line.ask((round * 13) % 9);
    await line.pass(((round * 31) % 40) * 10);
  }
  await line.pass(40_000);
  const who = line.turns.map(([each]) => each);
  expect([who.length, who]).toEqual([240, who.toSorted((a, b) => a - b)]);
  const at = line.at();
  const tooMany = [1, 200, 1_000, 3_000, 10_000].filter(
    (ms) => most(at, ms) > RATE.burst + Math.ceil(ms / RATE.gapMs),
  );
  expect([tooMany, most(at, 10_000) >= 10_000 / RATE.gapMs]).toEqual([[], true]);
});

it('a bucket gives its burst at once and then one turn per gap; after a rest it is full, and no fuller', async () => {
  const line = lined();
  await line.ask(5);
  await line.pass(600);
  await line.ask(4);
  await line.pass(12_000);
  await line.ask(7);
  await line.pass(1_000);
  const bursts = [...Array(5).fill(0), ...Array(3).fill(600), 800, ...Array(5).fill(12_600)];
  expect(line.at()).toEqual([...bursts, 12_800, 13_000]);
});

it.each([
  ['back', -3_600_000],
  ['forward', 3_600_000],
])('a clock that is set %s by an hour holds nobody up', async (_, jump) => {
  const line = lined();
  await line.ask(5);
  line.clock.jump(jump);
  await line.ask(1);
  await line.pass(200);
  expect(line.at()).toEqual([0, 0, 0, 0, 0, 0]);
});

it('a turn comes a second later where the store fails', async () => {
  const clock = createVirtualClock(0);
  const change = () => Promise.reject(new Error('gone'));
  const logged: string[] = [];
  const logEvent = (event: string) => void logged.push(event);
  const turn = createTokenBucket({ change, name: 'some', ...RATE, clock, logEvent });
  const came = turn().then(() => clock.monotonic());
  await clock.advance(2_000);
  expect([await came, logged]).toEqual([1_000, ['bucket_store_failed']]);
});

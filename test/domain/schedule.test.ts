import { expect, it } from 'vitest';
import {
  GIVE_UP_AFTER_MS,
  LATE_AFTER_MS,
  pollDelay,
  retryDelay,
} from '../../src/domain/video/schedule.ts';
import { DAY, HOUR, MINUTE, SECOND } from './video.ts';

const gap = (elapsed: number, change: Partial<Parameters<typeof pollDelay>[0]> = {}) =>
  pollDelay({ elapsed, hasWebhook: false, random: 0.5, pollScale: 1, ...change });
const seconds = (hasWebhook: boolean, ...elapsed: number[]) =>
  elapsed.map((ms) => gap(ms, { hasWebhook }) / SECOND);

it('polls are dense while a result is likely, and rare later or where Jogg tells', () => {
  expect([
    seconds(false, 0, 1, MINUTE - 1, MINUTE, 5 * MINUTE - 1, 5 * MINUTE, HOUR - 1, HOUR, DAY),
    seconds(true, 0, 10 * MINUTE - 1, 10 * MINUTE, HOUR - 1, HOUR, DAY),
  ]).toEqual([
    [12, 10, 10, 30, 30, 60, 60, 300, 300],
    [90, 90, 300, 300, 900, 900],
  ]);
});

it('a gap varies by a fifth either way, is never under 5 s, and scaled in whole milliseconds', () => {
  expect([
    gap(1, { random: 0 }),
    gap(1, { random: 0.999 }),
    gap(MINUTE, { random: 0 }),
    gap(0, { pollScale: 0.02 }),
    gap(0, { random: 0.333, pollScale: 0.1 }),
    gap(1, { pollScale: 3 }),
  ]).toEqual([8_000, 11_996, 24_000, 240, 1_120, 30_000]);
});

it('a try waits twice as long each time, at most a minute, and half of it at least', () => {
  const most = [0, 1, 2, 5, 6, 7, 5_000].map((tries) => retryDelay(tries, null, 1));
  const half = [0, 1, 2, 5, 6, 7, 5_000].map((tries) => retryDelay(tries, null, 0));
  expect([most, half, retryDelay(2, null, 0.5)]).toEqual([
    [1_000, 2_000, 4_000, 32_000, 60_000, 60_000, 60_000],
    [500, 1_000, 2_000, 16_000, 30_000, 30_000, 30_000],
    3_000,
  ]);
});

it('a try waits as long as it is asked to, from a second to a quarter of an hour', () => {
  const asked = [7_000, 0, -5, HOUR].map((ms) => retryDelay(3, ms, 0));
  expect(asked).toEqual([7_000, SECOND, SECOND, 15 * MINUTE]);
});

it('a render is late after 15 minutes and given up after a day', () => {
  expect([LATE_AFTER_MS, GIVE_UP_AFTER_MS]).toEqual([15 * MINUTE, DAY]);
});

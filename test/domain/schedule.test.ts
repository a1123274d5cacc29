import { describe, expect, it } from 'vitest';
import {
  GIVE_UP_AFTER_MS,
  LATE_AFTER_MS,
  pollDelay,
  retryDelay,
} from '../../src/domain/video/schedule.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

const gap = (elapsed: number, change: Partial<Parameters<typeof pollDelay>[0]> = {}) =>
  pollDelay({ elapsed, hasWebhook: false, random: 0.5, pollScale: 1, ...change }) / SECOND;

describe('the gap before the next look', () => {
  it.each([
    [0, 12],
    [1, 10],
    [MINUTE - 1, 10],
    [MINUTE, 30],
    [5 * MINUTE - 1, 30],
    [5 * MINUTE, 60],
    [HOUR - 1, 60],
    [HOUR, 300],
    [24 * HOUR, 300],
  ])('is, %i ms after the request, %i s by polling alone', (elapsed, seconds) => {
    expect(gap(elapsed)).toBe(seconds);
  });

  it.each([
    [0, 90],
    [10 * MINUTE - 1, 90],
    [10 * MINUTE, 300],
    [HOUR - 1, 300],
    [HOUR, 900],
    [24 * HOUR, 900],
  ])('is, %i ms after the request, %i s where Jogg tells us', (elapsed, seconds) => {
    expect(gap(elapsed, { hasWebhook: true })).toBe(seconds);
  });

  it('varies by a fifth either way, and never goes under five seconds', () => {
    expect([
      gap(1, { random: 0 }),
      Math.round(gap(1, { random: 1 })),
      gap(MINUTE, { random: 0 }),
    ]).toEqual([8, 12, 24]);
  });

  it('is scaled as a whole, in whole milliseconds', () => {
    expect(pollDelay({ elapsed: 0, hasWebhook: false, random: 0.5, pollScale: 0.02 })).toBe(240);
    expect(pollDelay({ elapsed: 0, hasWebhook: false, random: 0.333, pollScale: 0.1 })).toBe(1_120);
    expect(pollDelay({ elapsed: 1, hasWebhook: false, random: 0.5, pollScale: 3 })).toBe(30_000);
  });
});

describe('the gap before another try', () => {
  it.each([
    [0, 1_000],
    [1, 2_000],
    [2, 4_000],
    [5, 32_000],
    [6, 60_000],
    [7, 60_000],
    [5_000, 60_000],
  ])('after %i tries is %i ms at most, and half of it at least', (tries, most) => {
    expect([
      retryDelay(tries, null, 1),
      retryDelay(tries, null, 0.5),
      retryDelay(tries, null, 0),
    ]).toEqual([most, most * 0.75, most / 2]);
  });

  it.each([
    [7_000, 7_000],
    [0, SECOND],
    [-5, SECOND],
    [HOUR, 15 * MINUTE],
  ])('is what was asked for (%i ms) between a second and a quarter of an hour', (asked, ms) => {
    expect(retryDelay(3, asked, 0)).toBe(ms);
  });
});

it('a render is late after 15 minutes and given up after a day', () => {
  expect([LATE_AFTER_MS, GIVE_UP_AFTER_MS]).toEqual([15 * MINUTE, 24 * HOUR]);
});

import { expect, it } from 'vitest';
import { readRetryAfter } from '../../src/lib/retry-after.ts';

const NOW = Date.parse('2026-10-01T12:00:00Z');

it.each([
  ['60', 60_000],
  ['0', 0],
  ['0.25', 250],
  ['0.0001', 1],
  [' 7 ', 7_000],
  [7, 7_000],
  [1.5, 1_500],
  ['899', 899_000],
  ['86400', 900_000],
  ['Thu, 01 Oct 2026 12:00:30 GMT', 30_000],
  ['Thursday, 01-Oct-26 12:00:30 GMT', 30_000],
  ['Thu Oct  1 12:00:30 2026', 30_000],
  ['Thu Oct 01 12:00:30 2026', 30_000],
  ['Thu, 01 Oct 2026 11:00:00 GMT', 0],
  ['Fri, 01 Oct 2027 12:00:00 GMT', 900_000],
  ['Mon, 99 Jun 2026 12:00:42 GMT', null],
  ['Or: Thu, 01 Oct 2026 12:00:30 GMT', null],
  ['Thu, 01 Oct 2026 12:00:30 GMT or so', null],
  ['Thu, 01 Oct 2026 12:00:30 GMT (or so)', null],
  ['So Thursday, 01-Oct-26 12:00:30 GMT', null],
  ['Thursday, 01-Oct-26 12:00:30 GMT (or so)', null],
  ['Thu Oct  1 12:00:30 2026 (or so)', null],
  ['-5', null],
  ['+5', null],
  ['5 s', null],
  ['5.', null],
  ['soon', null],
  ['retry 5', null],
  ['1 June', null],
  ['', null],
  ['9'.repeat(400), null],
  ['9'.repeat(9), 900_000],
  ['9'.repeat(10), null],
  [Number.NaN, null],
  [-1, null],
  [null, null],
  [undefined, null],
])('a Retry-After of %j asks for %j ms', (value, ms) => {
  expect(readRetryAfter(value, NOW)).toBe(ms);
});

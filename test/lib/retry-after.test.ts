import { expect, it } from 'vitest';
import { readRetryAfter } from '../../src/lib/network/retry-after.ts';

const NOW = Date.parse('2026-10-01T12:00:00Z');
const INVALID = `Mon, 99 Jun 2026 12:00:42 GMT|Or: Thu, 01 Oct 2026 12:00:30 GMT|
Thu, 01 Oct 2026 12:00:30 GMT or so|Thu, 01 Oct 2026 12:00:30 GMT (or so)|
So Thursday, 01-Oct-26 12:00:30 GMT|Thursday, 01-Oct-26 12:00:30 GMT (or so)|
Thu Oct  1 12:00:30 2026 (or so)|-5|+5|5 s|5.|soon|retry 5|1 June|`.split(/\|\n?/);

it.each<[number | null, (string | number | null | undefined)[]]>([
  [0, ['0', 'Thu, 01 Oct 2026 11:00:00 GMT']],
  [1, ['0.0001']],
  [250, ['0.25']],
  [1_500, [1.5]],
  [7_000, [7, ' 7 ']],
  [30_000, ['Thu, 01 Oct 2026 12:00:30 GMT', 'Thursday, 01-Oct-26 12:00:30 GMT']],
  [30_000, ['Thu Oct  1 12:00:30 2026', 'Thu Oct 01 12:00:30 2026']],
  [60_000, ['60']],
  [899_000, ['899']],
  [900_000, ['86400', '9'.repeat(9), 'Fri, 01 Oct 2027 12:00:00 GMT']],
  [null, ['9'.repeat(10), '9'.repeat(400), Number.NaN, -1, null, undefined, ...INVALID]],
])('a wait of %j ms is read from each Retry-After of %j', (ms, values) => {
  const parsed = values.map((value) => [value, readRetryAfter(value, NOW)]);
  expect(parsed).toEqual(values.map((value) => [value, ms]));
});

import { describe, expect, it } from 'vitest';
import { readRetryAfter } from '../../src/jogg/http/retry-after.ts';

const NOW = Date.parse('2026-10-01T12:00:00Z');

describe('how long Jogg asks to be left alone', () => {
  it.each([
    ['whole seconds', '60', 60_000],
    ['no time', '0', 0],
    ['parts of a second', '0.25', 250],
    ['spaces around', ' 7 ', 7_000],
    ['the usual date', 'Thu, 01 Oct 2026 12:00:30 GMT', 30_000],
    ['the date of RFC 850', 'Thursday, 01-Oct-26 12:00:30 GMT', 30_000],
    ['the date of asctime', 'Thu Oct  1 12:00:30 2026', 30_000],
    ['a date that has passed', 'Thu, 01 Oct 2026 11:00:00 GMT', 0],
    ['a day', '86400', 900_000],
    ['a date next year', 'Fri, 01 Oct 2027 12:00:00 GMT', 900_000],
    ['a negative number', '-5', null],
    ['words', 'soon', null],
    ['words that a lenient parser takes for a date', 'retry 5', null],
    ['nothing', '', null],
    ['an endless number', '9'.repeat(400), null],
  ])('a header with %s', (_, header, ms) => {
    expect(readRetryAfter(header, null, NOW)).toBe(ms);
  });

  it.each([
    [{ retryAfter: 12 }, 12_000],
    [{ retryAfter: '12' }, 12_000],
    [{ retry_after: 3 }, 3_000],
    [{ data: { retryAfter: 4 } }, 4_000],
    [{ data: { retry_after: 5 } }, 5_000],
    [{ retryAfter: null, data: { retryAfter: 6 } }, 6_000],
    [{ retryAfter: {}, data: 'text' }, null],
    [{ retryAfter: -1 }, null],
    [{ retryAfter: Number.NaN }, null],
    [{}, null],
    [null, null],
    ['text', null],
    [undefined, null],
  ])('a body of %j', (body, ms) => {
    expect(readRetryAfter(undefined, body, NOW)).toBe(ms);
  });

  it('the header counts before the body, and the first of two headers', () => {
    expect(readRetryAfter('1', { retryAfter: 9 }, NOW)).toBe(1_000);
    expect(readRetryAfter(['2', '3'], null, NOW)).toBe(2_000);
    expect(readRetryAfter('soon', { retryAfter: 9 }, NOW)).toBe(9_000);
  });
});

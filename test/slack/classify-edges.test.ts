import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
} from '@slack/web-api';
import { describe, expect, test } from 'vitest';
import { classifyError, classifyPosted, isOutage } from '../../src/slack/web-api/classify.ts';
import { NOON } from './sample-video.ts';

const UNKNOWN = { kind: 'unknown' };
const waiting = (afterMs: number | null) => ({ kind: 'later', afterMs });
const platform = (error: string, more: object = {}) =>
  new WebAPIPlatformError({ ok: false, error, ...more });
const network = (code: string) =>
  new WebAPIRequestError(new TypeError('x', { cause: Object.assign(new Error('x'), { code }) }));

describe('a wait', () => {
  test('is half a minute for a limit that names none', () => {
    expect(classifyError(platform('ratelimited'), NOON)).toEqual(waiting(30_000));
    expect(classifyError(platform('rate_limited'), NOON)).toEqual(waiting(30_000));
  });

  test('that Slack names beside another error is kept', () => {
    const named = { response_metadata: { retryAfter: 7 } };
    expect(classifyError(platform('request_timeout', named), NOON)).toEqual(waiting(7_000));
    expect(classifyError(platform('request_timeout'), NOON)).toEqual(waiting(null));
  });

  test('is not read from a header that came twice', () => {
    const twice = new WebAPIHTTPError(429, '', {}, '');
    Object.assign(twice, { headers: { 'retry-after': ['7'] } });
    expect(classifyError(twice, NOON)).toEqual(waiting(30_000));
  });

  test('is read from the words of the client’s own error alone', () => {
    const words = 'Retry header did not contain a valid timeout (url: u, retry-after header: abc)';
    expect(classifyError(new Error(words), NOON)).toEqual(waiting(30_000));
    expect(classifyError(new Error(`Why? ${words}`), NOON)).toEqual(UNKNOWN);
    expect(classifyError(new Error(`${words} and more`), NOON)).toEqual(UNKNOWN);
  });
});

describe('an answer to a post', () => {
  const asked = { channel: 'C1', threadTs: null };
  const answer = (ts: string) => classifyPosted({ ok: true, channel: 'C1', ts }, asked);

  test('names its message by a time in seconds', () => {
    expect(answer('1780315200.000100')).toMatchObject({ kind: 'done', ts: '1780315200.000100' });
    for (const ts of ['x1.2', '1.2x', '1', '.2', '1.', '1x2']) expect(answer(ts)).toEqual(UNKNOWN);
  });

  test('comes from the direct message only where a person was written to', () => {
    const landed = (asked: string, channel: string) =>
      classifyPosted({ ok: true, channel, ts: '1.2' }, { channel: asked, threadTs: null }).kind;
    expect([
      landed('U1', 'D1'),
      landed('W1', 'D1'),
      landed('U1', 'C1'),
      landed('C1U', 'D1'),
      landed('C1', 'C1'),
    ]).toEqual(['done', 'done', 'unknown', 'unknown', 'done']);
  });
});

describe('Slack is not there', () => {
  test.each([
    ['it says so', platform('service_unavailable'), true],
    ['it answers a page', platform('<html>502 Bad Gateway</html>'), true],
    ['it answers something with a word in front', platform('error <html>'), true],
    ['it answers something with a word at the end', platform('<html> error'), true],
    ['it answers nothing', platform(''), true],
    ['it refuses', platform('channel_not_found'), false],
    ['it failed within', platform('internal_error'), false],
    ['it limits', platform('ratelimited'), false],
    ['it limits by a status', new WebAPIRateLimitedError(7), false],
    ['it answers 500', new WebAPIHTTPError(500, '', {}, ''), true],
    ['it answers 503', new WebAPIHTTPError(503, '', {}, ''), true],
    ['it answers 499', new WebAPIHTTPError(499, '', {}, ''), false],
    ['it answers 429', new WebAPIHTTPError(429, '', {}, ''), false],
    ['it refuses connections', network('ECONNREFUSED'), true],
    ['it resets connections', network('ECONNRESET'), true],
    ['anything else goes wrong', new TypeError('terminated'), true],
  ])('where %s', (_, error, outage) => {
    expect(isOutage(error)).toBe(outage);
  });
});

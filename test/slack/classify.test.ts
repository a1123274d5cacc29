import {
  ErrorCode,
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
} from '@slack/web-api';
import { describe, expect, it, test } from 'vitest';
import { classifyError, classifyPosted, isOutage } from '../../src/slack/web-api/classify.ts';
import { errorClass, listedErrors } from '../../src/slack/web-api/error-table.ts';
import { sheet } from './block-text.ts';
import { NOON } from './sample-video.ts';

const UNKNOWN = { kind: 'unknown' };
const later = (afterMs: number | null) => ({ kind: 'later', afterMs });
const LATER = later(null);
const platform = (error: string, retryAfter?: number) =>
  new WebAPIPlatformError({
    ok: false,
    error,
    ...(retryAfter === undefined ? {} : { response_metadata: { retryAfter } }),
  });
const http = (status: number, headers: Record<string, string> = {}) =>
  new WebAPIHTTPError(status, '', headers, '<html>');
const caused = (cause: unknown) => new WebAPIRequestError(new TypeError('x', { cause }));
const network = (code: string, syscall: string) =>
  caused(Object.assign(new Error('secret'), { code, syscall }));
const oddLimit = (header: string, before = '', after = '') =>
  new Error(
    `${before}Retry header did not contain a valid timeout (url: https://slack.com/api/x, retry-after header: ${header})${after}`,
  );
const twice = Object.assign(http(429), { headers: { 'retry-after': ['7'] } });
const circle: Error & { cause?: unknown } = new Error('x');
circle.cause = circle;

test('every error that Slack documents is taken for what it says of the request', async () => {
  const outcomes: Record<string, string[]> = {};
  for (const [error, kind] of listedErrors()) {
    const outcome = JSON.stringify(classifyError(platform(error), NOON)).replace(error, '…');
    expect(errorClass(error)).toBe(kind);
    outcomes[`${kind}: ${outcome}`] = [...(outcomes[`${kind}: ${outcome}`] ?? []), error].sort();
  }
  const wrapped = (errors: string[]) =>
    `${errors.join(' ')} `.replace(/(.{1,96}) /g, '$1\n').trimEnd();
  const rows = Object.entries(outcomes).map(([name, errors]) => [name, wrapped(errors)]);
  await expect(sheet(rows)).toMatchFileSnapshot('snapshots/errors.txt');
});

describe('a request that did not succeed', () => {
  // What went wrong, what became of the request, and whether Slack is not there at all.
  type Row = [error: string, unknown, object, boolean];
  it.each<Row>([
    ['an error nobody knows', platform('some_new_error'), UNKNOWN, false],
    ['no error', platform(''), UNKNOWN, true],
    ['a page', platform('<html>502 Bad Gateway</html>'), UNKNOWN, true],
    ['a page with a word in front', platform('error <html>'), UNKNOWN, true],
    ['a page with a word behind', platform('<html> error'), UNKNOWN, true],
    ['the name of a method', platform('toString'), UNKNOWN, false],
    ['the name of a prototype', platform('__proto__'), UNKNOWN, false],
    ['service_unavailable', platform('service_unavailable'), UNKNOWN, true],
    ['internal_error', platform('internal_error'), UNKNOWN, false],
    ['is_archived', platform('is_archived'), { kind: 'refused', error: 'is_archived' }, false],

    ['a limit of 7 s', new WebAPIRateLimitedError(7), later(7_000), false],
    ['a limit of 0 s', new WebAPIRateLimitedError(0), later(1_000), false],
    ['a limit of -1 s', new WebAPIRateLimitedError(-1), later(30_000), false],
    ['a limit of a day', new WebAPIRateLimitedError(86_400), later(900_000), false],
    ['a named limit of 7 s', platform('ratelimited', 7), later(7_000), false],
    ['a named limit of 0 s', platform('ratelimited', 0), later(1_000), false],
    ['a named limit of a day', platform('ratelimited', 86_400), later(900_000), false],
    ['another error with a wait', platform('request_timeout', 7), later(7_000), false],
    ['status 429 with a header', http(429, { 'retry-after': '7' }), later(7_000), false],
    ['status 429 without one', http(429), later(30_000), false],
    ['status 429 with two headers', twice, later(30_000), false],
    ['a limit by date', oddLimit('Mon, 01 Jun 2026 12:00:42 GMT'), later(42_000), false],
    ['a limit in words', oddLimit('abc'), later(30_000), false],
    ['a limit by null', oddLimit('null'), later(30_000), false],
    ['those words behind others', oddLimit('abc', 'Why? '), UNKNOWN, true],
    ['those words before others', oddLimit('abc', '', ' and more'), UNKNOWN, true],

    ['status 500', http(500), UNKNOWN, true],
    ['status 503', http(503), UNKNOWN, true],
    ['status 499', http(499), UNKNOWN, false],
    ['status 404', http(404), UNKNOWN, false],
    ['status 413', http(413), UNKNOWN, false],

    // All other causes: `lib/network-error`.
    ['no listener', network('ECONNREFUSED', 'connect'), LATER, true],
    ['a reset while reading', network('ECONNRESET', 'read'), UNKNOWN, true],
    ['a code that is none', caused(Object.assign(new Error('x'), { code: 7 })), UNKNOWN, true],
    ['no code', caused(new Error('x')), UNKNOWN, true],
    ['no answer in time', caused(new DOMException('x', 'TimeoutError')), UNKNOWN, true],
    ['causes in a circle', new WebAPIRequestError(circle), UNKNOWN, true],

    ['a body cut short', new TypeError('terminated'), UNKNOWN, true],
    ['a bug', new TypeError('Cannot read properties of null'), UNKNOWN, true],
    ['no data', { code: ErrorCode.PlatformError }, UNKNOWN, true],
    ['no error in its data', { code: ErrorCode.PlatformError, data: {} }, UNKNOWN, true],
    ['words', 'words', UNKNOWN, true],
    ['null', null, UNKNOWN, true],
    ['nothing', undefined, UNKNOWN, true],
  ])('with %s', (_, error, outcome, outage) => {
    expect(classifyError(error, NOON)).toEqual(outcome);
    expect(isOutage(error)).toBe(outage);
  });
});

describe('an answer to a post', () => {
  const answer = { ok: true, channel: 'C1', ts: '2.2', message: { ts: '2.2', thread_ts: '1.1' } };
  const message = { thread_ts: '9.9' };
  const direct = { ...answer, channel: 'D7' };
  const at = (ts: unknown) => ({ ...answer, ts });
  const done = (channel = 'C1', inThread = true, ts = '2.2') => {
    return { kind: 'done', channel, ts, inThread };
  };

  test.each<[string, unknown, string, object]>([
    ['in the thread asked for', answer, 'C1 1.1', done()],
    ['without its message', { ok: true, channel: 'C1', ts: '2.2' }, 'C1 1.1', done()],
    ['where no thread was asked for', answer, 'C1', done()],
    ['that left its thread', { ...answer, message: {} }, 'C1 1.1', done('C1', false)],
    ['in another thread', { ...answer, message }, 'C1 1.1', done('C1', false)],
    ['to a person', direct, 'U1', done('D7')],
    ['to a guest', direct, 'W1', done('D7')],
    ['by a whole time', at('178.000100'), 'C1', done('C1', true, '178.000100')],
    ...[undefined, '', 2.2, 'x1.2', '1.2x', '1', '.2', '1.', '1x2'].map(
      (ts): [string, object, string, object] => [`by the time ${ts}`, at(ts), 'C1 1.1', UNKNOWN],
    ),
    ['without a channel', { ...answer, channel: undefined }, 'C1 1.1', UNKNOWN],
    ['to another channel', { ...answer, channel: 'C2' }, 'C1 1.1', UNKNOWN],
    ['to a person, for a channel', direct, 'C1', UNKNOWN],
    ['to a person, for C1U', direct, 'C1U', UNKNOWN],
    ['to a channel, for a person', answer, 'U1', UNKNOWN],
    ['with ok: false', { ...answer, ok: false }, 'C1 1.1', UNKNOWN],
    ['of nothing', {}, 'C1 1.1', UNKNOWN],
    ['of a list', [], 'C1 1.1', UNKNOWN],
    ['of null', null, 'C1 1.1', UNKNOWN],
    ['of a page', '<html>', 'C1 1.1', UNKNOWN],
  ])('%s is done, or leaves doubt: %j, asked for in %s', (_, posted, asked, outcome) => {
    const [channel = '', threadTs = null] = asked.split(' ');
    expect(classifyPosted(posted, { channel, threadTs })).toEqual(outcome);
  });
});

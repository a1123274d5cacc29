import * as web from '@slack/web-api';
import { expect, it } from 'vitest';
import * as classify from '../../src/slack/web-api/classify.ts';
import { errorClass, listedErrors } from '../../src/slack/web-api/error-table.ts';
import { NOON } from './sample-video.ts';
import { snapshotText } from './snapshot-text.ts';

const UNKNOWN = { kind: 'unknown' };
const later = (afterMs: number | null) => ({ kind: 'later', afterMs });
const platform = (error: string, retryAfter?: number) => {
  const retryHint = retryAfter === undefined ? {} : { response_metadata: { retryAfter } };
  return new web.WebAPIPlatformError({ ok: false, error, ...retryHint });
};
const http = (status: number, head = {}) => new web.WebAPIHTTPError(status, '', head, '<html>');
const requestError = (cause: unknown) => new web.WebAPIRequestError(new TypeError('x', { cause }));
const errorWithCode = (code: unknown, syscall = '') =>
  requestError(Object.assign(new Error('secret'), { code, syscall }));
const INVALID_RETRY_AFTER =
  'Retry header did not contain a valid timeout (url: https://slack.com/api/x, retry-after';
const invalidRetryAfter = (header: string, before = '', after = '') =>
  new Error(`${before}${INVALID_RETRY_AFTER} header: ${header})${after}`);
const doubleHeader = Object.assign(http(429), { headers: { 'retry-after': ['7'] } });
const circularError: Error & { cause?: unknown } = new Error('x');
circularError.cause = circularError;

it('every documented Slack error is classified by its effect on the request', async () => {
  const outcomes: Record<string, string[]> = {};
  for (const [name, kind] of listedErrors()) {
    const error = platform(name);
    const outcome = JSON.stringify(classify.classifyError(error, NOON)).replace(name, '…');
    const classified = [errorClass(name), classify.isDestinationError(error)];
    expect(classified).toEqual([kind, kind === 'parked']);
    outcomes[`${kind}: ${outcome}`] = [...(outcomes[`${kind}: ${outcome}`] ?? []), name].sort();
  }
  const wrap = (names: string[]) => `${names.join(' ')} `.replace(/(.{1,96}) /g, '$1\n').trimEnd();
  const rows = Object.entries(outcomes).map(([name, errors]) => [name, wrap(errors)]);
  await expect(snapshotText(rows)).toMatchFileSnapshot('snapshots/errors.txt');
});

/** The error; the outcome of the request; whether the error is an outage. */
type Row = [name: string, error: unknown, outcome?: object, isOutage?: boolean];
const OTHER_ERRORS = ['some_new_error', 'toString', '__proto__', 'internal_error'];
const PAGES = ['', '<html>502 Bad Gateway</html>', 'error <html>', '<html> error'];
it.each<Row>([
  ...[...PAGES, 'service_unavailable'].map((name): Row => [`the error “${name}”`, platform(name)]),
  ...OTHER_ERRORS.map((name): Row => [name, platform(name), UNKNOWN, false]),
  ['is_archived', platform('is_archived'), { kind: 'refused', error: 'is_archived' }, false],
  ['a limit of 7 s', new web.WebAPIRateLimitedError(7), later(7_000), false],
  ['a limit of 0 s', new web.WebAPIRateLimitedError(0), later(1_000), false],
  ['a limit of -1 s', new web.WebAPIRateLimitedError(-1), later(30_000), false],
  ['a limit of a day', new web.WebAPIRateLimitedError(86_400), later(900_000), false],
  ['a named limit of 7 s', platform('ratelimited', 7), later(7_000), false],
  ['a named limit of 0 s', platform('ratelimited', 0), later(1_000), false],
  ['another error with a wait', platform('request_timeout', 7), later(7_000), false],
  ['status 429 with a header', http(429, { 'retry-after': '7' }), later(7_000), false],
  ['status 429 without one', http(429), later(30_000), false],
  ['status 429 with two headers', doubleHeader, later(30_000), false],
  ['a limit by date', invalidRetryAfter('Mon, 01 Jun 2026 12:00:42 GMT'), later(42_000), false],
  ['a limit in words', invalidRetryAfter('abc'), later(30_000), false],
  ['a limit by null', invalidRetryAfter('null'), later(30_000), false],
  ['the same message after other text', invalidRetryAfter('abc', 'Why? ')],
  ['the same message before other text', invalidRetryAfter('abc', '', ' and more')],
  ...[500, 503].map((status): Row => [`status ${status}`, http(status)]),
  ...[499, 404, 413].map((status): Row => [`status ${status}`, http(status), UNKNOWN, false]),
  // All other causes: `lib/network-error`.
  ['no listener', errorWithCode('ECONNREFUSED', 'connect'), later(null)],
  ['a reset while reading', errorWithCode('ECONNRESET', 'read')],
  ['a code that is not a string', errorWithCode(7)],
  ['no code', requestError(new Error('x'))],
  ['no answer in time', requestError(new DOMException('x', 'TimeoutError'))],
  ['circular causes', new web.WebAPIRequestError(circularError)],
  ['a body cut short', new TypeError('terminated')],
  ['no data', { code: web.ErrorCode.PlatformError }],
  ['no error in its data', { code: web.ErrorCode.PlatformError, data: {} }],
  ...['words', null, undefined].map((thrown): Row => [`the value ${thrown}`, thrown]),
])('a request that ends with %s is classified', (_, error, outcome = UNKNOWN, outage = true) => {
  const actual = [classify.classifyError(error, NOON), classify.isOutage(error)];
  expect(actual).toEqual([outcome, outage]);
});

it('a request that changes nothing is repeated, also if it may have arrived', () => {
  const outcomes = [{ kind: 'later' as const, afterMs: 7 }, { kind: 'unknown' as const }];
  expect(outcomes.map(classify.asRepeatable)).toEqual([later(7), later(null)]);
});

const message = { ts: '2.2', thread_ts: '1.1' };
const answer = { ok: true, channel: 'C1', ts: '2.2', message };
const direct = { ...answer, channel: 'D7' };
const withTs = (ts: unknown) => ({ ...answer, ts });
const done = (channel = 'C1', inThread = true, ts = '2.2') => {
  return { kind: 'done', channel, ts, inThread };
};
type Post = [name: string, answer: unknown, requested?: string, outcome?: object];
const INVALID_TIMESTAMPS = [undefined, '', 2.2, 'x1.2', '1.2x', '1', '.2', '1.', '1x2'];
it.each<Post>([
  ['in the requested thread', answer, 'C1 1.1', done()],
  ['without its message', { ok: true, channel: 'C1', ts: '2.2' }, 'C1 1.1', done()],
  ['without a requested thread', answer, 'C1', done()],
  ['that left its thread', { ...answer, message: {} }, 'C1 1.1', done('C1', false)],
  ['in another thread', { ...answer, message: { thread_ts: '9' } }, 'C1 1.1', done('C1', false)],
  ['to a person', direct, 'U1', done('D7')],
  ['to a guest', direct, 'W1', done('D7')],
  ['with a long timestamp', withTs('178.000100'), 'C1', done('C1', true, '178.000100')],
  ...INVALID_TIMESTAMPS.map((ts): Post => [`with the timestamp ${ts}`, withTs(ts)]),
  ...[undefined, 'C2'].map((channel): Post => [`to ${channel}`, { ...answer, channel }]),
  ...['C1', 'C1U'].map((requested): Post => [`to a person, for ${requested}`, direct, requested]),
  ['to a channel, for a person', answer, 'U1'],
  ['with ok: false', { ...answer, ok: false }],
  ...[{}, [], null, '<html>'].map((body): Post => [`of ${JSON.stringify(body)}`, body]),
])('a post %s is done or unknown: %j', (_, posted, requested = 'C1 1.1', outcome = UNKNOWN) => {
  const [channel = '', threadTs = null] = requested.split(' ');
  expect(classify.classifyPost(posted, { channel, threadTs })).toEqual(outcome);
});

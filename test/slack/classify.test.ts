import {
  ErrorCode,
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
} from '@slack/web-api';
import { describe, expect, test } from 'vitest';
import { classifyError, classifyPosted } from '../../src/slack/web-api/classify.ts';
import { type ErrorClass, listedErrors } from '../../src/slack/web-api/error-table.ts';
import { documentedErrors } from './documented-errors.ts';
import { NOON } from './sample-video.ts';

const LATER = { kind: 'later', afterMs: null };
const UNKNOWN = { kind: 'unknown' };
const waiting = (afterMs: number) => ({ kind: 'later', afterMs });
const platform = (error: string, retryAfter?: number) =>
  new WebAPIPlatformError({
    ok: false,
    error,
    response_metadata: retryAfter === undefined ? {} : { retryAfter },
  });
const network = (facts: object) =>
  new WebAPIRequestError(
    new TypeError('fetch failed', { cause: Object.assign(new Error('secret'), facts) }),
  );

test.each(documentedErrors)('%s: %s', (kind: ErrorClass, error: string) => {
  const limited = error === 'ratelimited' || error === 'rate_limited';
  const outcomes = {
    later: limited ? waiting(30_000) : LATER,
    parked: waiting(15 * 60_000),
    refused: { kind: 'refused', error },
    unknown: UNKNOWN,
  };
  expect(classifyError(platform(error), NOON)).toEqual(outcomes[kind]);
});

test('the table lists what Slack documents, and nothing else', () => {
  expect([...listedErrors().keys()].sort()).toEqual(
    documentedErrors.map(([, error]) => error).sort(),
  );
});

test.each(['some_new_error', '', '<html>502 Bad Gateway</html>', 'toString', '__proto__'])(
  'an error that is not listed leaves doubt, and its words are not passed on: %j',
  (error) => {
    expect(classifyError(platform(error), NOON)).toEqual(UNKNOWN);
  },
);

describe('a rate limit', () => {
  test.each([
    [7, 7_000],
    [0, 1_000],
    [-1, 30_000],
    [86_400, 900_000],
  ])('of %i s waits %i ms', (seconds, ms) => {
    expect(classifyError(new WebAPIRateLimitedError(seconds), NOON)).toEqual(waiting(ms));
    expect(classifyError(platform('ratelimited', seconds), NOON)).toEqual(waiting(ms));
  });

  test.each([
    ['Mon, 01 Jun 2026 12:00:42 GMT', 42_000],
    ['abc', 30_000],
    ['null', 30_000],
  ])('whose header the client could not read (%s) is known by its words', (header, ms) => {
    const error = new Error(
      `Retry header did not contain a valid timeout (url: https://slack.com/api/chat.postMessage, retry-after header: ${header})`,
    );
    expect(classifyError(error, NOON)).toEqual(waiting(ms));
  });

  test('as a plain status is obeyed too', () => {
    const limited = (headers: Record<string, string>) =>
      classifyError(new WebAPIHTTPError(429, '', headers, ''), NOON);
    expect([limited({ 'retry-after': '7' }), limited({})]).toEqual([
      waiting(7_000),
      waiting(30_000),
    ]);
  });
});

describe('the network', () => {
  test.each([
    { code: 'ECONNREFUSED', syscall: 'connect' },
    { code: 'ENOTFOUND', syscall: 'getaddrinfo' },
    { code: 'EAI_AGAIN', syscall: 'getaddrinfo' },
    { code: 'UND_ERR_CONNECT_TIMEOUT' },
    { code: 'ECONNRESET', syscall: 'connect' },
    { code: 'ETIMEDOUT', syscall: 'connect' },
    { code: 'EHOSTUNREACH', syscall: 'connect' },
    { code: 'CERT_HAS_EXPIRED' },
    { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' },
    { code: 'SELF_SIGNED_CERT_IN_CHAIN' },
    { code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' },
    { code: 'ERR_TLS_CERT_ALTNAME_INVALID' },
    { code: 'ERR_SSL_WRONG_VERSION_NUMBER' },
  ])('surely sent nothing: $code', (facts) => {
    expect(classifyError(network(facts), NOON)).toEqual(LATER);
  });

  test('surely sent nothing where every address refused', () => {
    const refusal = () => Object.assign(new Error('x'), { code: 'ECONNREFUSED' });
    const reset = Object.assign(new Error('x'), { code: 'ECONNRESET', syscall: 'read' });
    const all = (...errors: Error[]) =>
      classifyError(
        new WebAPIRequestError(new TypeError('x', { cause: new AggregateError(errors) })),
        NOON,
      );
    expect([all(refusal(), refusal()), all(refusal(), reset), all()]).toEqual([
      LATER,
      UNKNOWN,
      UNKNOWN,
    ]);
  });

  test.each([
    { code: 'ECONNRESET', syscall: 'read' },
    { code: 'ECONNRESET' },
    { code: 'EPIPE', syscall: 'write' },
    { code: 'ETIMEDOUT', syscall: 'read' },
    { code: 'UND_ERR_SOCKET' },
    { code: 'UND_ERR_HEADERS_TIMEOUT' },
    { code: 'UND_ERR_BODY_TIMEOUT' },
    { code: 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH' },
    { code: 'EPROTO' },
    { code: 7 },
    {},
  ])('may have sent it all: $code', (facts) => {
    expect(classifyError(network(facts), NOON)).toEqual(UNKNOWN);
  });

  test('that gave no answer in time may have sent it all', () => {
    const timeout = new DOMException('The operation was aborted due to timeout', 'TimeoutError');
    expect(classifyError(new WebAPIRequestError(timeout), NOON)).toEqual(UNKNOWN);
  });

  test('with causes that go in a circle leaves doubt', () => {
    const circle: Error & { cause?: unknown } = new Error('x');
    circle.cause = circle;
    expect(classifyError(new WebAPIRequestError(circle), NOON)).toEqual(UNKNOWN);
  });

  test.each([500, 502, 503, 504, 400, 403, 413])('with status %i leaves doubt', (status) => {
    expect(classifyError(new WebAPIHTTPError(status, '', {}, '<html>'), NOON)).toEqual(UNKNOWN);
  });
});

test.each([
  new TypeError('terminated'),
  new TypeError("Cannot read properties of null (reading 'response_metadata')"),
  { code: ErrorCode.PlatformError },
  { code: ErrorCode.PlatformError, data: { error: undefined } },
  'words',
  null,
  undefined,
])('anything else leaves doubt: %s', (error) => {
  expect(classifyError(error, NOON)).toEqual(UNKNOWN);
});

describe('an answer to a post', () => {
  const asked = { channel: 'C1', threadTs: '1.1' };
  const answer = { ok: true, channel: 'C1', ts: '2.2', message: { ts: '2.2', thread_ts: '1.1' } };
  const done = { kind: 'done', channel: 'C1', ts: '2.2', inThread: true };

  test('is done where it names the message', () => {
    expect([
      classifyPosted(answer, asked),
      classifyPosted({ ok: true, channel: 'C1', ts: '2.2' }, asked),
      classifyPosted(answer, { channel: 'C1', threadTs: null }),
    ]).toEqual([done, done, done]);
  });

  test('tells of a reply that silently became a message of its own', () => {
    const misplaced = { ...done, inThread: false };
    expect([
      classifyPosted({ ...answer, message: { ts: '2.2' } }, asked),
      classifyPosted({ ...answer, message: { thread_ts: '9.9' } }, asked),
    ]).toEqual([misplaced, misplaced]);
  });

  test('to a person names the direct message it went to', () => {
    const direct = { ok: true, channel: 'D7', ts: '2.2' };
    expect(classifyPosted(direct, { channel: 'U1', threadTs: null })).toEqual({
      ...done,
      channel: 'D7',
    });
    expect(classifyPosted(direct, { channel: 'C1', threadTs: null })).toEqual(UNKNOWN);
  });

  test.each([
    { ...answer, ts: undefined },
    { ...answer, ts: '' },
    { ...answer, ts: 2.2 },
    { ...answer, channel: undefined },
    { ...answer, channel: 'C2' },
    { ...answer, ok: false },
    {},
    [],
    null,
    '<html>',
  ])('leaves doubt where it does not: %j', (odd) => {
    expect(classifyPosted(odd, asked)).toEqual(UNKNOWN);
  });
});

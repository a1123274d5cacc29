import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
} from '@slack/web-api';
import { describe, expect, test } from 'vitest';
import { isOutage } from '../../src/slack/web-api/classify.ts';
import { createOutbound } from '../../src/slack/web-api/outbound.ts';
import { NOON } from './sample-video.ts';

const MINUTE = 60_000;
const platform = (error: string) => new WebAPIPlatformError({ ok: false, error });
const http = (status: number) => new WebAPIHTTPError(status, '', {}, 'body');
const hangup = new WebAPIRequestError(new Error('socket hang up'));
const ok = { ok: true };
const answered = { kind: 'answered', answer: ok };

/** The way out, with a clock set by hand; `made` counts the calls that were really made. */
function setUp() {
  const at = { now: NOON };
  const made: string[] = [];
  const notes: unknown[] = [];
  const outbound = createOutbound({
    clock: { now: () => at.now, monotonic: () => at.now, sleep: async () => {} },
    logEvent: (event, fields) => notes.push([event, fields]),
  });
  const call = (answer: unknown, method = 'chat.postMessage', workspace = 'T1') =>
    outbound(workspace, method, async () => {
      made.push(`${workspace} ${method}`);
      if (answer instanceof Error) throw answer;
      return answer;
    });
  return { at, made, notes, outbound, call };
}

describe('a rate limit', () => {
  const limited = new WebAPIRateLimitedError(7);

  test('rests its own method in its own workspace, for as long as was asked', async () => {
    const { at, made, call } = setUp();
    expect(await call(limited)).toEqual({ kind: 'later', afterMs: 7_000 });
    at.now += 2_000;
    expect([
      await call(ok),
      await call(ok, 'chat.update'),
      await call(ok, 'chat.postMessage', 'T2'),
    ]).toEqual([{ kind: 'later', afterMs: 5_000 }, answered, answered]);
    at.now += 5_000;
    expect(await call(ok)).toEqual(answered);
    expect(made).toEqual([
      'T1 chat.postMessage',
      'T1 chat.update',
      'T2 chat.postMessage',
      'T1 chat.postMessage',
    ]);
  });
});

describe('an outage', () => {
  const down = async (call: (answer: unknown) => Promise<unknown>, times: number) => {
    for (let i = 0; i < times; i += 1) await call(http(503));
  };

  test('begins with the fifth call in a row without an answer, for every workspace and method', async () => {
    const { made, call } = setUp();
    await down(call, 4);
    await call(platform('channel_not_found'));
    await down(call, 4);
    expect(await call(hangup)).toEqual({ kind: 'unknown' });
    expect([await call(ok), await call(ok, 'chat.update', 'T2')]).toEqual([
      { kind: 'later', afterMs: 30_000 },
      { kind: 'later', afterMs: 30_000 },
    ]);
    expect(made).toHaveLength(10);
  });

  test('is probed by one call after 30 s; its answer decides', async () => {
    const { at, made, outbound, call } = setUp();
    await down(call, 5);
    at.now += 30_000;
    let fail: (error: Error) => void = () => {};
    const probe = outbound('T1', 'chat.update', () => new Promise((_, reject) => (fail = reject)));
    expect(await call(ok)).toEqual({ kind: 'later', afterMs: 5_000 });
    fail(hangup);
    await probe;
    expect(await call(ok)).toEqual({ kind: 'later', afterMs: 30_000 });
    at.now += 30_000;
    expect([await call(ok), await call(ok)]).toEqual([answered, answered]);
    expect(made).toHaveLength(7);
  });

  test.each([
    [http(500), true],
    [http(503), true],
    [hangup, true],
    [new WebAPIRequestError(Object.assign(new Error(), { code: 'ECONNREFUSED' })), true],
    [new TypeError('terminated'), true],
    [platform('<html>'), true],
    [platform(''), true],
    [platform('service_unavailable'), true],
    [platform('internal_error'), false],
    [platform('not_in_channel'), false],
    [platform('an_error_of_tomorrow'), false],
    [http(404), false],
    [new WebAPIRateLimitedError(1), false],
    [
      new Error('Retry header did not contain a valid timeout (url: x, retry-after header: abc)'),
      false,
    ],
  ])('is what %s shows: %s', (error, shown) => {
    expect(isOutage(error)).toBe(shown);
  });
});

describe('a workspace that ended its connection', () => {
  const revoked = platform('token_revoked');
  const in5min = { kind: 'later', afterMs: 5 * MINUTE };

  test.each(['account_inactive', 'invalid_auth', 'not_authed', 'token_revoked'])(
    'refuses nothing for good by %s: it may be renewed, and the log names it',
    async (error) => {
      const { notes, call } = setUp();
      expect(await call(platform(error))).toEqual(in5min);
      expect(notes).toEqual([
        ['slack_refused', { workspace: 'T1', method: 'chat.postMessage', error }],
      ]);
    },
  );

  test('is not called, but for a probe in five minutes; others are', async () => {
    const { at, made, call } = setUp();
    await call(revoked);
    at.now += 5 * MINUTE - 1;
    expect([await call(ok), await call(ok, 'chat.update', 'T2')]).toEqual([
      { kind: 'later', afterMs: 1 },
      answered,
    ]);
    at.now += 1;
    expect([await call(revoked), await call(ok)]).toEqual([in5min, in5min]);
    at.now += 5 * MINUTE;
    expect([await call(ok), await call(ok)]).toEqual([answered, answered]);
    expect(made).toHaveLength(5);
  });

  test('is back where Slack refuses for another reason: the token works', async () => {
    const { at, call } = setUp();
    await call(revoked);
    at.now += 5 * MINUTE;
    await call(platform('not_in_channel'));
    expect(await call(ok)).toEqual(answered);
  });

  test('is not called back by an answer that says nothing of the token', async () => {
    const { at, call } = setUp();
    await call(revoked);
    at.now += 5 * MINUTE;
    await call(http(503));
    expect(await call(ok)).toEqual(in5min);
  });
});

test('the log tells what did not work, by names of Slack alone', async () => {
  const { notes, call } = setUp();
  const needed = { ok: false, error: 'missing_scope', needed: 'chat:write' };
  const odd = { ...needed, needed: 'xoxb-SECRET\n' };
  await call(new WebAPIPlatformError(needed));
  await call(new WebAPIPlatformError(odd));
  await call(platform('<html>secret</html>'));
  await call(new WebAPIRateLimitedError(7));
  await call(ok);
  const at = { workspace: 'T1', method: 'chat.postMessage' };
  expect(notes).toEqual([
    ['slack_refused', { ...at, error: 'missing_scope', needed: 'chat:write' }],
    ['slack_refused', { ...at, error: 'missing_scope' }],
    ['slack_unknown', at],
    ['slack_later', { ...at, after_ms: 7_000 }],
  ]);
});

import { WebAPIHTTPError, WebAPIPlatformError, WebAPIRateLimitedError } from '@slack/web-api';
import { expect, it } from 'vitest';
import { createOutbound } from '../../src/slack/web-api/outbound.ts';
import { createTestHolds } from '../support/holds.ts';
import { NOON } from './sample-video.ts';

const MINUTE = 60_000;
const platform = (error: string, more: object = {}) =>
  new WebAPIPlatformError({ ok: false, error, ...more });
const limited = new WebAPIRateLimitedError(7);
const down = new WebAPIHTTPError(503, '', {}, 'body');
const revoked = platform('token_revoked');
const ok = { ok: true };
const POST = 'chat.postMessage';

/** An outbound with a manual clock. `calls`: the calls that were really made. */
function setUp() {
  const time = { now: NOON };
  const calls: string[] = [];
  const events: unknown[] = [];
  const clock = { now: () => time.now, monotonic: () => time.now, sleep: async () => {} };
  const logEvent = (...event: unknown[]) => void events.push(event);
  const outbound = createOutbound({ holds: createTestHolds(clock), clock, logEvent });
  /** Makes a call after `ms`; returns the outcome's kind, or its delay in ms. */
  const call = async (ms: number, answer: unknown, workspace = 'T1', method = POST) => {
    time.now += ms;
    const outcome = await outbound(workspace, method, async () => {
      calls.push(`${workspace} ${method}`);
      if (answer instanceof Error) throw answer;
      return answer;
    });
    return outcome.kind === 'later' ? outcome.afterMs : outcome.kind;
  };
  return { calls, events, call };
}

// All limits, outages and probes: `faults/slack-limit`.
it('F1: a rate limit pauses only its method in its workspace; a destination error pauses nothing', async () => {
  const { calls, call } = setUp();
  const afterLimit = [await call(0, limited), await call(2_000, ok)];
  const others = [await call(0, ok, 'T1', 'chat.update'), await call(0, ok, 'T2')];
  const denied = await call(0, platform('team_access_not_granted'), 'T2');
  const after = [denied, await call(0, ok, 'T2'), await call(5_000, ok)];
  const expected = [7_000, 5_000, 'answered', 'answered', 15 * MINUTE, 'answered', 'answered', 6];
  expect([...afterLimit, ...others, ...after, calls.length]).toEqual(expected);
});

// A probe that succeeds or is rejected again: `faults/slack-limit` F14.
it('a workspace with a rejected token is probed every five minutes by one call until Slack answers', async () => {
  const { call } = setUp();
  const paused = [await call(0, revoked), await call(5 * MINUTE - 1, ok), await call(0, ok, 'T2')];
  const probed = [await call(1, down), await call(0, ok)];
  const refused = [await call(5 * MINUTE, platform('channel_not_found')), await call(0, ok)];
  const expected = [5 * MINUTE, 1, 'answered', 'unknown', 5 * MINUTE, 'refused', 'answered'];
  expect([...paused, ...probed, ...refused]).toEqual(expected);
});

it('the log describes a failed call by Slack’s own error names only', async () => {
  const { events, call } = setUp();
  const scopes = ['chat:write', 'xoxb-SECRET\n'];
  const errors = scopes.map((needed) => platform('missing_scope', { needed }));
  for (const each of [...errors, platform('<html>secret</html>'), limited, ok]) await call(0, each);
  await call(0, revoked, 'T2');
  const at = { workspace: 'T1', method: POST };
  expect(events).toEqual([
    ['slack_refused', { ...at, error: 'missing_scope', needed: 'chat:write' }],
    ['slack_refused', { ...at, error: 'missing_scope' }],
    ['slack_unknown', at],
    ['slack_later', { ...at, after_ms: 7_000 }],
    ['slack_refused', { ...at, workspace: 'T2', error: 'token_revoked' }],
  ]);
});

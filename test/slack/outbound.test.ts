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

/** The way out, with a clock set by hand; `made` are the calls that were really made. */
function setUp() {
  const at = { now: NOON };
  const made: string[] = [];
  const notes: unknown[] = [];
  const clock = { now: () => at.now, monotonic: () => at.now, sleep: async () => {} };
  const logEvent = (...note: unknown[]) => void notes.push(note);
  const outbound = createOutbound({ holds: createTestHolds(clock), clock, logEvent });
  /** What the caller is told, in a word, after so many ms. */
  const call = async (ms: number, answer: unknown, workspace = 'T1', method = POST) => {
    at.now += ms;
    const outcome = await outbound(workspace, method, async () => {
      made.push(`${workspace} ${method}`);
      if (answer instanceof Error) throw answer;
      return answer;
    });
    return outcome.kind === 'later' ? outcome.afterMs : outcome.kind;
  };
  return { made, notes, call };
}

// Every limit, outages, and their probes: `faults/slack-limit`.
it('F1: a limit rests its own method in its own workspace; what is put off by its place rests nothing', async () => {
  const { made, call } = setUp();
  const rested = [await call(0, limited), await call(2_000, ok)];
  const others = [await call(0, ok, 'T1', 'chat.update'), await call(0, ok, 'T2')];
  const absent = await call(0, platform('team_access_not_granted'), 'T2');
  const after = [absent, await call(0, ok, 'T2'), await call(5_000, ok)];
  expect([...rested, ...others, ...after, made.length]).toEqual([
    ...[7_000, 5_000, 'answered', 'answered', 15 * MINUTE, 'answered', 'answered', 6],
  ]);
});

// Until its token works, or is refused again: `faults/slack-limit` F14.
it('a workspace that ended its connection is probed every five minutes, alone, until Slack answers', async () => {
  const { call } = setUp();
  const ended = [await call(0, revoked), await call(5 * MINUTE - 1, ok), await call(0, ok, 'T2')];
  const probed = [await call(1, down), await call(0, ok)];
  const refused = [await call(5 * MINUTE, platform('channel_not_found')), await call(0, ok)];
  expect([...ended, ...probed, ...refused]).toEqual([
    ...[5 * MINUTE, 1, 'answered', 'unknown', 5 * MINUTE, 'refused', 'answered'],
  ]);
});

it('the log tells what did not work, by names of Slack alone', async () => {
  const { notes, call } = setUp();
  const scopes = ['chat:write', 'xoxb-SECRET\n'];
  const errors = scopes.map((needed) => platform('missing_scope', { needed }));
  for (const each of [...errors, platform('<html>secret</html>'), limited, ok]) await call(0, each);
  await call(0, revoked, 'T2');
  const at = { workspace: 'T1', method: POST };
  expect(notes).toEqual([
    ['slack_refused', { ...at, error: 'missing_scope', needed: 'chat:write' }],
    ['slack_refused', { ...at, error: 'missing_scope' }],
    ['slack_unknown', at],
    ['slack_later', { ...at, after_ms: 7_000 }],
    ['slack_refused', { ...at, workspace: 'T2', error: 'token_revoked' }],
  ]);
});

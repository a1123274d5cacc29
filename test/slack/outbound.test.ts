import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
} from '@slack/web-api';
import { expect, it } from 'vitest';
import { createOutbound } from '../../src/slack/web-api/outbound.ts';
import { holdsBy } from '../support/holds.ts';
import { NOON } from './sample-video.ts';

/** So many ms pass, then Slack answers; what the caller is told; of which method and workspace. */
type Step = readonly [ms: number, answer: unknown, told: object, method?: string, team?: string];

const MINUTE = 60_000;
const platform = (error: string, more: object = {}) =>
  new WebAPIPlatformError({ ok: false, error, ...more });
const limited = new WebAPIRateLimitedError(7);
const down = new WebAPIHTTPError(503, '', {}, 'body');
const hangup = new WebAPIRequestError(new Error('socket hang up'));
const revoked = platform('token_revoked');
const absent = platform('channel_not_found');

const ok = { ok: true };
const answered = { kind: 'answered', answer: ok };
const unknown = { kind: 'unknown' };
const refused = { kind: 'refused', error: 'channel_not_found' };
const later = (afterMs: number) => ({ kind: 'later', afterMs });
const in30s = later(30_000);
const in5min = later(5 * MINUTE);
const four: Step[] = Array(4).fill([0, down, unknown]);
const five: Step[] = [...four, [0, hangup, unknown]];

/** The way out, with a clock set by hand; `made` are the calls that were really made. */
function setUp() {
  const at = { now: NOON };
  const made: string[] = [];
  const notes: unknown[] = [];
  const clock = { now: () => at.now, monotonic: () => at.now, sleep: async () => {} };
  const outbound = createOutbound({
    holds: holdsBy(clock),
    clock,
    logEvent: (event, fields) => notes.push([event, fields]),
  });
  const call = (answer: unknown, method = 'chat.postMessage', workspace = 'T1') =>
    outbound(workspace, method, async () => {
      made.push(`${workspace} ${method}`);
      if (answer instanceof Error) throw answer;
      return answer;
    });
  return { at, made, notes, call };
}

it.each<[string, number, Step[]]>([
  [
    'a limit rests its own method in its own workspace, for as long as was asked',
    4,
    [
      [0, limited, later(7_000)],
      [2_000, ok, later(5_000)],
      [0, ok, answered, 'chat.update'],
      [0, ok, answered, 'chat.postMessage', 'T2'],
      [5_000, ok, answered],
    ],
  ],
  [
    'an outage begins with the fifth call in a row without an answer, for every workspace and method',
    10,
    [...four, [0, absent, refused], ...five, [0, ok, in30s], [0, ok, in30s, 'chat.update', 'T2']],
  ],
  [
    'an outage is probed after 30 s, and the answer to the probe decides',
    8,
    [...five, [30_000, hangup, unknown], [0, ok, in30s], [30_000, ok, answered], [0, ok, answered]],
  ],
  [
    'a workspace that ended its connection is not called, but for a probe in five minutes',
    5,
    [
      [0, revoked, in5min],
      [5 * MINUTE - 1, ok, later(1)],
      [0, ok, answered, 'chat.update', 'T2'],
      [1, revoked, in5min],
      [0, ok, in5min],
      [5 * MINUTE, ok, answered],
      [0, ok, answered],
    ],
  ],
  [
    'it is back where Slack refuses for another reason: the token works',
    3,
    [
      [0, revoked, in5min],
      [5 * MINUTE, absent, refused],
      [0, ok, answered],
    ],
  ],
  [
    'it is not back by an answer that says nothing of the token',
    2,
    [
      [0, revoked, in5min],
      [5 * MINUTE, down, unknown],
      [0, ok, in5min],
    ],
  ],
])('%s', async (_, calls, steps) => {
  const { at, made, call } = setUp();
  for (const [ms, answer, told, ...whose] of steps) {
    at.now += ms;
    expect(await call(answer, ...whose)).toEqual(told);
  }
  expect(made).toHaveLength(calls);
});

it.each(['account_inactive', 'invalid_auth', 'not_authed', 'token_revoked'])(
  'nothing is refused for good by %s: it may be renewed, and the log names it',
  async (error) => {
    const { notes, call } = setUp();
    const at = { workspace: 'T1', method: 'chat.postMessage', error };
    expect([await call(platform(error)), notes]).toEqual([in5min, [['slack_refused', at]]]);
  },
);

it('the log tells what did not work, by names of Slack alone', async () => {
  const { notes, call } = setUp();
  const scopes = ['chat:write', 'xoxb-SECRET\n'];
  const errors = scopes.map((needed) => platform('missing_scope', { needed }));
  for (const each of [...errors, platform('<html>secret</html>'), limited, ok]) await call(each);
  const at = { workspace: 'T1', method: 'chat.postMessage' };
  expect(notes).toEqual([
    ['slack_refused', { ...at, error: 'missing_scope', needed: 'chat:write' }],
    ['slack_refused', { ...at, error: 'missing_scope' }],
    ['slack_unknown', at],
    ['slack_later', { ...at, after_ms: 7_000 }],
  ]);
});

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
type Whose = [method?: string | undefined, team?: string | undefined];
type Step = readonly [ms: number, answer: unknown, told: object, ...Whose];

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
const works = (ms = 0, ...whose: Whose): Step => [ms, ok, answered, ...whose];
const rests = (ms: number, told: object): Step => [ms, ok, told];
const ended: Step = [0, revoked, in5min];
const four: Step[] = Array(4).fill([0, down, unknown]);
const five: Step[] = [...four, [0, hangup, unknown]];

/** The way out, with a clock set by hand; `made` are the calls that were really made. */
function setUp() {
  const at = { now: NOON };
  const made: string[] = [];
  const notes: unknown[] = [];
  const clock = { now: () => at.now, monotonic: () => at.now, sleep: async () => {} };
  const logEvent = (...note: unknown[]) => void notes.push(note);
  const outbound = createOutbound({ holds: holdsBy(clock), clock, logEvent });
  const call = (answer: unknown, method = 'chat.postMessage', workspace = 'T1') =>
    outbound(workspace, method, async () => {
      made.push(`${workspace} ${method}`);
      if (answer instanceof Error) throw answer;
      return answer;
    });
  return { at, made, notes, call };
}

async function plays(calls: number, ...steps: Step[]): Promise<void> {
  const { at, made, call } = setUp();
  for (const [ms, answer, told, ...whose] of steps) {
    at.now += ms;
    expect(await call(answer, ...whose)).toEqual(told);
  }
  expect(made).toHaveLength(calls);
}

it('a limit rests its own method in its own workspace, for as long as was asked', async () => {
  const others = [works(0, 'chat.update'), works(0, 'chat.postMessage', 'T2')];
  await plays(4, [0, limited, later(7_000)], rests(2_000, later(5_000)), ...others, works(5_000));
});

it('what is put off because of its place rests nothing elsewhere', () =>
  plays(2, [0, platform('team_access_not_granted'), later(15 * MINUTE)], works()));

// Its probes: `lib/gate`, `faults/slack-limit`.
it('an outage begins with the fifth call in a row without an answer, for everybody', () =>
  plays(10, ...four, [0, absent, refused], ...five, rests(0, in30s), [
    0,
    ok,
    in30s,
    'chat.update',
    'T2',
  ]));

it('a workspace that ended its connection is only probed every five minutes, until its token works', async () => {
  const probe: Step[] = [
    rests(5 * MINUTE - 1, later(1)),
    works(0, 'chat.update', 'T2'),
    [1, revoked, in5min],
  ];
  await plays(5, ended, ...probe, rests(0, in5min), works(5 * MINUTE), works());
  // Any other refusal says that it works; what is no answer says nothing.
  await plays(3, ended, [5 * MINUTE, absent, refused], works());
  await plays(2, ended, [5 * MINUTE, down, unknown], rests(0, in5min));
});

it('the log tells what did not work, by names of Slack alone', async () => {
  const { notes, call } = setUp();
  const scopes = ['chat:write', 'xoxb-SECRET\n'];
  const errors = scopes.map((needed) => platform('missing_scope', { needed }));
  for (const each of [...errors, platform('<html>secret</html>'), limited, ok]) await call(each);
  await call(revoked, 'chat.postMessage', 'T2');
  const at = { workspace: 'T1', method: 'chat.postMessage' };
  expect(notes).toEqual([
    ['slack_refused', { ...at, error: 'missing_scope', needed: 'chat:write' }],
    ['slack_refused', { ...at, error: 'missing_scope' }],
    ['slack_unknown', at],
    ['slack_later', { ...at, after_ms: 7_000 }],
    ['slack_refused', { ...at, workspace: 'T2', error: 'token_revoked' }],
  ]);
});

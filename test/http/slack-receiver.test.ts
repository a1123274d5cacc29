import { expect, it } from 'vitest';
import { createSlackApp } from '../../src/bolt/slack-app.ts';
import { createSlackReceiver } from '../../src/bolt/slack-receiver.ts';
import { signAsSlack } from '../../src/bolt/slack-signature.ts';
import { type Clock, systemClock } from '../../src/lib/clock.ts';
import { serveRoutes } from '../support/serve-routes.ts';
import { until } from '../support/until.ts';
import { createVirtualClock } from '../support/virtual-clock.ts';

const SECRET = 'signing-secret';
const FORM = 'application/x-www-form-urlencoded';
const SPACED = 'Application/x-www-form-urlencoded ;charset=UTF-8';
const CAPITALS = 'Application/X-WWW-Form-Urlencoded; charset=utf-8';

type Request = { body?: string; type?: string; headers?: Record<string, string>; path?: string };

/** A real Bolt app behind the receiver. The text of `/jogg` chooses its behaviour. */
async function boltBehind(clock: Clock = systemClock) {
  const logged: { event: string }[] = [];
  const seen: unknown[] = [];
  const signed: true[] = [];
  const app = createSlackApp({
    ...{ botToken: 'xoxb-1', apiUrl: 'http://127.0.0.1:1/', fetch },
    identity: () => ({ botId: 'B1', botUserId: 'U0' }),
  });
  const route = createSlackReceiver({
    signingSecret: SECRET,
    clock,
    onSigned: () => signed.push(true),
    handleRequest: (request) => app.processEvent(request),
    logEvent: (event, fields) => logged.push({ event, ...fields }),
  });
  app.command('/jogg', async ({ command, ack, context }) => {
    seen.push([command.text, context.retryNum ?? null]);
    if (command.text === 'forget') await clock.sleep(4_000);
    if (command.text === 'throw') throw new Error('secret text');
    if (command.text === 'object') return ack({ text: 'hi' });
    await ack(command.text === 'text' ? 'hi' : undefined);
  });
  const { url, events } = await serveRoutes([route]);
  const post = async ({ body = PLAIN, type = FORM, headers, path }: Request) => {
    const signed = signAsSlack(body, SECRET, clock.now());
    const all = { 'content-type': type, ...signed, ...headers };
    const request = { method: 'POST', body, headers: all };
    const response = await fetch(`${url}${path ?? '/slack/events'}`, request);
    return [response.status, await response.text()];
  };
  return { post, logged, seen, events, signedCount: () => signed.length };
}

const command = (text: string, name = '/jogg'): string =>
  `${new URLSearchParams({ command: name, text, team_id: 'T1', user_id: 'U1', api_app_id: 'A1' })}`;
const PLAIN = command('plain');
const event = (fields: object) => ({ body: JSON.stringify(fields), type: 'application/json' });
const signedAs = (signature: string) => ({ headers: { 'x-slack-signature': signature } });
const unsigned = (body: string, type = FORM): Request => ({ body, type, ...signedAs('') });
const FORGED = signedAs('v0=00');
const JOINED = { team_id: 'T1', api_app_id: 'A1', event: { type: 'team_join', event_ts: '1.1' } };

// Too large, broken, mistyped, unsigned: `faults/slack-requests`.
it.each<[string, Request, status: number, runs: 0 | 1]>([
  ['a space in its content type', { type: SPACED }, 200, 1],
  ['double slashes in its path', { path: '/slack//events/?x=1' }, 200, 1],
  ['an unknown command', { body: command('', '/other') }, 404, 0],
  ['an ssl_check', { body: `ssl_check=1&${PLAIN}` }, 200, 0],
  ['an unsigned ssl_check and a command', unsigned(`ssl_check=1&${PLAIN}`), 200, 0],
  ['an unsigned ssl_check, content type in capitals', unsigned('ssl_check=1', CAPITALS), 200, 0],
  ['an unsigned ssl_check of 0', unsigned('ssl_check=0'), 401, 0],
  ['an unsigned ssl_check in JSON', unsigned('{"ssl_check":1}', 'application/json'), 401, 0],
  ['an event without a listener', event({ type: 'event_callback', ...JOINED }), 200, 0],
  ['an unknown notice', event({ type: 'something_new' }), 200, 0],
])(
  'a request with %s gets its status, and runs the command once or never',
  async (_, request, status, runs) => {
    const { post, seen } = await boltBehind();
    const [answered] = await post(request);
    expect([answered, seen.length]).toEqual([status, runs]);
  },
);

it('a command gets its listener’s answer, a retry is recognized, and an error is logged', async () => {
  const { post, logged, seen } = await boltBehind();
  const bodies = ['plain', 'text', 'object', 'throw'].map((text) => command(text));
  const answers = await Promise.all(bodies.map((body) => post({ body })));
  const jsonAnswer = [200, '{"text":"hi"}'];
  expect(answers).toEqual([[200, ''], [200, 'hi'], jsonAnswer, [500, '']]);
  expect(await post(FORGED)).toEqual([401, 'bad signature or time\n']);
  await post({ headers: { 'x-slack-retry-num': '2', 'x-slack-retry-reason': 'http_timeout' } });
  expect(seen.slice(4)).toEqual([['plain', 2]]);
  const events = logged.map((each) => each.event);
  expect(events).toEqual(['slack_listener_failed', 'slack_signature_refused']);
});

it('a command without an answer within 2.9 s gets a 504 and a log line', async () => {
  const clock = createVirtualClock();
  const { post, logged, seen } = await boltBehind(clock);
  const late = post({ body: command('forget') });
  await until(() => seen.length === 1);
  await clock.advance(2_899);
  const inTime = await post({});
  const early = logged.length;
  await clock.advance(1);
  expect([inTime, early, await late]).toEqual([[200, ''], 0, [504, '']]);
  await clock.advance(4_000);
  const quiet = clock.sleepers();
  const again = [0, 100].map(() => post({ body: command('forget') }));
  await until(() => seen.length === 4);
  // Both listeners sleep, and one timer serves both deadlines.
  const timers = clock.sleepers();
  await clock.advance(3_000);
  await clock.advance(4_000);
  expect([quiet, timers, (await Promise.all(again)).flat()]).toEqual([0, 3, [504, '', 504, '']]);
  expect(logged).toEqual(Array(3).fill({ event: 'slack_not_acknowledged', type: '/jogg' }));
});

it('a notice from Slack is acknowledged and logged for the operator', async () => {
  const { post, logged } = await boltBehind();
  const limited = { type: 'app_rate_limited', minute_rate_limited: 1_518_467_820 };
  for (const notice of [limited, { type: 'something_new' }, { type: 'with spaces & more' }])
    await post(event(notice));
  const says =
    'Slack did not send some events of this minute: there were more than 30,000 in an hour';
  expect(logged).toEqual([
    { event: 'slack_events_not_sent', minute: 1_518_467_820, says },
    { event: 'slack_notice_ignored', type: 'something_new' },
    { event: 'slack_notice_ignored', type: 'unknown' },
  ]);
});

it('a valid signature with an old timestamp is logged as a problem of the clock', async () => {
  const clock = createVirtualClock();
  const { post, logged, seen } = await boltBehind(clock);
  const [status] = await post({ headers: signAsSlack(PLAIN, SECRET, clock.now() - 3_600_000) });
  const says = "signed by Slack, but 3600 s ago by this machine's clock: set the clock (NTP)";
  const refused = { event: 'slack_clock_refused', seconds: 3_600, says };
  expect([status, seen, logged]).toEqual([401, [], [refused]]);
});

it('a request to a path that resembles ours is logged, without the token in a webhook’s path', async () => {
  const { post, events } = await boltBehind();
  const paths = ['/slack/event', '/Slack/commands', '/jogg', '/jogg/Webhook/…'];
  for (const path of ['/jogg/Webhook/canary', ...paths.slice(0, 3), '/wp-login.php', '/'])
    expect((await post({ path }))[0]).toBe(404);
  expect(events.toSorted()).toEqual(paths.map((path) => `request_not_routed ${path}`).toSorted());
});

it("Slack's challenge is answered, and only a signed request counts as reaching the app", async () => {
  const { post, signedCount } = await boltBehind();
  await post(unsigned('ssl_check=1'));
  await post(FORGED);
  const before = signedCount();
  const [, answer] = await post(event({ type: 'url_verification', challenge: 'abc' }));
  expect([before, JSON.parse(String(answer)), signedCount()]).toEqual([0, { challenge: 'abc' }, 1]);
});

import { App } from '@slack/bolt';
import { describe, expect, it } from 'vitest';
import { createSlackReceiver } from '../../src/bolt/slack-receiver.ts';
import { signAsSlack } from '../../src/bolt/slack-signature.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { serving } from '../support/serving.ts';

const SECRET = 'signing-secret';
const FORM = 'application/x-www-form-urlencoded';
const JSON_TYPE = 'application/json';
const CAPITALS = 'Application/X-WWW-Form-Urlencoded; charset=utf-8';
const UNSIGNED = { 'x-slack-signature': '' };
const FORGED = { 'x-slack-signature': 'v0=00' };
const HOUR_MS = 3_600_000;

interface Request {
  readonly body?: string;
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly path?: string;
}

/** A real Bolt app behind the receiver; `/jogg` behaves as its text says. */
async function boltBehind() {
  const said: { event: string }[] = [];
  const seen: unknown[] = [];
  const reached: true[] = [];
  const receiver = createSlackReceiver({
    signingSecret: SECRET,
    clock: systemClock,
    heard: () => reached.push(true),
    logEvent: (event, fields) => said.push({ event, ...fields }),
  });
  const app = new App({
    receiver,
    convoStore: false,
    authorize: async () => ({ botToken: 'xoxb-1', botId: 'B1', botUserId: 'U0' }),
  });
  app.error((error) => Promise.reject(error));
  app.command('/jogg', async ({ command, ack, context }) => {
    seen.push([command.text, context.retryNum ?? null]);
    if (command.text === 'throw') throw new Error('secret text');
    if (command.text === 'object') return ack({ text: 'hi' });
    if (command.text === 'text') return ack('hi');
    await ack();
  });
  const { url, events } = await serving([receiver.route]);
  const post = async ({ body = PLAIN, type = FORM, headers, path }: Request) => {
    const signed = signAsSlack(body, SECRET, Date.now());
    const response = await fetch(`${url}${path ?? '/slack/events'}`, {
      method: 'POST',
      body,
      headers: { 'content-type': type, ...signed, ...headers },
    });
    return [response.status, await response.text()];
  };
  return { post, said, seen, events, heard: () => reached.length };
}

const command = (text: string, name = '/jogg'): string =>
  `${new URLSearchParams({ command: name, text, team_id: 'T1', user_id: 'U1', api_app_id: 'A1' })}`;
const PLAIN = command('plain');
const event = (fields: object): Request => ({ body: JSON.stringify(fields), type: JSON_TYPE });
const JOINED = { team_id: 'T1', api_app_id: 'A1', event: { type: 'team_join', event_ts: '1.1' } };

describe("Slack's requests over HTTP", () => {
  it.each<[string, Request, string]>([
    ['acknowledged', {}, ''],
    ['acknowledged with a text', { body: command('text') }, 'hi'],
    ['acknowledged with an object', { body: command('object') }, '{"text":"hi"}'],
    ['of a form with a charset', { type: `${FORM}; charset=utf-8` }, ''],
    ['of a form in capitals', { type: FORM.toUpperCase() }, ''],
    ['of a form with a blank', { type: 'Application/x-www-form-urlencoded ;charset=UTF-8' }, ''],
    ['with a slash behind', { path: '/slack/events/' }, ''],
    ['with a slash in front', { path: '//slack/events' }, ''],
    ['with slashes in the middle', { path: '/slack//events/?x=1' }, ''],
    ['whose keys would poison a prototype', { body: `__proto__[polluted]=1&${PLAIN}` }, ''],
  ])('a command %s is run once and answered', async (_, request, answer) => {
    const { post, seen } = await boltBehind();
    expect([await post(request), seen.length, 'polluted' in {}]).toEqual([[200, answer], 1, false]);
  });

  it.each<[string, Request, number]>([
    ['an unknown command', { body: command('', '/other') }, 404],
    ['a body over 1 MiB', { body: command('x'.repeat(1024 * 1024)) }, 413],
    ['JSON that is none', { body: '{', type: JSON_TYPE }, 400],
    ['a JSON list', { body: '[1]', type: JSON_TYPE }, 400],
    ['a payload that is no JSON', { body: 'payload=%7B' }, 400],
    ['a form with another type', { type: 'text/plain' }, 400],
    ['an ssl_check', { body: `ssl_check=1&${PLAIN}` }, 200],
    ['an unsigned ssl_check', { body: 'ssl_check=1&token=legacy', headers: UNSIGNED }, 200],
    ['one with a command', { body: `ssl_check=1&${PLAIN}`, headers: UNSIGNED }, 200],
    ['one in capitals', { body: 'ssl_check=1', type: CAPITALS, headers: UNSIGNED }, 200],
    ['none that is 0', { body: 'ssl_check=0', headers: UNSIGNED }, 401],
    ['none without a value', { body: 'ssl_check', headers: UNSIGNED }, 401],
    ['none in JSON', { ...event({ ssl_check: 1 }), headers: UNSIGNED }, 401],
    ['none in a text', { body: 'ssl_check=1', type: 'text/plain', headers: UNSIGNED }, 401],
    ['an unsigned command', { headers: UNSIGNED }, 401],
    ['an event nothing listens to', event({ type: 'event_callback', ...JOINED }), 200],
    ['a notice nobody knows', event({ type: 'something_new' }), 200],
  ])('%s runs nothing', async (_, request, status) => {
    const { post, seen } = await boltBehind();
    expect([(await post(request))[0], seen]).toEqual([status, []]);
  });

  it.each<[string, Request, unknown[]]>([
    ['a listener that throws', { body: command('throw') }, [500, '', 'slack_listener_failed', 1]],
    [
      'a bad signature',
      { headers: FORGED },
      [401, 'bad signature or time\n', 'slack_signature_refused', 0],
    ],
  ])('%s is logged, and the answer says nothing of it', async (_, request, expected) => {
    const { post, said, seen } = await boltBehind();
    const answer = await post(request);
    expect([...answer, ...said.map((each) => each.event), seen.length]).toEqual(expected);
  });

  it('what Slack tells of itself is acknowledged, and told to the operator', async () => {
    const { post, said } = await boltBehind();
    const limited = { type: 'app_rate_limited', minute_rate_limited: 1_518_467_820 };
    for (const notice of [limited, { type: 'something_new' }, { type: 'with spaces & more' }])
      await post(event(notice));
    const says = 'Slack held back events of this minute: there were more than 30,000 in an hour';
    expect(said).toEqual([
      { event: 'slack_events_not_sent', minute: 1_518_467_820, says },
      { event: 'slack_notice_ignored', type: 'something_new' },
      { event: 'slack_notice_ignored', type: 'unknown' },
    ]);
  });

  it.each(['ago', 'ahead'])(
    'a time alone that does not fit, an hour %s, is logged so',
    async (when) => {
      const { post, said, seen } = await boltBehind();
      const ms = when === 'ago' ? -HOUR_MS : HOUR_MS;
      const [status] = await post({ headers: signAsSlack(PLAIN, SECRET, Date.now() + ms) });
      const told: unknown = JSON.parse(JSON.stringify(said).replace(/\b(3599|3601)\b/g, '3600'));
      const says = `signed by Slack, but 3600 s ${when} by this machine's clock: set the clock (NTP)`;
      const event = { event: 'slack_clock_refused', seconds: 3_600, says };
      expect([status, seen, told]).toEqual([401, [], [event]]);
    },
  );

  it('a request to an address that only looks like ours is logged', async () => {
    const { post, events } = await boltBehind();
    const paths = ['/slack/event', '/Slack/commands', '/jogg', '/wp-login.php', '/'];
    for (const path of paths) expect((await post({ path }))[0]).toBe(404);
    expect(events).toEqual(Array(3).fill('request_not_routed'));
  });

  it("answers Slack's challenge, and only what Slack signed shows that it reached the app", async () => {
    const { post, heard } = await boltBehind();
    await post({ body: 'ssl_check=1', headers: UNSIGNED });
    await post({ headers: FORGED });
    const before = heard();
    const [, answer] = await post(event({ type: 'url_verification', challenge: 'abc' }));
    expect([before, JSON.parse(String(answer)), heard()]).toEqual([0, { challenge: 'abc' }, 1]);
  });

  it('a retry is known as one', async () => {
    const { post, seen } = await boltBehind();
    await post({ headers: { 'x-slack-retry-num': '2', 'x-slack-retry-reason': 'http_timeout' } });
    expect(seen).toEqual([['plain', 2]]);
  });
});

import { App } from '@slack/bolt';
import { describe, expect, it } from 'vitest';
import { createSlackReceiver } from '../../src/bolt/slack-receiver.ts';
import { signAsSlack } from '../../src/bolt/slack-signature.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { serving } from '../support/serving.ts';

const SECRET = 'signing-secret';
const FORM = 'application/x-www-form-urlencoded';

/** A real Bolt app behind the receiver; `/jogg` behaves as its text says. */
async function boltBehind() {
  const notes: string[] = [];
  const said: unknown[] = [];
  let heard = 0;
  const seen: unknown[] = [];
  const receiver = createSlackReceiver({
    signingSecret: SECRET,
    clock: systemClock,
    heard: () => {
      heard += 1;
    },
    logEvent: (event, fields) => {
      notes.push(event);
      said.push({ event, ...fields });
    },
  });
  const app = new App({
    receiver,
    convoStore: false,
    authorize: async () => ({ botToken: 'xoxb-1', botId: 'B1', botUserId: 'U0' }),
  });
  app.error(async (error) => {
    throw error;
  });
  app.command('/jogg', async ({ command, ack, context }) => {
    seen.push([command.text, context.retryNum ?? null]);
    if (command.text === 'throw') throw new Error('secret text');
    if (command.text === 'object') return ack({ text: 'hi' });
    if (command.text === 'text') return ack('hi');
    await ack();
  });
  const { url, events } = await serving([receiver.route]);
  const post = (body: string, headers: Record<string, string> = {}, type = FORM) =>
    fetch(`${url}/slack/events`, {
      method: 'POST',
      body,
      headers: { 'content-type': type, ...signAsSlack(body, SECRET, Date.now()), ...headers },
    });
  return { post, notes, said, seen, events, url, heard: () => heard };
}

const command = (text: string, name = '/jogg'): string =>
  new URLSearchParams({
    command: name,
    text,
    team_id: 'T1',
    user_id: 'U1',
    api_app_id: 'A1',
  }).toString();

describe("Slack's requests over HTTP", () => {
  it.each([
    ['plain', 200, ''],
    ['text', 200, 'hi'],
    ['object', 200, '{"text":"hi"}'],
  ])('a command acknowledged with %s is answered so', async (text, status, body) => {
    const { post } = await boltBehind();
    const response = await post(command(text));
    expect([response.status, await response.text()]).toEqual([status, body]);
  });

  it('a listener that throws is answered with 500 at once and says nothing of the error', async () => {
    const { post, notes } = await boltBehind();
    const response = await post(command('throw'));
    expect([response.status, await response.text(), notes]).toEqual([
      500,
      '',
      ['slack_listener_failed'],
    ]);
  });

  it('an unknown command is answered with 404', async () => {
    const { post } = await boltBehind();
    expect((await post(command('', '/other'))).status).toBe(404);
  });

  it('a bad signature is refused before anything is parsed', async () => {
    const { post, seen, notes } = await boltBehind();
    const response = await post(command('plain'), { 'x-slack-signature': 'v0=00' });
    expect([response.status, seen, notes]).toEqual([401, [], ['slack_signature_refused']]);
  });

  it('a body over 1 MiB is refused', async () => {
    const { post, seen } = await boltBehind();
    const response = await post(command('x'.repeat(1024 * 1024)));
    expect([response.status, seen]).toEqual([413, []]);
  });

  it.each([
    ['JSON that is none', '{', 'application/json'],
    ['a JSON list', '[1]', 'application/json'],
    ['a payload that is no JSON', 'payload=%7B', FORM],
    ['a form with another type', command('plain'), 'text/plain'],
  ])('%s is refused without a crash', async (_, body, type) => {
    const { post, seen } = await boltBehind();
    expect([(await post(body, {}, type)).status, seen]).toEqual([400, []]);
  });

  it('an ssl_check runs nothing, whatever comes with it', async () => {
    const { post, seen } = await boltBehind();
    const response = await post(`ssl_check=1&${command('plain')}`);
    expect([response.status, seen]).toEqual([200, []]);
  });

  it.each([
    ['ssl_check=1&token=legacy', FORM, 200],
    [`ssl_check=1&${command('plain')}`, FORM, 200],
    ['ssl_check=1', 'Application/X-WWW-Form-Urlencoded; charset=utf-8', 200],
    ['ssl_check=0', FORM, 401],
    ['ssl_check', FORM, 401],
    [command('plain'), FORM, 401],
    ['{"ssl_check":1}', 'application/json', 401],
    ['ssl_check=1', 'text/plain', 401],
  ])('unsigned, %s as %s is answered and runs nothing', async (body, type, status) => {
    const { post, seen } = await boltBehind();
    const response = await post(body, { 'x-slack-signature': '' }, type);
    expect([response.status, seen]).toEqual([status, []]);
  });

  it.each([
    'application/x-www-form-urlencoded; charset=utf-8',
    'APPLICATION/X-WWW-FORM-URLENCODED',
    'Application/x-www-form-urlencoded ;charset=UTF-8',
  ])('a form is known as one by %s', async (type) => {
    const { post, seen } = await boltBehind();
    expect([(await post(command('plain'), {}, type)).status, seen]).toEqual([
      200,
      [['plain', null]],
    ]);
  });

  it('a rate limit on events is acknowledged, and told to the operator', async () => {
    const { post, said } = await boltBehind();
    const body = '{"type":"app_rate_limited","minute_rate_limited":1518467820,"api_app_id":"A1"}';
    expect([(await post(body, {}, 'application/json')).status, said]).toEqual([
      200,
      [
        {
          event: 'slack_events_not_sent',
          minute: 1_518_467_820,
          says: 'Slack held back events of this minute: there were more than 30,000 in an hour',
        },
      ],
    ]);
  });

  it.each([
    ['{"type":"something_new"}', 'something_new'],
    ['{"type":"with spaces & more"}', 'unknown'],
  ])('the notice %s is acknowledged, so that Slack does not send it again', async (body, type) => {
    const { post, said } = await boltBehind();
    expect([(await post(body, {}, 'application/json')).status, said]).toEqual([
      200,
      [{ event: 'slack_notice_ignored', type }],
    ]);
  });

  it('an event that nothing listens to is acknowledged', async () => {
    const { post } = await boltBehind();
    const event = { type: 'team_join', event_ts: '1.1' };
    const body = JSON.stringify({ type: 'event_callback', team_id: 'T1', api_app_id: 'A1', event });
    expect((await post(body, {}, 'application/json; charset=utf-8')).status).toBe(200);
  });

  it('where only the time does not fit, the log says by how much, and what to do', async () => {
    const { post, said, seen } = await boltBehind();
    const body = command('plain');
    const hour = 3_600_000;
    const statuses = [];
    for (const at of [Date.now() - hour, Date.now() + hour])
      statuses.push((await post(body, signAsSlack(body, SECRET, at))).status);
    const asSaid = JSON.stringify(said).replace(/\b(3599|3601)\b/g, '3600');
    expect([statuses, seen, JSON.parse(asSaid)]).toEqual([
      [401, 401],
      [],
      ['ago', 'ahead'].map((when) => ({
        event: 'slack_clock_refused',
        seconds: 3_600,
        says: `signed by Slack, but 3600 s ${when} by this machine's clock: set the clock (NTP)`,
      })),
    ]);
  });

  it.each(['/slack/events/', '//slack/events', '/slack//events/?x=1'])(
    'a slash too many in %s changes nothing',
    async (path) => {
      const { url, seen } = await boltBehind();
      const body = command('plain');
      const response = await fetch(`${url}${path}`, {
        method: 'POST',
        body,
        headers: { 'content-type': FORM, ...signAsSlack(body, SECRET, Date.now()) },
      });
      expect([response.status, seen]).toEqual([200, [['plain', null]]]);
    },
  );

  it('a request to an address that only looks like ours is logged', async () => {
    const { url, events } = await boltBehind();
    const statuses = [];
    for (const path of ['/slack/event', '/Slack/commands', '/jogg', '/wp-login.php', '/'])
      statuses.push((await fetch(`${url}${path}`, { method: 'POST' })).status);
    expect([statuses, events]).toEqual([
      [404, 404, 404, 404, 404],
      ['request_not_routed', 'request_not_routed', 'request_not_routed'],
    ]);
  });

  it('only what Slack signed shows that Slack has reached the app', async () => {
    const { post, heard } = await boltBehind();
    await post('ssl_check=1', { 'x-slack-signature': '' });
    await post(command('plain'), { 'x-slack-signature': 'v0=00' });
    const before = heard();
    await post('{"type":"url_verification","challenge":"abc"}', {}, 'application/json');
    expect([before, heard()]).toEqual([0, 1]);
  });

  it('keys that would poison a prototype are just keys', async () => {
    const { post, seen } = await boltBehind();
    await post(`__proto__[polluted]=1&${command('plain')}`);
    expect([seen.length, 'polluted' in {}]).toEqual([1, false]);
  });

  it("answers Slack's challenge", async () => {
    const { post } = await boltBehind();
    const response = await post(
      '{"type":"url_verification","challenge":"abc"}',
      {},
      'application/json',
    );
    expect(await response.json()).toEqual({ challenge: 'abc' });
  });

  it('a retry is known as one', async () => {
    const { post, seen } = await boltBehind();
    await post(command('plain'), {
      'x-slack-retry-num': '2',
      'x-slack-retry-reason': 'http_timeout',
    });
    expect(seen).toEqual([['plain', 2]]);
  });
});

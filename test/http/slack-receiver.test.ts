import { App } from '@slack/bolt';
import { describe, expect, it } from 'vitest';
import { createSlackReceiver } from '../../src/http/slack-receiver.ts';
import { signAsSlack } from '../../src/http/slack-signature.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { serving } from '../support/serving.ts';

const SECRET = 'signing-secret';
const FORM = 'application/x-www-form-urlencoded';

/** A real Bolt app behind the receiver; `/jogg` behaves as its text says. */
async function boltBehind() {
  const notes: string[] = [];
  const seen: unknown[] = [];
  const receiver = createSlackReceiver({
    signingSecret: SECRET,
    clock: systemClock,
    note: (event) => notes.push(event),
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
  return { post, notes, seen, events };
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

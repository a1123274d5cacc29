import { once } from 'node:events';
import { request as rawRequest } from 'node:http';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { SANDBOX_KEYS } from '../../sandbox/app-env.ts';
import { ADA, ADA_AND_APP, GRACE, MARKETING, SALES, TEAM } from '../../sandbox/slack/seed.ts';
import { signAsSlack } from '../../src/bolt/slack-signature.ts';
import { openForm } from '../support/form.ts';
import { bodyOf, pressOf, reactionTo } from '../support/hand-payloads.ts';
import { onStage, type Stage, until } from '../support/stage.ts';
import { byHand } from './by-hand.ts';
import { ALWAYS, DELIVERED, end, HOUR, MINUTE } from './play.ts';

const SECRET = SANDBOX_KEYS.signingSecret;
const FORM = 'application/x-www-form-urlencoded';
const JSON_TYPE = 'application/json';

type Headers = Record<string, string | string[]>;

/** Sends bytes to the app as they are; the status that comes back. */
async function send(stage: Stage, body: Buffer | string, headers: Headers): Promise<number> {
  const request = rawRequest(`${stage.url}/slack/events`, { method: 'POST', headers });
  // A body that is refused half-way resets the connection under what is still to be written.
  request.on('error', () => {});
  request.end(body);
  const [response] = await once(request, 'response');
  response.resume();
  return response.statusCode;
}

/** Sends bytes that Slack itself would have signed. */
const sendSigned = (stage: Stage, body: Buffer | string, type = FORM, headers: Headers = {}) =>
  send(stage, body, { 'content-type': type, ...signAsSlack(body, SECRET, Date.now()), ...headers });

const payload = (fields: object) => `payload=${encodeURIComponent(JSON.stringify(fields))}`;
const command = new URLSearchParams({
  command: '/jogg',
  text: 'Hello from the command',
  team_id: TEAM.id,
  user_id: ADA,
  channel_id: MARKETING,
  trigger_id: '1.2.3',
  api_app_id: 'A0JOGGAPP1',
}).toString();

/** The calls of the Web API that a listener or a video makes first. */
const doings = (stage: Stage) =>
  stage.slack.log
    .map(({ method }) => method)
    .filter((method) => !/^(auth|bots|users)\.|^conversations\.info$/.test(method));

/** What was paid or posted at all. */
const jobs = (stage: Stage) => [
  stage.paid().length,
  ...stage.slack.channels.flatMap(({ id }) => stage.slots(id)),
];

it('F25: an event sent four times is answered once, makes no video, and no listener fails', async () => {
  const stage = await onStage({ webhook: false });
  const event = JSON.stringify({
    type: 'event_callback',
    team_id: TEAM.id,
    api_app_id: 'A0JOGGAPP1',
    event_id: 'Ev0000000001',
    event: { type: 'app_mention', user: ADA, channel: MARKETING, text: 'a video', ts: '1.1' },
  });
  await sendSigned(stage, event, JSON_TYPE);
  for (const retry of ['1', '2', '3'])
    await sendSigned(stage, event, JSON_TYPE, { 'x-slack-retry-num': retry });
  await until(() => doings(stage).length > 0);
  expect([jobs(stage), doings(stage)]).toEqual([[0], ['chat.postEphemeral']]);
  expect(stage.lines.filter(({ event: name }) => name === 'slack_listener_failed')).toEqual([]);
});

it('F26: a submission that arrives four times, three at once, makes one video and is paid once', async () => {
  const stage = await onStage();
  const { delivery } = await stage.make();
  const deliver = () => stage.driver.deliverAgain(delivery?.id ?? '');
  const again = await Promise.all([deliver(), deliver(), deliver()]);
  await stage.reply('result');
  await deliver();
  await stage.moved('delivered');
  expect(again.map(({ outcome }) => outcome)).toEqual(['ok', 'ok', 'ok']);
  expect(jobs(stage)).toEqual([1, 'card', 'result']);
});

// Signatures, times and bodies one by one: `http/slack-signature` and `http/slack-receiver`.
it('F27, F28: what Slack did not sign, and a body too large, packed, mistyped, broken or poisoned, runs nothing, and the app goes on', async () => {
  const stage = await onStage({ webhook: false });
  const form = await openForm(stage);
  const before = doings(stage).length;
  const { 'x-slack-signature': signature = '', ...time } = signAsSlack(command, SECRET, Date.now());
  const poison = '{"__proto__":{"polluted":1},"constructor":{"x":1}}';
  const unsigned = (more: Headers) =>
    send(stage, command, { 'content-type': FORM, ...time, ...more });
  const statuses = [
    await unsigned({}),
    await unsigned({ 'x-slack-signature': [signature, signature] }),
    await unsigned(signAsSlack(command, 'another', Date.now())),
    await unsigned(signAsSlack(command, SECRET, Date.now() - 302_000)),
    await sendSigned(stage, `${command}&x=${'x'.repeat(5 * 1024 * 1024)}`),
    await sendSigned(stage, gzipSync(command), FORM, { 'content-encoding': 'gzip' }),
    await sendSigned(stage, command, JSON_TYPE),
    await sendSigned(stage, payload([])),
    await sendSigned(stage, `payload=${encodeURIComponent(poison)}`),
  ];
  expect(statuses).toEqual([401, 401, 401, 401, 413, 404, 400, 400, 404]);
  expect(['polluted' in {}, jobs(stage), doings(stage).length]).toEqual([false, [0], before]);
  await form.video({ script: 'Hello from Slack', avatar: { query: '' }, voice: { query: '' } });
  expect(jobs(stage)).toEqual([1, 'card', 'result']);
});

it('F29: a button of another workspace’s or person’s video shows and changes nothing, and is logged', async () => {
  const stage = await onStage({ webhook: false });
  await stage.make({ script: 'A secret script' }, { channel: SALES });
  const { metadata } = await stage.message(/./, ADA_AND_APP);
  await until(() => stage.slack.responses.length > 0);
  const value = String(metadata?.event_payload['video_id']);
  const before = jobs(stage);
  const said: string[] = [];
  for (const [user, home] of [
    [ADA, 'T0ELSEWHER'],
    [GRACE, TEAM.id],
  ] as const)
    for (const action of [
      { action_id: 'retry_there', value },
      { action_id: 'ask_again', value: `${value}:1` },
    ]) {
      const sender = { user, home, team: [home] } as const;
      said.push(await reactionTo(stage, bodyOf(stage, sender, pressOf(action))));
    }
  const lines = await stage.logged('button_pressed', 4);
  expect(lines.map(({ action, outcome }) => `${action}: ${outcome}`)).toEqual([
    'retry_there: guest',
    'ask_again: guest',
    'retry_there: elsewhere',
    'ask_again: elsewhere',
  ]);
  expect([said.join().includes('secret'), jobs(stage)]).toEqual([false, before]);
});

it('F32: an app that is removed while Jogg renders posts nothing; installed again an hour later it shows the result, once', async () => {
  const stage = await byHand({ renderMs: MINUTE });
  stage.make('v');
  await stage.pass(MINUTE / 3);
  const before = stage.slack.log.length;
  stage.slack.fault({ method: '*', kind: 'error', error: 'token_revoked', times: ALWAYS });
  await stage.pass(HOUR);
  const calls = stage.slack.log.length - before;
  const { state, channel } = await end(stage);
  stage.slack.clearFaults();
  await stage.finish();
  // One call learns of it, and one asks again every five minutes.
  expect([state, channel, calls <= 13]).toEqual(['ready', ['card'], true]);
  expect(await end(stage)).toMatchObject({ ...DELIVERED, posted: expect.any(Number) });
  expect(stage.text('v', 'card')).toContain('Ready');
});

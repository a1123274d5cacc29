import { once } from 'node:events';
import { request as rawRequest } from 'node:http';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { SANDBOX_KEYS } from '../../sandbox/app-env.ts';
import { ADA, MARKETING, TEAM } from '../../sandbox/slack/seed.ts';
import { signAsSlack } from '../../src/bolt/slack-signature.ts';
import { onStage, type Stage, until } from '../support/stage.ts';

const SECRET = SANDBOX_KEYS.signingSecret;
const JSON_TYPE = { 'content-type': 'application/json' };
const MENTION = JSON.stringify({
  type: 'event_callback',
  team_id: TEAM.id,
  api_app_id: 'A0JOGGAPP1',
  event_id: 'Ev0000000001',
  event: { type: 'app_mention', user: ADA, channel: MARKETING, text: 'a video', ts: '1.1' },
});
const ids = { team_id: TEAM.id, user_id: ADA, channel_id: MARKETING, api_app_id: 'A0JOGGAPP1' };
const call = { command: '/jogg', text: 'Hello from the command', trigger_id: '1.2.3' };
const COMMAND = new URLSearchParams({ ...ids, ...call }).toString();
const MALICIOUS = '{"__proto__":{"polluted":1},"constructor":{"x":1}}';

/** Sends bytes as Slack signs them, except for these headers; returns the status. */
async function send(stage: Stage, body: Buffer | string, more: Record<string, string> = {}) {
  const type = { 'content-type': 'application/x-www-form-urlencoded' };
  const headers = { ...type, ...signAsSlack(body, SECRET, Date.now()), ...more };
  const request = rawRequest(`${stage.url}/slack/events`, { method: 'POST', headers });
  // A body that is rejected halfway resets the connection during the write.
  request.on('error', () => {});
  request.end(body);
  const [response] = await once(request, 'response');
  response.resume();
  return response.statusCode as number;
}

/** The first Web API calls of a listener or a video. */
const calls = (stage: Stage) =>
  stage.slack.log
    .map(({ method }) => method)
    .filter((method) => !/^(auth|bots|users)\.|^conversations\.info$/.test(method));

const jobs = (stage: Stage) => [
  stage.paid().length,
  ...stage.slack.channels.flatMap(({ id }) => stage.slots(id)),
];

it('F25: an event sent four times gets one answer and no video, and no listener fails', async () => {
  const stage = await onStage({ webhook: false });
  await send(stage, MENTION, JSON_TYPE);
  for (const retry of ['1', '2', '3'])
    await send(stage, MENTION, { ...JSON_TYPE, 'x-slack-retry-num': retry });
  await until(() => calls(stage).length > 0);
  expect([jobs(stage), calls(stage)]).toEqual([[0], ['chat.postEphemeral']]);
  expect(stage.lines.filter(({ event: name }) => name === 'slack_listener_failed')).toEqual([]);
});

it('F26: a submission sent four times, three at once, makes one video and is paid once', async () => {
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

// Each signature, time and body: `http/slack-signature` and `http/slack-receiver`.
it('F27, F28: an unsigned request, and a large, packed, mistyped, broken or poisoned body, runs nothing', async () => {
  const stage = await onStage({ webhook: false });
  const payload = (json: string) => `payload=${encodeURIComponent(json)}`;
  const statuses = [
    await send(stage, COMMAND, { 'x-slack-signature': '' }),
    await send(stage, COMMAND, signAsSlack(COMMAND, 'another', Date.now())),
    await send(stage, COMMAND, signAsSlack(COMMAND, SECRET, Date.now() - 302_000)),
    await send(stage, `${COMMAND}&x=${'x'.repeat(5 * 1024 * 1024)}`),
    await send(stage, gzipSync(COMMAND), { 'content-encoding': 'gzip' }),
    await send(stage, COMMAND, JSON_TYPE),
    await send(stage, payload('[]')),
    await send(stage, payload(MALICIOUS)),
  ];
  expect(statuses).toEqual([401, 401, 401, 413, 404, 400, 400, 404]);
  expect(['polluted' in {}, jobs(stage), calls(stage)]).toEqual([false, [0], []]);
});

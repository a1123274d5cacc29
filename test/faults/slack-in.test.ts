import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, request as rawRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { ADA, ADA_AND_APP, GRACE, MARKETING, SALES, TEAM } from '../../sandbox/slack/seed.ts';
import { signAsSlack } from '../../src/bolt/slack-signature.ts';
import { kindOf, onStage, type Stage, until } from '../support/stage.ts';
import { byHand } from './by-hand.ts';
import { ALWAYS, DELIVERED, end, HOUR, MINUTE } from './play.ts';

const SECRET = 'canary-signing';
const FORM = 'application/x-www-form-urlencoded';
const JSON_TYPE = 'application/json';

const ending: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ending.splice(0)) await end();
});

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

const command = new URLSearchParams({
  command: '/jogg',
  text: 'Hello from the command',
  team_id: TEAM.id,
  user_id: ADA,
  channel_id: MARKETING,
  trigger_id: '1.2.3',
  api_app_id: 'A0JOGGAPP1',
}).toString();

/** What somebody pressed, as Slack would tell it. */
const pressed = (who: { team: string; user: string }, action: object, responseUrl: string) =>
  `payload=${encodeURIComponent(
    JSON.stringify({
      type: 'block_actions',
      api_app_id: 'A0JOGGAPP1',
      team: { id: who.team, domain: 'x' },
      user: { id: who.user, team_id: who.team },
      container: { type: 'message' },
      trigger_id: '1.2.3',
      response_url: responseUrl,
      actions: [{ type: 'button', block_id: 'b', action_ts: '1.1', ...action }],
    }),
  )}`;

/** The calls of the Web API that a listener or a video makes first. */
const doings = (stage: Stage) =>
  stage.slack.log
    .map(({ method }) => method)
    .filter((method) => !/^(auth|bots|users)\./.test(method));

/** What was paid or posted at all. */
const jobs = (stage: Stage) => [
  stage.paid().length,
  ...stage.slack.channels.flatMap(({ id }) => stage.slots(id)),
];

/** The form is open and filled in; answers how to press its button. */
async function filledForm(stage: Stage) {
  const { viewId = '' } = await stage.driver.command({ channel: MARKETING, text: '' });
  // What the app adds to an open form by itself is no doing of a test's.
  const shown = () => JSON.stringify(stage.slack.views.find({ view_id: viewId })?.blocks);
  await until(() => !shown().includes('on its way'));
  const values = { script: 'Hello from Slack', avatar: { query: '' }, voice: { query: '' } };
  return { press: () => stage.driver.submit({ viewId, values }) };
}

describe('what Slack sends more than once', () => {
  it('F25: an event sent four times is answered once, makes no video, and no listener fails', async () => {
    const stage = await onStage({ webhook: false });
    const event = JSON.stringify({
      type: 'event_callback',
      team_id: TEAM.id,
      api_app_id: 'A0JOGGAPP1',
      event_id: 'Ev0000000001',
      event: { type: 'app_mention', user: ADA, channel: MARKETING, text: 'a video', ts: '1.1' },
    });
    for (const retry of [0, 1, 2, 3])
      await sendSigned(stage, event, JSON_TYPE, {
        ...(retry > 0 ? { 'x-slack-retry-num': String(retry) } : {}),
      });
    await until(() => doings(stage).length > 0);
    expect([jobs(stage), doings(stage)]).toEqual([[0], ['chat.postEphemeral']]);
    expect(stage.lines.filter(({ event: name }) => name === 'slack_listener_failed')).toEqual([]);
  });

  it('F26: a submission that arrives four times, three at once, makes one video and is paid once', async () => {
    const stage = await onStage();
    const { press } = await filledForm(stage);
    const { delivery } = await press();
    const again = await Promise.all(
      [1, 2, 3].map(() => stage.driver.deliverAgain(delivery?.id ?? '')),
    );
    await stage.reply('result');
    await stage.driver.deliverAgain(delivery?.id ?? '');
    await until(() => stage.lines.some(({ fields }) => fields['to'] === 'delivered'));
    expect(again.map(({ outcome }) => outcome)).toEqual(['ok', 'ok', 'ok']);
    expect(jobs(stage)).toEqual([1, 'card', 'result']);
  });
});

describe('what Slack did not send', () => {
  it('F27: a signature that is bad, missing, doubled, short, stale or of the future gets 401 and runs nothing', async () => {
    const stage = await onStage({ webhook: false });
    const at = (seconds: number) => signAsSlack(command, SECRET, Date.now() + seconds * 1_000);
    const good = at(0);
    const signature = good['x-slack-signature'] ?? '';
    const timestamp = good['x-slack-request-timestamp'] ?? '';
    const cases: Record<string, Headers> = {
      bad: {
        ...good,
        'x-slack-signature': signature.replace(/.$/, (end) => (end === '0' ? '1' : '0')),
      },
      missing: { 'x-slack-request-timestamp': timestamp },
      'without a time': { 'x-slack-signature': signature },
      doubled: { ...good, 'x-slack-signature': [signature, signature] },
      short: { ...good, 'x-slack-signature': signature.slice(0, -2) },
      upper: { ...good, 'x-slack-signature': signature.toUpperCase() },
      'of another secret': signAsSlack(command, 'another', Date.now()),
      'of another body': signAsSlack(`${command}&x=1`, SECRET, Date.now()),
      stale: at(-302),
      'of the future': at(302),
      'ten years off': at(10 * 365 * 24 * 3_600),
      'not a time': { ...good, 'x-slack-request-timestamp': 'now' },
    };
    const statuses: Record<string, number> = {};
    for (const [name, headers] of Object.entries(cases))
      statuses[name] = await send(stage, command, { 'content-type': FORM, ...headers });
    expect(statuses).toEqual(Object.fromEntries(Object.keys(cases).map((name) => [name, 401])));
    expect([jobs(stage), doings(stage)]).toEqual([[0], []]);
    // The same request, well signed, is heard.
    expect(await sendSigned(stage, command)).toBe(200);
    await until(() => doings(stage).includes('views.open'));
  });

  it('F28: a body too large, packed, mistyped, broken, poisoned or smuggled runs nothing, and the app goes on', async () => {
    const stage = await onStage({ webhook: false });
    const { press } = await filledForm(stage);
    const before = doings(stage).length;
    const submission = encodeURIComponent(
      JSON.stringify({ type: 'view_submission', view: { callback_id: 'create_video' } }),
    );
    const statuses = [
      await sendSigned(stage, `${command}&x=${'x'.repeat(5 * 1024 * 1024)}`),
      await sendSigned(stage, gzipSync(command), FORM, { 'content-encoding': 'gzip' }),
      await sendSigned(stage, command, 'text/plain'),
      await sendSigned(stage, command, JSON_TYPE),
      await sendSigned(stage, 'payload=%7Bnot'),
      await sendSigned(stage, 'payload=%5B%5D'),
      await sendSigned(stage, '{"__proto__":{"polluted":1},"constructor":{"x":1}}', JSON_TYPE),
      await sendSigned(stage, `payload=${encodeURIComponent('{"__proto__":{"polluted":1}}')}`),
      await sendSigned(stage, `ssl_check=1&payload=${submission}`),
      await send(stage, `ssl_check=1&payload=${submission}`, { 'content-type': FORM }),
    ];
    expect(statuses).toEqual([413, 404, 400, 400, 400, 400, 404, 404, 200, 200]);
    expect(['polluted' in {}, jobs(stage), doings(stage).length]).toEqual([false, [0], before]);
    await press();
    await stage.reply('result');
    expect(jobs(stage)).toEqual([1, 'card', 'result']);
  });
});

describe('a button pressed by somebody else', () => {
  it('F29: of another workspace, or another person, it shows and changes nothing, and is logged', async () => {
    const stage = await onStage({ webhook: false });
    await stage.make({ script: 'A secret script' }, { channel: SALES });
    const told = await stage.driver.waitFor(() =>
      stage.slack.messages(ADA_AND_APP).find((each) => kindOf(each) === 'direct'),
    );
    const video = told.metadata?.event_payload['video_id'];
    const said: string[] = [];
    const server = createServer(async (request, response) => {
      let body = '';
      for await (const part of request) body += String(part);
      said.push(body);
      response.end('ok');
    }).listen(0, '127.0.0.1');
    ending.push(() => server.close());
    await once(server, 'listening');
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    const before = jobs(stage);

    const retry = { action_id: 'retry_there', value: video };
    const choice = { action_id: 'ask_again', value: `${String(video)}:1` };
    const other = { team: 'T0ELSEWHER', user: ADA };
    const colleague = { team: TEAM.id, user: GRACE };
    for (const [who, action] of [
      [other, retry],
      [other, choice],
      [colleague, retry],
      [colleague, choice],
    ] as const)
      expect(await sendSigned(stage, pressed(who, action, url))).toBe(200);
    await until(() => said.length === 4);

    const lines = stage.lines.filter(({ event }) => event === 'button_pressed');
    expect(lines.map(({ fields }) => fields)).toEqual([
      { action: 'retry_there', outcome: 'guest' },
      { action: 'ask_again', outcome: 'guest' },
      { action: 'retry_there', outcome: 'elsewhere' },
      { action: 'ask_again', outcome: 'elsewhere' },
    ]);
    expect(said.join()).not.toContain('secret');
    expect(jobs(stage)).toEqual(before);
  });
});

describe('a form at a bad moment', () => {
  it('F30: a store that does not answer for longer than Slack waits: told within 3 s to try again, and nothing is made until that works', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'slack-in-'));
    ending.push(() => rmSync(folder, { recursive: true }));
    const file = join(folder, 'state.sqlite');
    const stage = await onStage({ env: { STATE_URL: `sqlite://${file}` } });
    const { press } = await filledForm(stage);
    const lock = new DatabaseSync(file);
    ending.push(() => lock.close());
    lock.exec('BEGIN IMMEDIATE');
    const refused = await press();
    expect([refused.delivery?.outcome, refused.errors?.['script']]).toEqual([
      'ok',
      expect.stringContaining('press the button again'),
    ]);
    lock.exec('ROLLBACK');
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(jobs(stage)).toEqual([0]);
    expect((await press()).errors).toBeUndefined();
    await stage.reply('result');
    expect(jobs(stage)).toEqual([1, 'card', 'result']);
  });

  it('F31: a trigger that has expired is said to the person, and asked for once', async () => {
    const stage = await onStage({ webhook: false });
    stage.slack.fault({ method: 'views.open', kind: 'error', error: 'expired_trigger_id' });
    const seen = await stage.driver.command({ channel: MARKETING, text: '' });
    expect([seen.ephemeral.map(({ text }) => text), doings(stage)]).toEqual([
      [expect.stringContaining('Please try `/jogg` again')],
      ['views.open'],
    ]);
  });
});

describe('an app that was removed', () => {
  it('F32: while Jogg renders: nothing is posted, one call learns of it, and the video waits', async () => {
    const stage = await onStage({ jogg: { renderMs: 700 } });
    await stage.make();
    await until(() => stage.lines.some(({ fields }) => fields['to'] === 'rendering'));
    await until(() => doings(stage).includes('chat.update'));
    const before = doings(stage).length;
    await stage.driver.uninstall();
    await until(() => stage.lines.some(({ event }) => event === 'slack_refused'));
    await until(() => stage.lines.some(({ fields }) => fields['to'] === 'ready'));
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect([doings(stage).slice(before).length, jobs(stage)]).toEqual([1, [1, 'card']]);
  });

  it('F32: while Jogg renders, and installed again an hour later: the result is shown, once', async () => {
    const stage = await byHand({ renderMs: MINUTE });
    stage.make('v');
    await stage.pass(MINUTE / 3);
    stage.slack.fault({ method: '*', kind: 'error', error: 'token_revoked', times: ALWAYS });
    await stage.pass(HOUR);
    const meanwhile = await end(stage);
    stage.slack.clearFaults();
    await stage.finish();
    expect([meanwhile.state, meanwhile.channel]).toEqual(['ready', ['card']]);
    expect(await end(stage)).toMatchObject({ ...DELIVERED, posted: expect.any(Number) });
    expect(stage.text('v', 'card')).toContain('Ready');
  });
});

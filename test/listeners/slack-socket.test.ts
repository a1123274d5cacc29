import { expect, it, onTestFinished } from 'vitest';
import { createSlackSandbox } from '../../sandbox/slack/sandbox.ts';
import { ADA, MARKETING } from '../../sandbox/slack/seed.ts';
import { createSlackSocket } from '../../src/bolt/slack-socket.ts';
import type { Clock } from '../../src/lib/clock.ts';
import type { LogFields } from '../../src/lib/log.ts';
import { DIRECT } from '../../src/lib/network/proxies.ts';
import { createSlackFetch } from '../../src/slack/web-api/slack-fetch.ts';
import { createFakeClock } from '../jogg/ports.ts';
import { until } from '../support/stage.ts';

/** Time-outs that no test waits for: to open, to drain, to close. */
const LIMITS = [20_000, 10_000, 2_000];
const TOKENS = { botToken: 'xoxb-canary', appToken: 'xapp-canary', signingSecret: 'canary' };

/** A clock whose delays take no time but are recorded; the time-outs above never expire. */
function instantClock() {
  const { clock, sleeps: delays, advance } = createFakeClock();
  const sleep: Clock['sleep'] = (ms, signal) =>
    LIMITS.includes(ms)
      ? new Promise((end) => signal?.addEventListener('abort', () => end()))
      : clock.sleep(ms);
  return { delays, advance, clock: { ...clock, sleep } };
}

/** A socket connected to the sandbox; `turnAway`: how many connections Slack closes at first. */
async function connect(turnAway = 0) {
  const slack = createSlackSandbox({ manifest: 'manifest.yml', ...TOKENS });
  const { socketMode, driver, log } = slack;
  const { apiUrl } = await slack.start();
  if (turnAway > 0) socketMode.turnAway('too_many_websockets', turnAway);
  const { clock, ...time } = instantClock();
  const events: [event: string, fields: LogFields][] = [];
  const socket = createSlackSocket({
    appToken: TOKENS.appToken,
    apiUrl,
    fetch: createSlackFetch(),
    handleRequest: ({ ack }) => ack({ text: 'heard' }),
    proxies: DIRECT,
    clock,
    random: () => 0.5,
    logEvent: (event, fields = {}) => events.push([event, fields]),
  });
  const stopping = new AbortController();
  const stop = async () => {
    stopping.abort();
    await socket.close();
  };
  onTestFinished(() => stop().then(slack.stop));
  await socket.open(stopping.signal);
  const count = (event: string) => events.filter(([name]) => name === event).length;
  const sendCommand = () => driver.command({ user: ADA, channel: MARKETING, text: '' });
  return {
    ...{ socket, socketMode, driver, events, stop, ...time },
    opens: () => log.filter(({ method }) => method === 'apps.connections.open').length,
    connects: (times: number) => until(() => count('slack_connected') === times),
    command: async () => (await sendCommand()).ack?.answer,
  };
}

const envelope = (envelope_id: string) => ({
  ...{ type: 'slash_commands', envelope_id, accepts_response_payload: true },
  payload: { command: '/jogg', text: '', team_id: 'T1', user_id: 'U1', api_app_id: 'A1' },
});

const REASONS = ['warning', 'refresh_requested'] as const;
it.each(REASONS)('on Slack’s %s, connections overlap and no request is lost', async (reason) => {
  const { socketMode, socket, opens, delays, events, driver, command } = await connect();
  let hadGap = false;
  const watching = setInterval(() => (hadGap ||= !socket.connected()), 1);
  onTestFinished(() => clearInterval(watching));
  socketMode.disconnect(reason);
  await driver.waitFor(() => socketMode.connections() === 2);
  const whileBothOpen = [await command(), await command()];
  socketMode.closeOld();
  await driver.waitFor(() => socketMode.connections() === 1);
  const reply = { text: 'heard' };
  expect([whileBothOpen, hadGap, await command()]).toEqual([[reply, reply], false, reply]);
  expect([opens(), delays]).toEqual([2, []]);
  expect(events[1]).toEqual(['slack_socket_renewed', { reason }]);
});

it('every envelope is acknowledged, even of an unknown kind and right after an announced end', async () => {
  const { socketMode, driver, events, opens } = await connect();
  const payload = { type: 'app_rate_limited', minute_rate_limited: 1 };
  socketMode.frames(
    { type: 'events_api', envelope_id: 'E1', payload },
    { type: 'something_new' },
    { type: 'something_new', envelope_id: 'E3', payload: {} },
    envelope('E2'),
  );
  await driver.waitFor(() => socketMode.acknowledged.length === 3);
  const logged = ['slack_connected', ...Array(3).fill('slack_notice_ignored')];
  expect([opens(), events.map(([event]) => event)]).toEqual([1, logged]);
  const end = { type: 'disconnect', reason: 'refresh_requested', debug_info: { host: 'sandbox' } };
  socketMode.frames(end, envelope('E4'), envelope('E5'));
  await driver.waitFor(() => socketMode.acknowledged.length === 5);
  expect(socketMode.acknowledged.toSorted()).toEqual(['E1', 'E2', 'E3', 'E4', 'E5']);
});

it('a hello alone does not reset the delay: it grows with nine closed connections, and the log says why', async () => {
  const { connects, delays, events, opens } = await connect(9);
  await connects(10);
  expect([opens(), delays]).toEqual([10, [1_500, 3_000, 6_000, 12_000, ...Array(5).fill(24_000)]]);
  const says =
    'other copies of this app use the same SLACK_APP_TOKEN, and Slack allows ten connections. Stop some, or give each copy its own Slack app';
  const refusals = events.filter(([event]) => event === 'slack_socket_refused');
  expect(refusals[8]?.[1]).toEqual({ reason: 'too_many_websockets', says });
});

it('a connection that stays open for a minute resets the delay', async () => {
  const { socketMode, connects, delays, advance } = await connect(3);
  await connects(4);
  advance(60_000);
  socketMode.cut();
  await connects(5);
  advance(59_999);
  socketMode.cut();
  await connects(6);
  expect(delays).toEqual([1_500, 3_000, 6_000, 750, 1_500]);
});

it('the delay grows when Slack announces the end of several connections in a row', async () => {
  const { socketMode, connects, delays } = await connect();
  for (const renewed of [2, 3, 4, 5]) {
    socketMode.disconnect('warning', 0);
    await connects(renewed);
  }
  expect(delays).toEqual([3_000, 6_000, 12_000]);
});

it('a stop closes every connection', async () => {
  const { socketMode, socket, driver, stop } = await connect();
  socketMode.disconnect('warning');
  await driver.waitFor(() => socketMode.connections() === 2);
  await stop();
  await driver.waitFor(() => socketMode.connections() === 0);
  expect(socket.connected()).toBe(false);
});

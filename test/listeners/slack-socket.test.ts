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

/** Limits that no test waits for: to open, to drain, to close. */
const LIMITS = [20_000, 10_000, 2_000];
const TOKENS = { botToken: 'xoxb-canary', appToken: 'xapp-canary', signingSecret: 'canary' };

/** A clock whose pauses take no time, but count; what limits something never ends. */
function pausingClock() {
  const { clock, sleeps: pauses, advance } = createFakeClock();
  const sleep: Clock['sleep'] = (ms, signal) =>
    LIMITS.includes(ms)
      ? new Promise((end) => signal?.addEventListener('abort', () => end()))
      : clock.sleep(ms);
  return { pauses, advance, clock: { ...clock, sleep } };
}

/** The socket between Slack's stand-in and Bolt. */
async function connected(turnAway = 0) {
  const slack = createSlackSandbox({ manifest: 'manifest.yml', ...TOKENS });
  const { socketMode, driver, log } = slack;
  const { apiUrl } = await slack.start();
  if (turnAway > 0) socketMode.turnAway('too_many_websockets', turnAway);
  const { clock, ...time } = pausingClock();
  const notes: [event: string, fields: LogFields][] = [];
  const fetch = createSlackFetch();
  const socket = createSlackSocket({
    appToken: TOKENS.appToken,
    apiUrl,
    fetch,
    handleRequest: ({ ack }) => ack({ text: 'heard' }),
    proxies: DIRECT,
    clock,
    random: () => 0.5,
    logEvent: (event, fields = {}) => notes.push([event, fields]),
  });
  const stopping = new AbortController();
  const stop = async () => {
    stopping.abort();
    await socket.close();
  };
  onTestFinished(() => stop().then(slack.stop));
  await socket.open(stopping.signal);
  const count = (event: string) => notes.filter(([name]) => name === event).length;
  const says = () => driver.command({ user: ADA, channel: MARKETING, text: '' });
  return {
    ...{ socket, socketMode, driver, notes, stop, ...time },
    opens: () => log.filter(({ method }) => method === 'apps.connections.open').length,
    connects: (times: number) => until(() => count('slack_connected') === times),
    says: async () => (await says()).ack?.answer,
  };
}

const envelope = (envelope_id: string) => ({
  ...{ type: 'slash_commands', envelope_id, accepts_response_payload: true },
  payload: { command: '/jogg', text: '', team_id: 'T1', user_id: 'U1', api_app_id: 'A1' },
});

it.each(['warning', 'refresh_requested'] as const)(
  'where Slack announces the end by %s, the next connection is open before the old one goes, and nobody notices',
  async (reason) => {
    const { socketMode, socket, opens, pauses, notes, driver, says } = await connected();
    let gap = false;
    const watching = setInterval(() => (gap ||= !socket.connected()), 1);
    onTestFinished(() => clearInterval(watching));
    socketMode.disconnect(reason);
    await driver.waitFor(() => socketMode.connections() === 2);
    const both = [await says(), await says()];
    socketMode.closeOld();
    await driver.waitFor(() => socketMode.connections() === 1);
    const heard = { text: 'heard' };
    expect([both, gap, await says()]).toEqual([[heard, heard], false, heard]);
    expect([opens(), pauses]).toEqual([2, []]);
    expect(notes[1]).toEqual(['slack_socket_renewed', { reason }]);
  },
);

it('every envelope is acknowledged, right behind an announcement and of a kind nobody knows, too', async () => {
  const { socketMode, driver, notes, opens } = await connected();
  const payload = { type: 'app_rate_limited', minute_rate_limited: 1 };
  socketMode.frames(
    { type: 'events_api', envelope_id: 'E1', payload },
    { type: 'something_new' },
    { type: 'something_new', envelope_id: 'E3', payload: {} },
    envelope('E2'),
  );
  await driver.waitFor(() => socketMode.acknowledged.length === 3);
  expect([opens(), notes.map(([event]) => event)]).toEqual([
    1,
    ['slack_connected', ...Array(3).fill('slack_notice_ignored')],
  ]);
  const end = { type: 'disconnect', reason: 'refresh_requested', debug_info: { host: 'sandbox' } };
  socketMode.frames(end, envelope('E4'), envelope('E5'));
  await driver.waitFor(() => socketMode.acknowledged.length === 5);
  expect(socketMode.acknowledged.toSorted()).toEqual(['E1', 'E2', 'E3', 'E4', 'E5']);
});

it('a hello alone does not reset the pauses: turned away nine times, it waits ever longer, and the log says why', async () => {
  const { connects, pauses, notes, opens } = await connected(9);
  await connects(10);
  expect([opens(), pauses]).toEqual([10, [1_500, 3_000, 6_000, 12_000, ...Array(5).fill(24_000)]]);
  const says =
    'other copies of this app use the same SLACK_APP_TOKEN, and Slack allows ten connections. Stop some, or give each copy its own Slack app';
  const refusals = notes.filter(([event]) => event === 'slack_socket_refused');
  expect(refusals[8]?.[1]).toEqual({ reason: 'too_many_websockets', says });
});

it('a connection that lived for a minute resets them', async () => {
  const { socketMode, connects, pauses, advance } = await connected(3);
  await connects(4);
  advance(60_000);
  socketMode.cut();
  await connects(5);
  advance(59_999);
  socketMode.cut();
  await connects(6);
  expect(pauses).toEqual([1_500, 3_000, 6_000, 750, 1_500]);
});

it('announcements in a row are followed ever more slowly', async () => {
  const { socketMode, connects, pauses } = await connected();
  for (const renewed of [2, 3, 4, 5]) {
    socketMode.disconnect('warning', 0);
    await connects(renewed);
  }
  expect(pauses).toEqual([3_000, 6_000, 12_000]);
});

it('stopping ends every connection', async () => {
  const { socketMode, socket, driver, stop } = await connected();
  socketMode.disconnect('warning');
  await driver.waitFor(() => socketMode.connections() === 2);
  await stop();
  await driver.waitFor(() => socketMode.connections() === 0);
  expect(socket.connected()).toBe(false);
});

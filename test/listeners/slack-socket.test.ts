import { App } from '@slack/bolt';
import { expect, it, onTestFinished } from 'vitest';
import { createSlackSandbox } from '../../sandbox/slack/sandbox.ts';
import { ADA, MARKETING } from '../../sandbox/slack/seed.ts';
import { createSlackSocket } from '../../src/bolt/slack-socket.ts';
import type { Clock } from '../../src/lib/clock.ts';
import type { LogFields } from '../../src/lib/log.ts';
import { DIRECT } from '../../src/lib/proxies.ts';
import { createSlackFetch } from '../../src/slack/web-api/slack-fetch.ts';
import { SILENT } from '../../src/slack/web-api/web-client.ts';
import { until } from '../support/stage.ts';

/** Limits that no test waits for: to open, to drain, to close. */
const LIMITS = [20_000, 10_000, 2_000];

/**
 * The socket between Slack's stand-in and Bolt; pauses between two tries take no time, but count.
 */
async function connected(options: { turnAway?: number } = {}) {
  const slack = createSlackSandbox({
    manifest: 'manifest.yml',
    botToken: 'xoxb-canary',
    appToken: 'xapp-canary',
    signingSecret: 'canary',
  });
  const { apiUrl } = await slack.start();
  if (options.turnAway) slack.socketMode.turnAway('too_many_websockets', options.turnAway);
  const pauses: number[] = [];
  const notes: [event: string, fields: LogFields][] = [];
  let time = 0;
  const clock: Clock = {
    now: () => time,
    monotonic: () => time,
    sleep: async (ms, signal) => {
      if (LIMITS.includes(ms))
        return new Promise((end) => signal?.addEventListener('abort', () => end()));
      pauses.push(ms);
      time += ms;
    },
  };
  const socket = createSlackSocket({
    appToken: 'xapp-canary',
    apiUrl,
    fetch: createSlackFetch(),
    proxies: DIRECT,
    clock,
    random: () => 0.5,
    logEvent: (event, fields = {}) => notes.push([event, fields]),
  });
  const app = new App({
    receiver: socket.receiver,
    convoStore: false,
    logger: SILENT,
    authorize: async () => ({ botToken: 'xoxb-canary', botId: 'B1', botUserId: 'U0' }),
  });
  app.command('/jogg', async ({ ack }) => ack('heard'));
  const stopping = new AbortController();
  onTestFinished(async () => {
    stopping.abort();
    await socket.receiver.stop();
    await slack.stop();
  });
  await socket.open(stopping.signal);
  const { socketMode, driver, log } = slack;
  return {
    socket,
    socketMode,
    driver,
    notes,
    pauses,
    opens: () => log.filter(({ method }) => method === 'apps.connections.open').length,
    count: (event: string) => notes.filter(([name]) => name === event).length,
    stop: () => stopping.abort(),
    pass: (ms: number) => {
      time += ms;
    },
    says: async () => {
      const { ack } = await driver.command({ user: ADA, channel: MARKETING, text: '' });
      return ack?.answer;
    },
  };
}

const envelope = (id: string) => ({
  type: 'slash_commands',
  envelope_id: id,
  accepts_response_payload: true,
  payload: { command: '/jogg', text: '', team_id: 'T1', user_id: 'U1', api_app_id: 'A1' },
});

it.each(['warning', 'refresh_requested'] as const)(
  'where Slack announces the end by %s, the next connection is open before the old one goes, and nobody notices',
  async (reason) => {
    const { socketMode, socket, opens, pauses, notes, driver, says } = await connected();
    let gap = false;
    const watching = setInterval(() => {
      gap ||= !socket.connected();
    }, 1);
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
  const { count, driver, pauses, notes, opens } = await connected({ turnAway: 9 });
  await driver.waitFor(() => opens() === 10);
  await until(() => count('slack_connected') === 10);
  expect(pauses).toEqual([1.5, 3, 6, 12, 24, 24, 24, 24, 24].map((seconds) => seconds * 1_000));
  const says =
    'another copy of this app holds SLACK_APP_TOKEN, and Slack takes ten connections at most: stop the others, or give each an app of its own';
  const refusals = notes.filter(([event]) => event === 'slack_socket_refused');
  expect(refusals[8]?.[1]).toEqual({ reason: 'too_many_websockets', says });
});

it('a connection that lived for a minute resets them', async () => {
  const { socketMode, count, pauses, pass } = await connected({ turnAway: 3 });
  await until(() => count('slack_connected') === 4);
  pass(60_000);
  socketMode.cut();
  await until(() => count('slack_connected') === 5);
  pass(59_999);
  socketMode.cut();
  await until(() => count('slack_connected') === 6);
  expect(pauses).toEqual([1_500, 3_000, 6_000, 750, 1_500]);
});

it('announcements in a row are followed ever more slowly', async () => {
  const { socketMode, count, pauses } = await connected();
  for (const renewed of [1, 2, 3, 4]) {
    socketMode.disconnect('warning', 0);
    await until(() => count('slack_connected') === renewed + 1);
  }
  expect(pauses).toEqual([3_000, 6_000, 12_000]);
});

it('stopping ends every connection', async () => {
  const { socketMode, socket, driver, stop } = await connected();
  socketMode.disconnect('warning');
  await driver.waitFor(() => socketMode.connections() === 2);
  stop();
  await socket.receiver.stop();
  await driver.waitFor(() => socketMode.connections() === 0);
  expect(socket.connected()).toBe(false);
});

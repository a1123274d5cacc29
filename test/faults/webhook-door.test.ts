import { once } from 'node:events';
import { request } from 'node:http';
import { connect, type Socket } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { patience } from '../../sandbox/patience.ts';
import { createHttpServer, type ServerTimeouts } from '../../src/http/server.ts';
import { webhookRoute } from '../../src/http/webhook.ts';
import { readWebhookEvent } from '../../src/jogg/webhook/webhook-event.ts';
import { sign, verify } from '../../src/jogg/webhook/webhook-signature.ts';
import { type Clock, systemClock } from '../../src/lib/clock.ts';
import { openState } from '../../src/store/open-state.ts';
import { createProjectStore } from '../../src/store/tenants/project-store.ts';
import { createUnconfirmed } from '../../src/store/unconfirmed.ts';
import { createReceiveHint, type ReceiveHint } from '../../src/videos/receive-hint.ts';
import { until } from '../support/stage.ts';
import { createVirtualClock } from '../support/virtual-clock.ts';

const SECRET = 'whsec_of_ours';
const MIB = 1024 * 1024;
type Headers = Record<string, string | string[]>;

interface DoorOptions {
  readonly receive?: ReceiveHint;
  readonly clock?: Clock;
  readonly timeouts?: Partial<ServerTimeouts>;
}

/** The app's own server, route, signature and store, with nothing behind them. */
async function openDoor({ receive, clock = systemClock, timeouts }: DoorOptions = {}) {
  const secrets = [SECRET];
  const logEvent = () => {};
  const state = openState('memory:', logEvent);
  const store = createProjectStore({ ...state, logEvent });
  const unconfirmed = createUnconfirmed({ ...state, clock, logEvent });
  const stored = createReceiveHint({ store, unconfirmed, queue: { wake: async () => {} } });
  const route = webhookRoute({
    secrets: () => secrets,
    verify,
    projectOf: (body) => readWebhookEvent(body)?.projectId ?? null,
    receive: (id, body) => (receive ?? stored)(id, readWebhookEvent(body)?.reason),
    clock,
    logEvent,
  });
  const server = createHttpServer([route], logEvent, timeouts);
  const port = await server.listen(0, '127.0.0.1');
  onTestFinished(async () => {
    await server.close();
    state.close();
  });
  const url = `http://127.0.0.1:${port}/jogg/webhook`;
  /** Sends these chunks; answers the status. */
  const post = async (chunks: readonly (string | Buffer)[], headers: Headers = {}) => {
    const sent = request(url, { method: 'POST', headers, agent: false });
    const answered = once(sent, 'response');
    // What is refused half-way may reset the connection after it was answered.
    sent.on('error', () => {});
    for (const chunk of chunks.slice(0, -1)) sent.write(chunk);
    sent.end(chunks.at(-1));
    const [response] = await answered;
    response.resume();
    return response.statusCode as number;
  };
  return {
    port,
    url,
    store,
    post,
    secrets,
    writes: () => state.db.prepare('SELECT total_changes() AS n').get()?.['n'],
    signed: (body: string | Buffer, secret = SECRET) =>
      post([body], { 'x-webhook-signature': sign(Buffer.from(body), secret) }),
  };
}

const bodyOf = (project: string) =>
  JSON.stringify({ event: 'generated_video_success', data: { project_id: project, title: 'Ünï' } });
const BODY = bodyOf('p1');
const RIGHT = sign(Buffer.from(BODY), SECRET);

// Every other signature that does not fit: `jogg/webhook-signature`.
it.each<[string, string, string, Headers]>([
  ['F56', 'by somebody else', BODY, { 'x-webhook-signature': sign(Buffer.from(BODY), 'another') }],
  ['F56', 'given twice', BODY, { 'x-webhook-signature': [RIGHT, RIGHT] }],
  ['F56', 'under another name', BODY, { 'x-signature': RIGHT }],
  ['F59', 'of what a proxy wrote anew', BODY.replace(':', ': '), { 'x-webhook-signature': RIGHT }],
])('%s: a signature %s is answered 401 and nothing is written', async (_, _what, body, headers) => {
  const door = await openDoor();
  const before = door.writes();
  expect([await door.post([body], headers), door.writes()]).toEqual([401, before]);
  expect([await door.signed(BODY), door.writes() !== before]).toEqual([200, true]);
});

it('F59: bytes that are split within a letter, or no text at all, are taken as they are', async () => {
  const door = await openDoor();
  const bytes = Buffer.from(BODY);
  const middle = bytes.indexOf(Buffer.from('Ü')) + 1;
  const parts = [bytes.subarray(0, middle), bytes.subarray(middle)];
  const odd = Buffer.from([0xff, 0xfe, 0x80, 0x00, 0xc3]);
  const taken = await door.post(parts, { 'x-webhook-signature': RIGHT });
  expect([taken, await door.store.takeHint('p1'), await door.signed(odd)]).toEqual([
    200,
    true,
    200,
  ]);
});

it('F60: one byte more than 64 KiB is refused, and 200 MiB without a length are cut off before they are read', async () => {
  const door = await openDoor();
  const large = 'x'.repeat(64 * 1024 + 1);
  const before = door.writes();
  let read = 0;
  const body = new ReadableStream({
    pull: (to) => {
      read += 65_536;
      if (read > 200 * MIB) to.close();
      else to.enqueue(Buffer.alloc(65_536, 'a'));
    },
  });
  const endless = await fetch(door.url, { method: 'POST', body, duplex: 'half' }).then(
    ({ status }) => status,
    // It is cut off before or after the answer is read.
    () => 413,
  );
  expect([
    await door.post([large], { 'content-length': String(large.length) }),
    await door.post([large, '']),
    endless,
    read < 20 * MIB,
    door.writes(),
    await door.signed(large.slice(1)),
  ]).toEqual([413, 413, 413, true, before, 200]);
});

it('F61: two hundred who dawdle over their headers, and one over its body, are cut off; others are served', async () => {
  const cutMs = patience(400);
  const timeouts = { headersTimeout: cutMs, requestTimeout: cutMs };
  const door = await openDoor({ timeouts: { ...timeouts, connectionsCheckingInterval: 50 } });
  const dawdler = (more = ''): Socket => {
    const socket = connect(door.port, '127.0.0.1');
    socket.on('error', () => {});
    socket.write(`POST /jogg/webhook HTTP/1.1\r\nhost: x\r\n${more}`);
    return socket.resume();
  };
  const slow = dawdler('content-length: 60000\r\n\r\n');
  const drip = setInterval(() => slow.write('x'), 20);
  onTestFinished(() => clearInterval(drip));
  const dawdlers = [...Array.from({ length: 200 }, () => dawdler()), slow];
  const served: number[] = [];
  do served.push(await door.signed(bodyOf(`good${served.length}`)));
  while (dawdlers.some((socket) => !socket.closed));
  expect(new Set(served)).toEqual(new Set([200]));
});

it('F62: where the store takes 6 s Jogg is told to try again after 4 s, while it still listens', async () => {
  const clock = createVirtualClock();
  const receive = () => clock.sleep(6_000).then(() => 'known' as const);
  const door = await openDoor({ clock, receive });
  const answered = door.signed(BODY);
  await until(() => clock.sleepers() === 2);
  await clock.advance(3_999);
  const waiting = clock.sleepers();
  await clock.advance(1);
  expect([waiting, await answered]).toEqual([2, 503]);
});

it('F63: while a secret is replaced both count; the one that was retired does not any more', async () => {
  const door = await openDoor();
  const tries = async () => [await door.signed(BODY), await door.signed(BODY, 'new')];
  const before = await tries();
  door.secrets.push('new');
  const both = await tries();
  door.secrets.shift();
  const steps = [before, both, await tries()].map((each) => each.join(' '));
  expect(steps).toEqual(['200 401', '200 200', '401 200']);
});

it('F64: a thousand at once are answered 200, and all are kept', async () => {
  const door = await openDoor();
  const names = Array.from({ length: 1_000 }, (_, index) => `p${index}`);
  const statuses = await Promise.all(names.map((name) => door.signed(bodyOf(name))));
  const kept = await Promise.all(names.map((name) => door.store.takeHint(name)));
  expect([new Set(statuses), new Set(kept)]).toEqual([new Set([200]), new Set([true])]);
});

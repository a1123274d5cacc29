import { request } from 'node:http';
import { connect, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { patience } from '../../sandbox/patience.ts';
import { createHttpServer, type ServerTimeouts } from '../../src/http/server.ts';
import { webhookRoute } from '../../src/http/webhook.ts';
import { readWebhookEvent } from '../../src/jogg/webhook/webhook-event.ts';
import { sign, verify } from '../../src/jogg/webhook/webhook-signature.ts';
import { type Clock, systemClock } from '../../src/lib/clock.ts';
import { openState } from '../../src/store/open-state.ts';
import { createUnconfirmed } from '../../src/store/unconfirmed.ts';
import { createVideoStore } from '../../src/store/video-store.ts';
import { createReceiveHint, type ReceiveHint } from '../../src/videos/receive-hint.ts';
import { until } from '../support/stage.ts';
import { createVirtualClock } from '../support/virtual-clock.ts';

const SECRET = 'whsec_of_ours';
const MIB = 1024 * 1024;
const ending: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const end of ending.splice(0).reverse()) await end();
});

interface DoorOptions {
  readonly secrets?: string[];
  readonly receive?: ReceiveHint;
  readonly clock?: Clock;
  readonly timeouts?: Partial<ServerTimeouts>;
}

/** The app's own server, route, signature and store, with nothing behind them. */
async function openDoor(options: DoorOptions = {}) {
  const { secrets = [SECRET], clock = systemClock } = options;
  const events: string[] = [];
  const logEvent = (event: string) => void events.push(event);
  const state = openState('memory:', logEvent);
  const store = createVideoStore({ ...state, logEvent });
  const unconfirmed = createUnconfirmed({ ...state, clock, logEvent });
  const stored = createReceiveHint({ store, unconfirmed, queue: { wake: async () => {} } });
  const route = webhookRoute({
    secrets: () => secrets,
    verify,
    projectOf: (body) => readWebhookEvent(body)?.projectId ?? null,
    receive: (projectId, body) =>
      (options.receive ?? stored)(projectId, readWebhookEvent(body)?.reason),
    clock,
    logEvent,
  });
  const server = createHttpServer([route], logEvent, options.timeouts);
  const port = await server.listen(0, '127.0.0.1');
  ending.push(
    () => state.close(),
    () => server.close(),
  );
  const post = (
    chunks: readonly (string | Buffer)[],
    headers: Record<string, string | string[]> = {},
  ): Promise<number | string> =>
    new Promise((resolve) => {
      const method = 'POST';
      const path = '/jogg/webhook';
      const sent = request({ port, host: '127.0.0.1', method, path, headers, agent: false });
      sent.on('response', (response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
      });
      sent.on('error', ({ code }: NodeJS.ErrnoException) => resolve(code ?? 'error'));
      const [first, ...rest] = chunks;
      if (rest.length > 0) sent.write(first);
      for (const chunk of rest.slice(0, -1)) sent.write(chunk);
      sent.end(rest.at(-1) ?? first);
    });
  return {
    port,
    events,
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

describe('a webhook at the door', () => {
  const body = bodyOf('p1');
  const right = sign(Buffer.from(body), SECRET);
  const flipped = right.replace(/.$/, (last) => (last === '0' ? '1' : '0'));
  it.each<[string, Record<string, string | string[]>]>([
    ['by somebody else', { 'x-webhook-signature': sign(Buffer.from(body), 'another') }],
    ['with one bit flipped', { 'x-webhook-signature': flipped }],
    ['cut short', { 'x-webhook-signature': right.slice(0, 63) }],
    ['too long', { 'x-webhook-signature': `${right}0` }],
    ['in capitals', { 'x-webhook-signature': right.toUpperCase() }],
    ['with a prefix', { 'x-webhook-signature': `sha256=${right}` }],
    ['given twice', { 'x-webhook-signature': [right, right] }],
    ['empty', { 'x-webhook-signature': '' }],
    ['missing', {}],
    ['under another name', { 'x-signature': right }],
    ['of an empty secret', { 'x-webhook-signature': sign(Buffer.from(body), '') }],
  ])('F56: a signature %s is answered 401 and nothing is written', async (_, headers) => {
    const door = await openDoor();
    const before = door.writes();
    expect([await door.post([body], headers), door.writes()]).toEqual([401, before]);
    expect([await door.signed(body), door.writes() !== before]).toEqual([200, true]);
  });

  it('F59: a body that a proxy wrote anew is refused: the bytes are what is signed', async () => {
    const door = await openDoor();
    const anew = JSON.stringify(JSON.parse(body), null, 1);
    expect(await door.post([anew], { 'x-webhook-signature': right })).toBe(401);
  });

  it('F59: a letter split between two chunks is read well', async () => {
    const door = await openDoor();
    const bytes = Buffer.from(body);
    const middle = bytes.indexOf(Buffer.from('Ü')) + 1;
    const parts = [bytes.subarray(0, middle), bytes.subarray(middle)];
    const status = await door.post(parts, { 'x-webhook-signature': right });
    expect([status, await door.store.takeHint('p1')]).toEqual([200, true]);
  });

  it('F59: bytes that are no text, signed or not, harm nothing', async () => {
    const door = await openDoor();
    const odd = Buffer.from([0xff, 0xfe, 0x80, 0x00, 0xc3]);
    const whole = Buffer.concat([Buffer.from(body.slice(0, -3)), odd, Buffer.from('"}}')]);
    expect([
      await door.signed(odd),
      await door.post([odd]),
      await door.signed(whole),
      await door.signed(bodyOf('after')),
    ]).toEqual([200, 401, 200, 200]);
  });

  it('F60: one byte more than 64 KiB is refused, with or without a length', async () => {
    const door = await openDoor();
    const large = 'x'.repeat(64 * 1024 + 1);
    const before = door.writes();
    const length = { 'content-length': String(large.length) };
    expect([await door.post([large], length), await door.post([large, '']), door.writes()]).toEqual(
      [413, 413, before],
    );
    expect(await door.signed('x'.repeat(64 * 1024))).toBe(200);
  });

  it('F60: 200 MiB without a length are cut off before they are read', async () => {
    const door = await openDoor();
    const socket = connect(door.port, '127.0.0.1');
    socket.on('error', () => {});
    socket.write('POST /jogg/webhook HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n');
    const part = Buffer.concat([
      Buffer.from('10000\r\n'),
      Buffer.alloc(65_536, 'a'),
      Buffer.from('\r\n'),
    ]);
    let answer = '';
    socket.on('data', (data) => {
      answer += data.toString();
    });
    const closed = new Promise((resolve) => socket.once('close', resolve));
    const before = process.memoryUsage().rss;
    for (let sent = 0; sent < 200 * MIB && !socket.destroyed; sent += part.length)
      if (!socket.write(part))
        await Promise.race([new Promise((resolve) => socket.once('drain', resolve)), closed]);
    await closed;
    expect(socket.bytesWritten).toBeLessThan(20 * MIB);
    expect(process.memoryUsage().rss - before).toBeLessThan(20 * MIB);
    expect(await door.signed(body)).toBe(200);
    expect(answer === '' || answer.startsWith('HTTP/1.1 413')).toBe(true);
  });

  it('F61: two hundred who dawdle over their headers, and one over its body, are cut off; others are served', async () => {
    const cutMs = patience(400);
    const timeouts = {
      headersTimeout: cutMs,
      requestTimeout: cutMs,
      connectionsCheckingInterval: 50,
    };
    const door = await openDoor({ timeouts });
    const dawdlers: Socket[] = [];
    for (let index = 0; index < 200; index += 1) {
      const socket = connect(door.port, '127.0.0.1');
      socket.on('error', () => {});
      socket.write('POST /jogg/webhook HTTP/1.1\r\nhost: x\r\n');
      dawdlers.push(socket);
    }
    const slow = connect(door.port, '127.0.0.1');
    slow.on('error', () => {});
    slow.write('POST /jogg/webhook HTTP/1.1\r\nhost: x\r\ncontent-length: 60000\r\n\r\n');
    const drip = setInterval(() => slow.write('x'), 20);
    ending.push(() => clearInterval(drip));
    dawdlers.push(slow);
    for (const socket of dawdlers) socket.resume();
    const served: (number | string)[] = [];
    do served.push(await door.signed(bodyOf(`good${served.length}`)));
    while (dawdlers.some((socket) => !socket.closed));
    expect(new Set(served)).toEqual(new Set([200]));
  });

  it('F62: where the store is down Jogg is told to try again, and nothing is said to be kept', async () => {
    const door = await openDoor({ receive: () => Promise.reject(new Error('down')) });
    expect([await door.signed(body), door.events.includes('webhook_not_stored')]).toEqual([
      503,
      true,
    ]);
  });

  it('F62: where the store takes 6 s Jogg is told to try again after 4 s, while it still listens', async () => {
    const clock = createVirtualClock();
    const door = await openDoor({
      clock,
      receive: () => clock.sleep(6_000).then(() => 'known' as const),
    });
    let status: number | string | null = null;
    const answered = door.signed(body).then((each) => {
      status = each;
    });
    await until(() => clock.sleepers() === 2);
    await clock.advance(3_999);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(status).toBeNull();
    await clock.advance(1);
    await answered;
    expect(status).toBe(503);
  });

  it('F63: while a secret is replaced both count; the one that was retired does not any more', async () => {
    const door = await openDoor({ secrets: ['old'] });
    const tries = async () => [await door.signed(body, 'old'), await door.signed(body, 'new')];
    const before = await tries();
    door.secrets.push('new');
    const both = await tries();
    door.secrets.shift();
    expect([before, both, await tries()]).toEqual([
      [200, 401],
      [200, 200],
      [401, 200],
    ]);
  });

  it('F64: a thousand at once are answered with less than the 5 s that Jogg waits of processor time, and all are kept', async () => {
    const door = await openDoor();
    const names = Array.from({ length: 1_000 }, (_, index) => `p${index}`);
    const before = process.cpuUsage();
    const statuses = await Promise.all(names.map((name) => door.signed(bodyOf(name))));
    const { user, system } = process.cpuUsage(before);
    expect([(user + system) / 1e6 < 5, new Set(statuses)]).toEqual([true, new Set([200])]);
    const kept = await Promise.all(names.map((name) => door.store.takeHint(name)));
    expect(new Set(kept)).toEqual(new Set([true]));
  });
});

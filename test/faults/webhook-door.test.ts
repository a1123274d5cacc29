import { once } from 'node:events';
import { request } from 'node:http';
import { connect, type Socket } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
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
type Headers = Record<string, string | string[]>;

interface DoorOptions {
  readonly secrets?: string[];
  readonly receive?: ReceiveHint;
  readonly clock?: Clock;
  readonly timeouts?: Partial<ServerTimeouts>;
}

/** The app's own server, route, signature and store, with nothing behind them. */
async function openDoor(options: DoorOptions = {}) {
  const { secrets = [SECRET], clock = systemClock } = options;
  const logEvent = () => {};
  const state = openState('memory:', logEvent);
  const store = createVideoStore({ ...state, logEvent });
  const unconfirmed = createUnconfirmed({ ...state, clock, logEvent });
  const stored = createReceiveHint({ store, unconfirmed, queue: { wake: async () => {} } });
  const { receive = stored } = options;
  const route = webhookRoute({
    secrets: () => secrets,
    verify,
    projectOf: (body) => readWebhookEvent(body)?.projectId ?? null,
    receive: (projectId, body) => receive(projectId, readWebhookEvent(body)?.reason),
    clock,
    logEvent,
  });
  const server = createHttpServer([route], logEvent, options.timeouts);
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

describe('a webhook at the door', () => {
  const body = bodyOf('p1');
  const right = sign(Buffer.from(body), SECRET);
  const flipped = right.replace(/.$/, (last) => (last === '0' ? '1' : '0'));

  it.each<[string, Headers]>([
    ['by somebody else', { 'x-webhook-signature': sign(Buffer.from(body), 'another') }],
    ['with one bit flipped', { 'x-webhook-signature': flipped }],
    ['cut short', { 'x-webhook-signature': right.slice(0, 63) }],
    ['given twice', { 'x-webhook-signature': [right, right] }],
    ['empty', { 'x-webhook-signature': '' }],
    ['under another name', { 'x-signature': right }],
  ])('F56: a signature %s is answered 401 and nothing is written', async (_, headers) => {
    const door = await openDoor();
    const before = door.writes();
    expect([await door.post([body], headers), door.writes()]).toEqual([401, before]);
    expect([await door.signed(body), door.writes() !== before]).toEqual([200, true]);
  });

  it('F59: the signature covers the bytes: written anew by a proxy, split within a letter, or no text at all', async () => {
    const door = await openDoor();
    const bytes = Buffer.from(body);
    const middle = bytes.indexOf(Buffer.from('Ü')) + 1;
    const parts = [bytes.subarray(0, middle), bytes.subarray(middle)];
    const odd = Buffer.from([0xff, 0xfe, 0x80, 0x00, 0xc3]);
    const whole = Buffer.concat([Buffer.from(body.slice(0, -3)), odd, Buffer.from('"}}')]);
    const headers = { 'x-webhook-signature': right };
    expect([
      await door.post([JSON.stringify(JSON.parse(body), null, 1)], headers),
      await door.post(parts, headers),
      await door.store.takeHint('p1'),
      await door.signed(odd),
      await door.post([odd]),
      await door.signed(whole),
      await door.signed(bodyOf('after')),
    ]).toEqual([401, 200, true, 200, 401, 200, 200]);
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
    const part = Buffer.alloc(65_536, 'a');
    let read = 0;
    const endless = new ReadableStream({
      pull: (to) => {
        read += part.length;
        if (read > 200 * MIB) to.close();
        else to.enqueue(part);
      },
    });
    const before = process.memoryUsage().rss;
    const sent = { method: 'POST', body: endless, duplex: 'half' } as const;
    const answer = await fetch(door.url, sent).then(
      ({ status }) => status,
      () => 'cut off',
    );
    expect([413, 'cut off']).toContain(answer);
    expect([read < 20 * MIB, await door.signed(body)]).toEqual([true, 200]);
    expect(process.memoryUsage().rss - before).toBeLessThan(20 * MIB);
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
    let status: number | null = null;
    const answered = door.signed(body).then((each) => {
      status = each;
    });
    await until(() => clock.sleepers() === 2);
    await clock.advance(3_999);
    expect([status, clock.sleepers()]).toEqual([null, 2]);
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

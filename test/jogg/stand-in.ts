import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import { patience } from '../../sandbox/patience.ts';
import type { AdapterDeps } from '../../src/jogg/api/adapter-contract.ts';
import { createJoggDispatcher } from '../../src/jogg/http/connection-error.ts';
import { createTransport, type TransportDeps } from '../../src/jogg/http/transport.ts';
import { createLinkReader } from '../../src/jogg/schema/links.ts';
import type { Clock } from '../../src/lib/clock.ts';
import type { LogFields } from '../../src/lib/log.ts';

export interface VideoEvent {
  readonly method: string;
  readonly path: string;
  readonly query: Record<string, string>;
  readonly headers: IncomingMessage['headers'];
  readonly body: unknown;
}

export type Reply = (response: ServerResponse, seen: VideoEvent, count: number) => void;

/**
 * A real HTTP server on loopback that answers every request with `reply`; closed after the test.
 */
export async function startJogg(reply: Reply) {
  const requests: VideoEvent[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const text = Buffer.concat(chunks).toString();
    const url = new URL(request.url ?? '', 'http://127.0.0.1');
    const seen = {
      method: request.method ?? '',
      path: url.pathname,
      query: Object.fromEntries(url.searchParams),
      headers: request.headers,
      body: text === '' ? undefined : JSON.parse(text),
    };
    requests.push(seen);
    reply(response, seen, requests.length);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  onTestFinished(
    () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  );
  return { url: `http://127.0.0.1:${port}`, requests };
}

/** Answers `body` as JSON. */
export const json =
  (body: unknown, status = 200, headers: Record<string, string> = {}): Reply =>
  (response) =>
    response
      .writeHead(status, { 'content-type': 'application/json', ...headers })
      .end(JSON.stringify(body));

/** Answers `data` in Jogg's envelope, as a success. */
export const ok = (data: unknown): Reply => json({ rid: 'rid-1', code: 0, msg: 'success', data });

/** Answers a failure in Jogg's envelope. */
export const no = (code: number, status = 200, headers: Record<string, string> = {}): Reply =>
  json({ rid: 'rid-1', code, msg: `msg of ${code}`, data: null }, status, headers);

/** Answers with these bytes as they are. */
export const raw =
  (body: string | Uint8Array, status = 200, headers: Record<string, string> = {}): Reply =>
  (response) =>
    response.writeHead(status, headers).end(body);

/** Takes the request and breaks the connection. */
export const reset: Reply = (response) => response.socket?.resetAndDestroy();

/** Breaks the connection in the middle of the body. */
export const cut: Reply = (response) => {
  response.writeHead(200, { 'content-length': '1000' }).write('{"code":0,"da');
  setImmediate(() => response.socket?.destroy());
};

/** Each reply once, in order; the last one again and again. */
export const inTurn =
  (...replies: Reply[]): Reply =>
  (response, seen, count) =>
    replies[Math.min(count, replies.length) - 1]?.(response, seen, count);

/** A clock that stands still but for its sleeps, which it remembers. */
export function createFakeClock(start = Date.parse('2026-10-01T12:00:00Z')) {
  let now = start;
  const sleeps: number[] = [];
  const clock: Clock = {
    now: () => now,
    monotonic: () => now,
    sleep: async (ms) => {
      sleeps.push(ms);
      now += ms;
    },
  };
  return {
    clock,
    sleeps,
    pass: (ms: number) => {
      now += ms;
    },
  };
}

export function createClient(url: string, changes: Partial<TransportDeps> = {}) {
  const time = createFakeClock();
  const dispatcher = createJoggDispatcher();
  onTestFinished(() => dispatcher.destroy());
  const transport = createTransport({
    apiKey: 'key-that-is-secret',
    baseUrl: url,
    dispatcher,
    freshDispatcher: createJoggDispatcher,
    clock: time.clock,
    random: () => 1,
    turnToGet: async () => undefined,
    timeouts: { totalMs: patience(5_000), paidMs: patience(5_000) },
    ...changes,
  });
  return { transport, ...time };
}

/** What an adapter is made of, and the notes it makes. */
export function createAdapterDeps(url: string, changes: Partial<TransportDeps> = {}) {
  const client = createClient(url, changes);
  const notes: { event: string; fields: LogFields | undefined }[] = [];
  const deps: AdapterDeps = {
    transport: client.transport,
    link: createLinkReader('https://api.jogg.ai'),
    logEvent: (event, fields) => notes.push({ event, fields }),
  };
  return { deps, notes, ...client };
}

/** What a failed promise threw; fails where it did not. */
export async function thrownBy(promise: Promise<unknown>): Promise<unknown> {
  const outcome = await promise.then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  );
  if ('error' in outcome) return outcome.error;
  throw new Error(`nothing was thrown, but ${JSON.stringify(outcome.value)} answered`);
}

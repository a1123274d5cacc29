import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { listenOnLoopback } from '../support/listen.ts';

type Headers = Record<string, string>;

export interface ReceivedRequest extends Pick<IncomingMessage, 'headers' | 'socket'> {
  readonly method: string;
  readonly path: string;
  readonly query: Record<string, string>;
  readonly body: unknown;
}

export type Reply = (response: ServerResponse, seen: ReceivedRequest, count: number) => void;

/** Starts an HTTP server that answers every request with `reply`. Closed after the test. */
export async function startJogg(reply: Reply) {
  const requests: ReceivedRequest[] = [];
  const server = createServer(async (request, response) => {
    const body = await text(request);
    const url = new URL(request.url ?? '', 'http://127.0.0.1');
    const seen = {
      method: request.method ?? '',
      path: url.pathname,
      query: Object.fromEntries(url.searchParams),
      headers: request.headers,
      socket: request.socket,
      body: /json/.test(request.headers['content-type'] ?? '') ? JSON.parse(body) : body,
    };
    requests.push(seen);
    reply(response, seen, requests.length);
  });
  return { url: `http://127.0.0.1:${await listenOnLoopback(server)}`, requests };
}

export const json = (body: unknown, status = 200, headers: Headers = {}): Reply =>
  raw(JSON.stringify(body), status, { 'content-type': 'application/json', ...headers });

/** Answers `data` in Jogg's envelope with code 0. */
export const ok = (data: unknown): Reply => json({ rid: 'rid-1', code: 0, msg: 'success', data });

export const failWith = (code: number, status = 200, headers: Headers = {}): Reply =>
  json({ rid: 'rid-1', code, msg: `msg of ${code}`, data: null }, status, headers);

/** Answers with this body, without an envelope. */
export function raw(body: string | Uint8Array, status = 200, headers: Headers = {}): Reply {
  return (response) => response.writeHead(status, headers).end(body);
}

export const reset: Reply = (response) => response.socket?.resetAndDestroy();

export const cut: Reply = (response) => {
  response.writeHead(200, { 'content-length': '1000' }).write('{"code":0,"da');
  setImmediate(() => response.socket?.destroy());
};

/** Uses each reply once, in order, and then repeats the last one. */
export function inOrder(...replies: Reply[]): Reply {
  return (response, seen, nth) => replies[Math.min(nth, replies.length) - 1]?.(response, seen, nth);
}

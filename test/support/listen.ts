import { once } from 'node:events';
import {
  createServer,
  type Server as HttpServer,
  type IncomingHttpHeaders,
  type RequestListener,
} from 'node:http';
import type { AddressInfo, Server } from 'node:net';
import { onTestFinished, vi } from 'vitest';

/** Lets a server listen on loopback until the test ends; returns its port. */
export async function listenOnLoopback(server: Server | HttpServer): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    if ('closeAllConnections' in server) server.closeAllConnections();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

/** Replaces the timer of `AbortSignal.timeout` until the test ends: the test aborts it. */
export function mockDeadline(): AbortController {
  const deadline = new AbortController();
  const timeout = vi.spyOn(AbortSignal, 'timeout').mockReturnValue(deadline.signal);
  onTestFinished(() => timeout.mockRestore());
  return deadline;
}

/** A server with this handler until the test ends; returns its address and its requests. */
export async function startHttpServer(answer: RequestListener = () => {}) {
  const hits = { connections: 0, paths: [] as string[], headers: [] as IncomingHttpHeaders[] };
  const server = createServer((request, response) => {
    hits.paths.push(request.url ?? '');
    hits.headers.push(request.headers);
    answer(request, response);
  });
  server.on('connection', () => {
    hits.connections += 1;
  });
  const port = await listenOnLoopback(server);
  const host = `127.0.0.1:${port}`;
  return { port, host, url: `http://${host}/`, hits };
}

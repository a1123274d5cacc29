import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { errorFields, type LogEvent } from '../lib/log.ts';
import { createServer } from '../lib/network/node-http.ts';

export interface Route {
  readonly method: 'GET' | 'POST';
  /** One that ends with `/` stands for any one name below it. */
  readonly path: string;
  readonly handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
}

export interface HttpServer {
  /** Resolves with the port once it listens; rejects with a sentence for the operator. */
  listen(port: number, host: string): Promise<number>;
  /** Takes no new requests and resolves when those in progress are answered. */
  close(): Promise<void>;
}

/**
 * How long a client may take for its headers and for its whole request, how often that is checked,
 * and how long a connection may idle between two requests; in ms.
 */
export interface ServerTimeouts {
  readonly headersTimeout: number;
  readonly requestTimeout: number;
  readonly connectionsCheckingInterval: number;
  readonly keepAliveTimeout: number;
}
const TIMEOUTS: ServerTimeouts = {
  headersTimeout: 10_000,
  requestTimeout: 10_000,
  connectionsCheckingInterval: 1_000,
  // Longer than the 60 s of load balancers: a balancer that closes first never meets a closed
  // connection. Node counts the headers' time from their first byte, so that may be shorter.
  keepAliveTimeout: 70_000,
};

/**
 * Connections that may wait to be accepted; the system's own limit may be lower. Node's 511 is less
 * than the thousand webhooks that may come at once: the system resets connections beyond it.
 * https://nodejs.org/api/net.html#serverlistenport-host-backlog-callback
 */
const BACKLOG = 4_096;

/**
 * One server for Slack, Jogg's webhook and health. A handler that throws is logged and answered
 * with 500; a slow client is cut off after 10 s.
 */
export function createHttpServer(
  routes: readonly Route[],
  logEvent: LogEvent,
  timeouts: Partial<ServerTimeouts> = {},
): HttpServer {
  const byPath = new Map<string, Route[]>();
  for (const route of routes) byPath.set(route.path, [...(byPath.get(route.path) ?? []), route]);

  const server = createServer({ ...TIMEOUTS, ...timeouts }, (request, response) => {
    const path = pathOf(request.url ?? '');
    const candidates = byPath.get(path) ?? byPath.get(path.slice(0, path.lastIndexOf('/') + 1));
    // HEAD is answered like GET; Node leaves out the body.
    const method = request.method === 'HEAD' ? 'GET' : request.method;
    const route = candidates?.find((each) => each.method === method);
    if (!route) {
      // Scanners ask for any path; a request that means this app points to a wrong setting.
      if (/^\/(slack|jogg)\b/i.test(path))
        logEvent('request_not_routed', { status: candidates ? 405 : 404, at: path.slice(0, 50) });
      answer(response, candidates ? 405 : 404, candidates ? 'method not allowed\n' : 'not found\n');
      return;
    }
    route.handle(request, response).catch((error: unknown) => {
      logEvent('request_failed', { path: route.path, ...errorFields(error) });
      if (response.headersSent) response.destroy();
      else answer(response, 500, 'internal error\n');
    });
  });

  return {
    listen: (port, host) =>
      new Promise((resolve, reject) => {
        const failed = (error: NodeJS.ErrnoException) => reject(listenError(error, port, host));
        server.once('error', failed);
        server.listen({ port, host, backlog: BACKLOG }, () => {
          server.off('error', failed);
          resolve(portOf(server.address()));
        });
      }),
    close: () =>
      new Promise((resolve, reject) => {
        // A signal may come before the app listens.
        if (!server.listening) return resolve();
        server.close((error) => (error ? reject(error) : resolve()));
        server.closeIdleConnections();
      }),
  };
}

/** The path alone, without extra slashes. */
function pathOf(url: string): string {
  const [path = ''] = url.split('?', 1);
  return path.replace(/\/{2,}/g, '/').replace(/(?<=.)\/$/, '');
}

/** Answers with a short text and ends the exchange. */
export function answer(
  response: ServerResponse,
  status: number,
  body = '',
  type = 'text/plain; charset=utf-8',
): void {
  response.writeHead(status, { 'content-type': type, 'content-length': Buffer.byteLength(body) });
  response.end(body);
}

/** The system's error, as the setting to change. */
function listenError(error: NodeJS.ErrnoException, port: number, host: string): Error {
  switch (error.code) {
    case 'EADDRINUSE':
      return new Error(
        `PORT ${port} is taken on ${host}. Stop the other program or choose another PORT`,
        { cause: error },
      );
    case 'EACCES':
      return new Error(`this user may not listen on PORT ${port}. Choose another PORT`, {
        cause: error,
      });
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new Error(
        `HOST ${host} is not an address of this machine. Set HOST=0.0.0.0 to listen on all of them`,
        { cause: error },
      );
    default:
      return error;
  }
}

function portOf(address: AddressInfo | string | null): number {
  return typeof address === 'object' && address ? address.port : 0;
}

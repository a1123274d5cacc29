import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { errorFields, type LogEvent } from '../lib/log.ts';
import { createServer } from '../lib/network/node-http.ts';

export interface Route {
  readonly method: 'GET' | 'POST';
  /** A path that ends with `/` matches any single segment below it. */
  readonly path: string;
  readonly handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
}

export interface HttpServer {
  /** Resolves with the port once the server listens. Rejects with a message for the operator. */
  listen(port: number, host: string): Promise<number>;
  /** Accepts no new requests. Resolves when the running requests are answered. */
  close(): Promise<void>;
}

/**
 * The timeouts of a request's headers and of the whole request, the interval of their check, and
 * the idle time between two requests of a connection; in ms.
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
  // Longer than the 60 s of load balancers, so the balancer closes idle connections first and never
  // uses a closed one. `headersTimeout` may be shorter: Node counts it from the first byte.
  keepAliveTimeout: 70_000,
};

/**
 * How many connections may wait to be accepted; the system's limit may be lower. Node's default of
 * 511 is too low: a thousand webhooks can arrive at once, and the system resets the excess.
 * https://nodejs.org/api/net.html#serverlistenport-host-backlog-callback
 */
const BACKLOG = 4_096;

/**
 * Creates one server for Slack, Jogg's webhook and health. An error of a handler is logged and
 * answered with 500. A slow client is disconnected after 10 s.
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
    // HEAD is answered like GET; Node omits the body.
    const method = request.method === 'HEAD' ? 'GET' : request.method;
    const route = candidates?.find((each) => each.method === method);
    if (!route) {
      // Scanners request any path. A path that resembles ours suggests a wrong setting.
      if (/^\/(slack|jogg)\b/i.test(path))
        logEvent('request_not_routed', { status: candidates ? 405 : 404, at: loggablePath(path) });
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
        // A signal may arrive before the server listens.
        if (!server.listening) return resolve();
        server.close((error) => (error ? reject(error) : resolve()));
        server.closeIdleConnections();
      }),
  };
}

/** The path of a URL, without extra slashes. */
function pathOf(url: string): string {
  const [path = ''] = url.split('?', 1);
  return path.replace(/\/{2,}/g, '/').replace(/(?<=.)\/$/, '');
}

/** The beginning of a path, without the token that ends the URL of a workspace's webhook. */
function loggablePath(path: string): string {
  return path.replace(/(?<=\/webhook\/).*/i, '…').slice(0, 50);
}

/** Answers with a short text and ends the response. */
export function answer(
  response: ServerResponse,
  status: number,
  body = '',
  type = 'text/plain; charset=utf-8',
): void {
  response.writeHead(status, { 'content-type': type, 'content-length': Buffer.byteLength(body) });
  response.end(body);
}

/** Translates an error of the system to the setting that the operator must change. */
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

import { isIP, type LookupFunction, type Socket } from 'node:net';
import type { buildConnector as Connector } from 'undici';
import { NotConnectedError, ProxyError, UnresolvedError } from './network-error.ts';
import { request } from './node-http.ts';
import { type ForwardProxy, type Proxies, portOf } from './proxies.ts';
import { buildConnector } from './undici.ts';

export interface ConnectorOptions {
  readonly proxies: Proxies;
  /** How long each step may take, in ms: to connect, the proxy's answer, TLS. */
  readonly connectMs: number;
  /**
   * Resolves a name. The connection goes to exactly that address, and a proxy is asked for the
   * address, not for the name.
   */
  readonly lookup?: LookupFunction | null;
  /** Plain http goes through a tunnel too, because a WebSocket needs one. */
  readonly tunnelAll?: boolean;
}

/**
 * Connects to a server, through a proxy where one is configured: CONNECT, TLS inside it, HTTP/1.1.
 * Every failure is a `NotConnectedError`; behind a proxy its cause names the proxy.
 * https://www.rfc-editor.org/rfc/rfc9110#section-9.3.6
 */
export function createConnector(ask: ConnectorOptions): Connector.connector {
  const { proxies, lookup = null } = ask;
  const plain = { timeout: ask.connectMs, allowH2: false };
  const toProxy = buildConnector(plain);
  const direct = lookup === null ? toProxy : buildConnector({ ...plain, lookup });
  return (options, callback) => {
    const done: Connector.Callback = (...outcome) => {
      if (outcome[0] === null) callback(null, outcome[1]);
      else callback(new NotConnectedError(outcome[0]), null);
    };
    const tunnelled = options.protocol === 'https:' || ask.tunnelAll === true;
    const proxy = tunnelled && !isProxy(options, proxies) ? proxies.between(options) : null;
    if (proxy === null) {
      direct(options, done);
      return;
    }
    addressOf(options.hostname, lookup)
      .then((host) => openTunnel(proxy, `${host}:${portOf(options)}`, ask.connectMs, toProxy))
      .then(
        (socket) => {
          if (options.protocol === 'https:') direct({ ...options, httpSocket: socket }, done);
          else done(null, socket);
        },
        (error: unknown) => done(error instanceof Error ? error : new Error('no tunnel'), null),
      );
  };
}

/** A connection to the proxy itself needs no tunnel. */
function isProxy(options: Connector.Options, { http }: Proxies): boolean {
  return (
    http !== null &&
    http.url.protocol === options.protocol &&
    http.url.hostname.replace(/^\[|\]$/g, '') === options.hostname &&
    portOf(http.url) === portOf(options)
  );
}

/** What a proxy is asked for: the name, or the address that the lookup found. */
async function addressOf(hostname: string, lookup: LookupFunction | null): Promise<string> {
  const host =
    lookup === null || isIP(hostname) !== 0 ? hostname : await lookedUp(hostname, lookup);
  return isIP(host) === 6 ? `[${host}]` : host;
}

function lookedUp(hostname: string, lookup: LookupFunction): Promise<string> {
  return new Promise((resolve, reject) => {
    lookup(hostname, { all: true }, (error, found) => {
      const all = Array.isArray(found) ? found : [];
      const first = all.find(({ family }) => family === 4) ?? all[0];
      if (first) resolve(first.address);
      else if (error && !('syscall' in error)) reject(error);
      else
        reject(
          new UnresolvedError(
            'this machine cannot look up names itself, and the address of a video is checked before a proxy is asked for it: let it resolve names, or only links are shown',
            { cause: error },
          ),
        );
    });
  });
}

async function openTunnel(
  proxy: ForwardProxy,
  authority: string,
  withinMs: number,
  connect: Connector.connector,
): Promise<Socket> {
  const carrier = await reached(proxy, connect);
  return new Promise((resolve, reject) => {
    const asked = request({
      method: 'CONNECT',
      path: authority,
      createConnection: () => carrier,
      headers: {
        host: authority,
        ...(proxy.authorization ? { 'proxy-authorization': proxy.authorization } : {}),
      },
    });
    const over = AbortSignal.timeout(withinMs);
    const late = () => asked.destroy(new DOMException('no answer in time', 'TimeoutError'));
    over.addEventListener('abort', late);
    asked.once('connect', ({ statusCode = 0 }, socket, head) => {
      over.removeEventListener('abort', late);
      if (statusCode >= 200 && statusCode < 300) {
        if (head.length > 0) socket.unshift(head);
        return resolve(carrier);
      }
      socket.destroy();
      reject(new ProxyError(proxy.name, statusCode));
    });
    asked.once('error', (cause) => {
      over.removeEventListener('abort', late);
      carrier.destroy();
      reject(new ProxyError(proxy.name, null, { cause }));
    });
    asked.end();
  });
}

function reached({ url, name }: ForwardProxy, connect: Connector.connector): Promise<Socket> {
  const hostname = url.hostname.replace(/^\[|\]$/g, '');
  const { protocol, host } = url;
  return new Promise((resolve, reject) => {
    connect({ protocol, hostname, host, port: portOf(url) }, (...outcome) => {
      if (outcome[0] === null) resolve(outcome[1]);
      else reject(new ProxyError(name, null, { cause: outcome[0] }));
    });
  });
}

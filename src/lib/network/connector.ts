import { isIP, type LookupFunction, type Socket } from 'node:net';
import type { buildConnector as Connector } from 'undici';
import { NotConnectedError, ProxyError, UnresolvedError } from './network-error.ts';
import { request } from './node-http.ts';
import { type ForwardProxy, type Proxies, portOf } from './proxies.ts';
import { buildConnector } from './undici.ts';

export interface ConnectorOptions {
  readonly proxies: Proxies;
  /** The timeout of each step, in ms: to connect, to get the proxy's answer, to set up TLS. */
  readonly connectMs: number;
  /** Resolves a name. The connection uses exactly that address; so does the request to a proxy. */
  readonly lookup?: LookupFunction | null;
  /** Tunnels plain http too, which a WebSocket needs. */
  readonly tunnelAll?: boolean;
}

/**
 * Connects to a server, through a proxy if one is configured (CONNECT, then TLS, HTTP/1.1). Every
 * failure is a `NotConnectedError`. Behind a proxy, its cause names the proxy.
 * https://www.rfc-editor.org/rfc/rfc9110#section-9.3.6
 */
export function createConnector(settings: ConnectorOptions): Connector.connector {
  const { proxies, lookup = null } = settings;
  const connectOptions = { timeout: settings.connectMs, allowH2: false };
  const defaultConnect = buildConnector(connectOptions);
  const direct = lookup === null ? defaultConnect : buildConnector({ ...connectOptions, lookup });
  return (options, callback) => {
    const done: Connector.Callback = (...outcome) => {
      if (outcome[0] === null) callback(null, outcome[1]);
      else callback(new NotConnectedError(outcome[0]), null);
    };
    const needsTunnel = options.protocol === 'https:' || settings.tunnelAll === true;
    const proxy = needsTunnel && !isProxy(options, proxies) ? proxies.proxyFor(options) : null;
    if (proxy === null) {
      direct(options, done);
      return;
    }
    connectTarget(options.hostname, lookup)
      .then((host) =>
        openTunnel(proxy, `${host}:${portOf(options)}`, settings.connectMs, defaultConnect),
      )
      .then(
        (socket) => {
          if (options.protocol === 'https:') direct({ ...options, httpSocket: socket }, done);
          else done(null, socket);
        },
        (error: unknown) => done(error instanceof Error ? error : new Error('no tunnel'), null),
      );
  };
}

/** Whether the target is the proxy itself, which needs no tunnel. */
function isProxy(options: Connector.Options, { http }: Proxies): boolean {
  return (
    http !== null &&
    http.url.protocol === options.protocol &&
    http.url.hostname.replace(/^\[|\]$/g, '') === options.hostname &&
    portOf(http.url) === portOf(options)
  );
}

/** The host of the CONNECT request: the name, or the address from the lookup. */
async function connectTarget(hostname: string, lookup: LookupFunction | null): Promise<string> {
  const host =
    lookup === null || isIP(hostname) !== 0 ? hostname : await resolveName(hostname, lookup);
  return isIP(host) === 6 ? `[${host}]` : host;
}

function resolveName(hostname: string, lookup: LookupFunction): Promise<string> {
  return new Promise((resolve, reject) => {
    lookup(hostname, { all: true }, (error, result) => {
      const addresses = Array.isArray(result) ? result : [];
      const first = addresses.find(({ family }) => family === 4) ?? addresses[0];
      if (first) resolve(first.address);
      else if (error && !('syscall' in error)) reject(error);
      else
        reject(
          new UnresolvedError(
            'this machine cannot resolve host names, and the app checks a video’s address before it asks the proxy for it. Let this machine resolve names; until then, people get links instead of videos',
            { cause: error },
          ),
        );
    });
  });
}

async function openTunnel(
  proxy: ForwardProxy,
  authority: string,
  timeoutMs: number,
  connect: Connector.connector,
): Promise<Socket> {
  const proxySocket = await connectToProxy(proxy, connect);
  return new Promise((resolve, reject) => {
    const connectRequest = request({
      method: 'CONNECT',
      path: authority,
      createConnection: () => proxySocket,
      headers: {
        host: authority,
        ...(proxy.authorization ? { 'proxy-authorization': proxy.authorization } : {}),
      },
    });
    const deadline = AbortSignal.timeout(timeoutMs);
    const onTimeout = () =>
      connectRequest.destroy(new DOMException('no answer in time', 'TimeoutError'));
    deadline.addEventListener('abort', onTimeout);
    connectRequest.once('connect', ({ statusCode = 0 }, socket, head) => {
      deadline.removeEventListener('abort', onTimeout);
      if (statusCode >= 200 && statusCode < 300) {
        if (head.length > 0) socket.unshift(head);
        return resolve(proxySocket);
      }
      socket.destroy();
      reject(new ProxyError(proxy.name, statusCode));
    });
    connectRequest.once('error', (cause) => {
      deadline.removeEventListener('abort', onTimeout);
      proxySocket.destroy();
      reject(new ProxyError(proxy.name, null, { cause }));
    });
    connectRequest.end();
  });
}

function connectToProxy(
  { url, name }: ForwardProxy,
  connect: Connector.connector,
): Promise<Socket> {
  const hostname = url.hostname.replace(/^\[|\]$/g, '');
  const { protocol, host } = url;
  return new Promise((resolve, reject) => {
    connect({ protocol, hostname, host, port: portOf(url) }, (...outcome) => {
      if (outcome[0] === null) resolve(outcome[1]);
      else reject(new ProxyError(name, null, { cause: outcome[0] }));
    });
  });
}

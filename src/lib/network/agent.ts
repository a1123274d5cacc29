import type { Socket } from 'node:net';
import type { Dispatcher } from 'undici';
import { type ConnectorOptions, createConnector } from './connector.ts';
import { ProxyError } from './network-error.ts';
import type { ForwardProxy, Proxies } from './proxies.ts';
import { Agent } from './undici.ts';

/**
 * A connection pool that uses the configured proxies: https through a tunnel, plain http through
 * forwarding. HTTP/1.1 without pipelining, so a broken connection fails only one request.
 */
export function createAgent(options: Omit<ConnectorOptions, 'tunnelAll'>): Dispatcher {
  const agent = new Agent({ allowH2: false, pipelining: 1, connect: createConnector(options) });
  return options.proxies.http === null ? agent : agent.compose(forwarding(options.proxies));
}

/**
 * For WebSockets: always through a tunnel. An upgraded connection leaves the pool, so
 * `destroySockets` closes all that were opened. `failure` is the error of the last failed attempt.
 */
export function createSocketAgent(settings: Pick<ConnectorOptions, 'proxies' | 'connectMs'>): {
  readonly dispatcher: Dispatcher;
  destroySockets(): void;
  failure(): Error | null;
} {
  const connect = createConnector({ ...settings, tunnelAll: true });
  const sockets = new Set<Socket>();
  let lastFailure: Error | null = null;
  return {
    dispatcher: new Agent({
      allowH2: false,
      connect: (options, callback) =>
        connect(options, (...outcome) => {
          if (outcome[0] === null) sockets.add(outcome[1]);
          else lastFailure = outcome[0];
          callback(...outcome);
        }),
    }),
    destroySockets: () => {
      for (const socket of sockets) socket.destroy();
    },
    failure: () => lastFailure,
  };
}

/** Sends plain http to the proxy. https://www.rfc-editor.org/rfc/rfc9112#section-3.2.2 */
function forwarding(proxies: Proxies): Dispatcher.DispatcherComposeInterceptor {
  return (dispatch) => (options, handler) => {
    const target = new URL(String(options.origin));
    const proxy = target.protocol === 'http:' ? proxies.proxyFor(target) : null;
    if (proxy === null) return dispatch(options, handler);
    const headers = {
      ...plainHeaders(options.headers),
      host: target.host,
      ...(proxy.authorization ? { 'proxy-authorization': proxy.authorization } : {}),
    };
    const path = target.origin + options.path;
    const proxied = { ...options, origin: proxy.url.origin, path, headers };
    return dispatch(proxied, rejectProxyAuth(handler, proxy));
  };
}

function plainHeaders(headers: Dispatcher.DispatchOptions['headers']) {
  if (!headers) return {};
  if (Array.isArray(headers) || Symbol.iterator in headers)
    throw new TypeError('headers must be an object');
  return headers;
}

/** A 407 comes from the proxy, not from the target, so it becomes an error. */
function rejectProxyAuth(
  handler: Dispatcher.DispatchHandler,
  { name }: ForwardProxy,
): Dispatcher.DispatchHandler {
  return {
    onRequestStart: (...args) => handler.onRequestStart?.(...args),
    onRequestUpgrade: (...args) => handler.onRequestUpgrade?.(...args),
    onResponseStart: (controller, status, ...rest) => {
      if (status === 407) controller.abort(new ProxyError(name, status));
      else handler.onResponseStart?.(controller, status, ...rest);
    },
    onResponseData: (...args) => handler.onResponseData?.(...args),
    onResponseEnd: (...args) => handler.onResponseEnd?.(...args),
    onResponseError: (...args) => handler.onResponseError?.(...args),
  };
}

import { retryDelay } from '../domain/video/schedule.ts';
import { errorFields } from '../lib/log.ts';
import type { Random } from '../lib/random.ts';
import { classifyError } from '../slack/web-api/classify.ts';
import {
  openSocketConnection,
  type SocketConnection,
  type SocketConnectionDeps,
  type SocketEnd,
} from './socket-connection.ts';

/** From the request for a WebSocket URL to Slack's `hello`; the request alone may take 10 s. */
const OPEN_TIMEOUT_MS = 20_000;
/** Limits the delay between two attempts to half a minute. */
const MAX_DOUBLINGS = 5;
/** A connection that ends sooner counts as a failure, even after its `hello`. */
const STABLE_AFTER_MS = 60_000;
/** How long the previous connection stays open after the next one opens. Acks take at most 3 s. */
const DRAIN_MS = 10_000;

/** Slack's reasons for a disconnect, explained to the operator. */
const EXPLANATIONS: Readonly<Record<string, string>> = {
  too_many_websockets:
    'other copies of this app use the same SLACK_APP_TOKEN, and Slack allows ten connections. Stop some, or give each copy its own Slack app',
  link_disabled: 'Socket Mode is off. Turn it on at api.slack.com/apps → your app → Socket Mode',
};

/** Slack rejects the app token; the message says how to fix it. */
export class AppTokenRefusedError extends Error {
  override readonly name = 'AppTokenRefusedError';
  readonly code = 'app_token_refused';

  constructor(error: string) {
    super(
      `Slack refuses SLACK_APP_TOKEN (${error}). Generate one with the scope connections:write at api.slack.com/apps → your app → Basic Information → App-Level Tokens, and turn on Socket Mode`,
    );
  }
}

export interface SlackSocket {
  connected(): boolean;
  /**
   * Resolves when the first connection is open or `stopping` is aborted; reconnects from then on.
   * @throws {AppTokenRefusedError} if Slack rejects the token before the first connection opens.
   */
  open(stopping: AbortSignal): Promise<void>;
  close(): Promise<void>;
}

/**
 * Receives Slack's requests over an outgoing WebSocket, for installations without a public URL.
 * When Slack announces the end of a connection, the next one opens before the previous one closes,
 * so there is no gap. Slack's client opens each connection, but this module reconnects: the
 * client's own reconnecting never gives up and throws unhandled errors.
 */
export function createSlackSocket(
  deps: SocketConnectionDeps & { readonly random: Random },
): SlackSocket {
  const { clock, random, logEvent } = deps;
  const openConnections = new Set<SocketConnection>();

  /** Opens one connection; throws after `OPEN_TIMEOUT_MS`. */
  async function openConnection(stopping: AbortSignal): Promise<SocketConnection> {
    const settled = new AbortController();
    const connection = openSocketConnection(deps);
    void clock
      .sleep(OPEN_TIMEOUT_MS, AbortSignal.any([stopping, settled.signal]))
      .then(() => (settled.signal.aborted ? undefined : connection.close()));
    try {
      const connections = await connection.opened;
      openConnections.add(connection);
      void connection.closed.then(() => openConnections.delete(connection));
      logEvent('slack_connected', { connections });
      return connection;
    } finally {
      settled.abort();
    }
  }

  /** Logs the end of a connection. Returns the new number of failures in a row. */
  function handleEnd({ kind, reason }: SocketEnd, uptimeMs: number, failures: number): number {
    if (kind === 'announced') logEvent('slack_socket_renewed', { reason });
    else logEvent('slack_socket_ended', { reason });
    const explanation = EXPLANATIONS[reason ?? ''];
    if (explanation) logEvent('slack_socket_refused', { reason, says: explanation });
    return uptimeMs < STABLE_AFTER_MS ? failures + 1 : 0;
  }

  async function keepOpen(stopping: AbortSignal, onOpen: () => void): Promise<void> {
    let previous: SocketConnection | null = null;
    let hasConnected = false;
    let failures = 0;
    while (!stopping.aborted) {
      let retryAfterMs: number | null = null;
      let reconnectAtOnce = false;
      try {
        const connection = await openConnection(stopping);
        if (previous) void drain(previous, stopping);
        previous = connection;
        if (stopping.aborted) break;
        hasConnected = true;
        onOpen();
        const openedAt = clock.monotonic();
        const end = await connection.ending;
        failures = handleEnd(end, clock.monotonic() - openedAt, failures);
        reconnectAtOnce = end.kind === 'announced' && failures <= 1;
      } catch (error) {
        if (stopping.aborted) break;
        const failure = classifyError(error, clock.now());
        if (failure.kind === 'refused' && !hasConnected)
          throw new AppTokenRefusedError(failure.error);
        if (failure.kind === 'later') retryAfterMs = failure.afterMs;
        failures += 1;
        logEvent('slack_not_connected', { outcome: failure.kind, failures, ...errorFields(error) });
      }
      const tries = Math.min(failures, MAX_DOUBLINGS);
      if (!reconnectAtOnce) await clock.sleep(retryDelay(tries, retryAfterMs, random()), stopping);
    }
    await closeAll();
  }

  async function drain(connection: SocketConnection, stopping: AbortSignal): Promise<void> {
    await Promise.race([connection.closed, clock.sleep(DRAIN_MS, stopping)]);
    await connection.close();
  }

  async function closeAll(): Promise<void> {
    await Promise.all([...openConnections].map((connection) => connection.close()));
  }

  return {
    connected: () => openConnections.size > 0,
    close: closeAll,
    open: (stopping) =>
      new Promise((resolve, reject) => {
        keepOpen(stopping, resolve).then(resolve, reject);
      }),
  };
}

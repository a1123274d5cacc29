import { retryDelay } from '../domain/video/schedule.ts';
import { errorFields } from '../lib/log.ts';
import type { Random } from '../lib/random.ts';
import { classifyError } from '../slack/web-api/classify.ts';
import {
  type ConnectionDeps,
  openConnection,
  type SocketConnection,
  type SocketEnd,
} from './socket-connection.ts';

/** From asking for an address until Slack's `hello`; asking alone may take 10 s. */
const OPEN_WITHIN_MS = 20_000;
/** At most half a minute between two tries. */
const MOST_DOUBLINGS = 5;
/** A connection that ended sooner counts as a failure, even after its `hello`. */
const LIVED_MS = 60_000;
/**
 * How long the previous connection stays open beside the next one: an acknowledgement takes 3 s at
 * most.
 */
const DRAIN_MS = 10_000;

/** Slack's reasons, in words for the operator. */
const SAYS: Readonly<Record<string, string>> = {
  too_many_websockets:
    'other copies of this app use the same SLACK_APP_TOKEN, and Slack allows ten connections. Stop some, or give each copy its own Slack app',
  link_disabled: 'Socket Mode is off. Turn it on at api.slack.com/apps → your app → Socket Mode',
};

/** Slack does not accept the app token; the message says how to fix it. */
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
   * Resolves when the first connection to Slack is open, or with `stopping`; from then on it is
   * kept open.
   * @throws {AppTokenRefusedError} if none ever was.
   */
  open(stopping: AbortSignal): Promise<void>;
  close(): Promise<void>;
}

/**
 * Slack's requests over an outgoing connection, for installations without a public address. When
 * Slack announces the end of a connection, the next one opens first, and the previous one stays for
 * a while: people notice nothing. Slack's client opens each connection but does not reconnect: its
 * own reconnecting never gives up, and throws unhandled errors.
 */
export function createSlackSocket(ask: ConnectionDeps & { readonly random: Random }): SlackSocket {
  const { clock, random, logEvent } = ask;
  const open = new Set<SocketConnection>();

  /** Opens one connection, or gives up in time. */
  async function openOnce(stopping: AbortSignal): Promise<SocketConnection> {
    const closed = new AbortController();
    const connection = openConnection(ask);
    void clock
      .sleep(OPEN_WITHIN_MS, AbortSignal.any([stopping, closed.signal]))
      .then(() => (closed.signal.aborted ? undefined : connection.close()));
    try {
      const connections = await connection.opened;
      open.add(connection);
      void connection.closed.then(() => open.delete(connection));
      logEvent('slack_connected', { connections });
      return connection;
    } finally {
      closed.abort();
    }
  }

  /** Handles a connection that ended or is about to. Returns the number of failures in a row. */
  function told({ kind, reason }: SocketEnd, livedMs: number, failures: number): number {
    if (kind === 'announced') logEvent('slack_socket_renewed', { reason });
    else logEvent('slack_socket_ended', { reason });
    const says = SAYS[reason ?? ''];
    if (says) logEvent('slack_socket_refused', { reason, says });
    return livedMs < LIVED_MS ? failures + 1 : 0;
  }

  async function keepOpen(stopping: AbortSignal, opened: () => void): Promise<void> {
    let before: SocketConnection | null = null;
    let ever = false;
    let failures = 0;
    while (!stopping.aborted) {
      let afterMs: number | null = null;
      let soon = false;
      try {
        const connection = await openOnce(stopping);
        if (before) void drain(before, stopping);
        before = connection;
        if (stopping.aborted) break;
        ever = true;
        opened();
        const since = clock.monotonic();
        const end = await connection.over;
        failures = told(end, clock.monotonic() - since, failures);
        soon = end.kind === 'announced' && failures <= 1;
      } catch (error) {
        if (stopping.aborted) break;
        const failure = classifyError(error, clock.now());
        if (failure.kind === 'refused' && !ever) throw new AppTokenRefusedError(failure.error);
        if (failure.kind === 'later') afterMs = failure.afterMs;
        failures += 1;
        logEvent('slack_not_connected', { outcome: failure.kind, failures, ...errorFields(error) });
      }
      const tries = Math.min(failures, MOST_DOUBLINGS);
      if (!soon) await clock.sleep(retryDelay(tries, afterMs, random()), stopping);
    }
    await closeAll();
  }

  async function drain(connection: SocketConnection, stopping: AbortSignal): Promise<void> {
    await Promise.race([connection.closed, clock.sleep(DRAIN_MS, stopping)]);
    await connection.close();
  }

  async function closeAll(): Promise<void> {
    await Promise.all([...open].map((connection) => connection.close()));
  }

  return {
    connected: () => open.size > 0,
    close: closeAll,
    open: (stopping) =>
      new Promise((resolve, reject) => {
        keepOpen(stopping, resolve).then(resolve, reject);
      }),
  };
}

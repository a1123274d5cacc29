import type { App, Receiver } from '@slack/bolt';
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

/** From asking for an address to Slack's `hello`; asking alone is over after 10 s. */
const OPEN_WITHIN_MS = 20_000;
/** Half a minute between two tries at most. */
const MOST_DOUBLINGS = 5;
/** A connection that ended sooner counts as a failure, whatever its `hello` said. */
const LIVED_MS = 60_000;
/** How long the connection before lives on beside the next one: acknowledging takes 3 s at most. */
const DRAIN_MS = 10_000;

/** What an operator is told of Slack's reasons. */
const SAYS: Readonly<Record<string, string>> = {
  too_many_websockets:
    'another copy of this app holds SLACK_APP_TOKEN, and Slack takes ten connections at most: stop the others, or give each an app of its own',
  link_disabled:
    'Socket Mode is turned off: turn it on at api.slack.com/apps → your app → Socket Mode',
};

/** Slack does not accept the app token; the message says how to fix it. */
export class AppTokenRefusedError extends Error {
  override readonly name = 'AppTokenRefusedError';
  readonly code = 'app_token_refused';

  constructor(error: string) {
    super(
      `Slack refuses SLACK_APP_TOKEN (${error}): make one with connections:write at api.slack.com/apps → your app → Basic Information → App-Level Tokens, and turn on Socket Mode`,
    );
  }
}

export interface SlackSocket {
  readonly receiver: Receiver;
  connected(): boolean;
  /**
   * Resolves when Slack's side is open for the first time, or with `stopping`; from then on it is
   * kept open, whatever happens.
   * @throws {AppTokenRefusedError} where it never was open.
   */
  open(stopping: AbortSignal): Promise<void>;
}

/**
 * Slack's requests over a connection of our own, where no public address is to be had. Where Slack
 * announces its end, the next one is opened first, and the one before lives on for a while: nobody
 * notices. Slack's client opens each alone: its own reconnecting has no end of time, and throws
 * into nowhere.
 */
export function createSlackSocket(
  ask: Omit<ConnectionDeps, 'hear'> & { readonly random: Random },
): SlackSocket {
  const { clock, random, logEvent } = ask;
  const open = new Set<SocketConnection>();
  let app: App | undefined;
  const hear: ConnectionDeps['hear'] = async (envelope) => app?.processEvent(envelope);

  /** Opens one connection, or gives up in time. */
  async function openOnce(stopping: AbortSignal): Promise<SocketConnection> {
    const settled = new AbortController();
    const connection = openConnection({ ...ask, hear });
    void clock
      .sleep(OPEN_WITHIN_MS, AbortSignal.any([stopping, settled.signal]))
      .then(() => (settled.signal.aborted ? undefined : connection.close()));
    try {
      const connections = await connection.opened;
      open.add(connection);
      void connection.closed.then(() => open.delete(connection));
      logEvent('slack_connected', { connections });
      return connection;
    } finally {
      settled.abort();
    }
  }

  /** What ended, or is about to. Answers how many failures that makes. */
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
    receiver: {
      init: (given) => {
        app = given;
      },
      start: async () => undefined,
      stop: closeAll,
    },
    connected: () => open.size > 0,
    open: (stopping) =>
      new Promise((resolve, reject) => {
        keepOpen(stopping, resolve).then(resolve, reject);
      }),
  };
}

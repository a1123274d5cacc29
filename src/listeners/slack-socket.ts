import { SocketModeReceiver } from '@slack/bolt';
import type { FetchFunction } from '@slack/web-api';
import { retryGap } from '../domain/pace.ts';
import { createAgent } from '../lib/agent.ts';
import type { Chance } from '../lib/chance.ts';
import type { Clock } from '../lib/clock.ts';
import { errorFields, type Note } from '../lib/log.ts';
import type { Proxies } from '../lib/proxies.ts';
import { classifyError } from '../slack/classify.ts';
import { SILENT, webClientOptions } from '../slack/web-client.ts';

/** From asking for an address to Slack's `hello`; asking alone is over after 10 s. */
const OPEN_WITHIN_MS = 20_000;
const CONNECT_MS = 5_000;
/** Half a minute between two tries at most. */
const MOST_DOUBLINGS = 5;

/** Slack does not accept the app token; the message says how to mend it. */
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
  readonly receiver: SocketModeReceiver;
  connected(): boolean;
  /**
   * Resolves when Slack's side is open for the first time, or with `stopping`; from then on it is
   * kept open, whatever happens. Throws `AppTokenRefusedError` where it never was open.
   */
  open(stopping: AbortSignal): Promise<void>;
}

/**
 * Slack's requests over a connection of our own, where no public address is to be had. Slack's
 * client opens it once at a time: its own reconnecting has no end of time, and throws into nowhere.
 */
export function createSlackSocket(ask: {
  readonly appToken: string;
  readonly apiUrl: string;
  readonly fetch: FetchFunction;
  readonly proxies: Proxies;
  readonly clock: Clock;
  readonly chance: Chance;
  readonly note: Note;
}): SlackSocket {
  const { clock, chance, note } = ask;
  const receiver = new SocketModeReceiver({
    appToken: ask.appToken,
    logger: SILENT,
    autoReconnectEnabled: false,
    dispatcher: createAgent({ proxies: ask.proxies, connectMs: CONNECT_MS, tunnelAll: true }),
    installerOptions: { clientOptions: webClientOptions(ask.apiUrl, ask.fetch) },
    processEventErrorHandler: async ({ error }) => {
      note('slack_listener_failed', errorFields(error));
      return false;
    },
  });
  const { client } = receiver;
  let connected = false;
  let ended = () => {};
  client.on('disconnected', () => {
    connected = false;
    ended();
  });

  /** Opens one connection, or gives up in time. */
  async function openOnce(stopping: AbortSignal): Promise<void> {
    const settled = new AbortController();
    void clock
      .sleep(OPEN_WITHIN_MS, AbortSignal.any([stopping, settled.signal]))
      .then(() => (settled.signal.aborted ? undefined : client.disconnect()));
    try {
      await client.start();
    } finally {
      settled.abort();
    }
  }

  async function keepOpen(stopping: AbortSignal, opened: () => void): Promise<void> {
    let ever = false;
    let failures = 0;
    while (!stopping.aborted) {
      let afterMs: number | null = null;
      const end = new Promise<void>((resolve) => {
        ended = resolve;
      });
      try {
        await openOnce(stopping);
        if (stopping.aborted) return void (await client.disconnect());
        connected = true;
        ever = true;
        failures = 0;
        note('slack_connected');
        opened();
        await end;
        note('slack_socket_ended');
      } catch (error) {
        if (stopping.aborted) return;
        const failure = classifyError(error, clock.now());
        if (failure.kind === 'refused' && !ever) throw new AppTokenRefusedError(failure.error);
        if (failure.kind === 'later') afterMs = failure.afterMs;
        failures += 1;
        note('slack_not_connected', { outcome: failure.kind, failures, ...errorFields(error) });
      }
      const tries = Math.min(failures, MOST_DOUBLINGS);
      await clock.sleep(retryGap(tries, afterMs, chance()), stopping);
    }
  }

  return {
    receiver,
    connected: () => connected,
    open: (stopping) =>
      new Promise((resolve, reject) => {
        keepOpen(stopping, resolve).then(resolve, reject);
      }),
  };
}

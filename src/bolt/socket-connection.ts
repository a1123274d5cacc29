import { SocketModeClient } from '@slack/socket-mode';
import { z } from 'zod';
import type { Clock } from '../lib/clock.ts';
import { errorFields, type LogEvent } from '../lib/log.ts';
import { createSocketAgent } from '../lib/network/agent.ts';
import type { Proxies } from '../lib/network/proxies.ts';
import { parseJson } from '../lib/parse-json.ts';
import { SerializedJson } from '../lib/serialized-json.ts';
import { SILENT_LOGGER, webClientOptions } from '../slack/web-api/web-client.ts';
import type { SlackRequestHandler } from './slack-request.ts';

/** How a connection ended. `reason`: Slack's own code, or null. */
export interface SocketEnd {
  /** `announced`: the connection still works for a while, and another one can open meanwhile. */
  readonly kind: 'announced' | 'ended';
  readonly reason: string | null;
}

export interface SocketConnection {
  /** Resolves with the number of connections of this app at Slack's `hello`. */
  readonly opened: Promise<number>;
  /** Resolves when Slack announces the end of the connection, or when it has ended. */
  readonly ending: Promise<SocketEnd>;
  /** Closes the connection; destroys it if Slack does not close it within 2 s. */
  close(): Promise<void>;
  readonly closed: Promise<void>;
}

export interface SocketConnectionDeps {
  readonly appToken: string;
  readonly apiUrl: string;
  readonly fetch: NonNullable<ReturnType<typeof webClientOptions>['fetch']>;
  readonly proxies: Proxies;
  readonly clock: Clock;
  readonly logEvent: LogEvent;
  /** `ack` answers on the connection that brought the request. */
  readonly handleRequest: SlackRequestHandler;
}

const CONNECT_TIMEOUT_MS = 5_000;
const CLOSE_TIMEOUT_MS = 2_000;
/** Reasons after which Slack closes the connection at once, and the next one, too. */
const FINAL_REASONS: ReadonlySet<string> = new Set(['too_many_websockets', 'link_disabled']);

const EVENTS_API = 'events_api';
const ENVELOPE_TYPES: ReadonlySet<string> = new Set([EVENTS_API, 'slash_commands', 'interactive']);

const messageSchema = z.looseObject({
  type: z.string(),
  reason: z
    .string()
    .regex(/^\w{1,50}$/)
    .nullish()
    .catch(null),
  num_connections: z.number().catch(1).optional(),
  envelope_id: z.string().optional(),
  payload: z.looseObject({ event: z.looseObject({ type: z.string() }).optional() }).optional(),
});

/**
 * A client that stays open after Slack announces the end of the connection, until the caller closes
 * it. Slack's own client closes at once and loses requests in progress.
 * https://docs.slack.dev/apis/events-api/using-socket-mode#disconnect
 */
class PersistentClient extends SocketModeClient {
  shouldProcess: (message: z.infer<typeof messageSchema>) => boolean = () => true;

  protected override async onWebSocketMessage(
    data: string | ArrayBuffer,
    isBinary: boolean,
  ): Promise<void> {
    const message = messageSchema.safeParse(parseJson(data)).data;
    if (message && this.shouldProcess(message)) await super.onWebSocketMessage(data, isBinary);
  }

  /** Acknowledges an envelope that needs no action. */
  acknowledge(id: string): void {
    this.websocket?.send(JSON.stringify({ envelope_id: id, payload: {} }), () => {});
  }
}

/** Opens one connection to Slack. Never throws; `opened` rejects on failure. */
export function openSocketConnection(deps: SocketConnectionDeps): SocketConnection {
  const { clock, logEvent } = deps;
  const agent = createSocketAgent({ proxies: deps.proxies, connectMs: CONNECT_TIMEOUT_MS });
  const client = new PersistentClient({
    appToken: deps.appToken,
    logger: SILENT_LOGGER,
    autoReconnectEnabled: false,
    clientOptions: webClientOptions(deps.apiUrl, deps.fetch),
    dispatcher: agent.dispatcher,
  });
  const ending = Promise.withResolvers<SocketEnd>();
  const closed = Promise.withResolvers<void>();
  let reason: string | null = null;
  let connections = 1;
  let isClosing = false;
  let failure: unknown;

  client.shouldProcess = (message) => {
    if (message.type === 'hello') connections = message.num_connections ?? 1;
    if (message.type === 'disconnect') {
      reason = message.reason ?? null;
      if (reason !== null && FINAL_REASONS.has(reason)) void shutDown();
      else ending.resolve({ kind: 'announced', reason });
      return false;
    }
    const { type, payload } = message;
    if (
      type !== 'hello' &&
      !(payload && ENVELOPE_TYPES.has(type) && (payload.event || type !== EVENTS_API))
    ) {
      logEvent('slack_notice_ignored', { type: /^\w{1,50}$/.test(type) ? type : 'unknown' });
      if (message.envelope_id) client.acknowledge(message.envelope_id);
      return false;
    }
    return true;
  };
  client.on('error', (error) => {
    failure = error;
  });
  client.on('disconnected', () => {
    ending.resolve({ kind: 'ended', reason });
    closed.resolve();
    agent.destroySockets();
  });
  client.on('slack_event', ({ ack, body, retry_num, retry_reason }) => {
    let isAnswered = false;
    const ackOnce = async (answer?: unknown) => {
      if (isAnswered) return;
      isAnswered = true;
      // Slack's client copies the fields of an answer, so it needs a plain object.
      await ack(answer instanceof SerializedJson ? answer.toJSON() : answer);
    };
    deps
      .handleRequest({
        body,
        ack: ackOnce,
        ...(retry_num === undefined ? {} : { retryNum: retry_num }),
        ...(retry_reason === undefined ? {} : { retryReason: retry_reason }),
      })
      .catch((error: unknown) => logEvent('slack_listener_failed', errorFields(error)));
  });

  async function shutDown(): Promise<void> {
    void client.disconnect();
    await Promise.race([closed.promise, clock.sleep(CLOSE_TIMEOUT_MS)]);
    agent.destroySockets();
  }

  return {
    opened: client.start().then(
      async () => {
        // The client continues after a close that came while it asked Slack for a URL.
        if (isClosing) {
          await shutDown();
          throw new Error('closed while it was opened');
        }
        return connections;
      },
      (error: unknown) => Promise.reject(error ?? failure ?? agent.failure()),
    ),
    ending: ending.promise,
    closed: closed.promise,
    close: () => {
      isClosing = true;
      return shutDown();
    },
  };
}

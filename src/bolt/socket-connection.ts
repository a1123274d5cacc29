import { SocketModeClient } from '@slack/socket-mode';
import { z } from 'zod';
import type { Clock } from '../lib/clock.ts';
import { errorFields, type LogEvent } from '../lib/log.ts';
import { createSocketAgent } from '../lib/network/agent.ts';
import type { Proxies } from '../lib/network/proxies.ts';
import { ReadyJson } from '../lib/serialized-json.ts';
import { SILENT, webClientOptions } from '../slack/web-api/web-client.ts';
import type { HearSlack } from './slack-request.ts';

/** How a connection ended. `reason`: Slack's word for it, or null. */
export interface SocketEnd {
  /** `announced`: it still works for a while, so that another one can open meanwhile. */
  readonly kind: 'announced' | 'ended';
  readonly reason: string | null;
}

export interface SocketConnection {
  /** Resolves with the number of connections of this app at Slack's `hello`. */
  readonly opened: Promise<number>;
  /** Resolves when the connection announces its end, or has ended. */
  readonly over: Promise<SocketEnd>;
  /** Resolves when it is closed; destroys it if the other side does not close within 2 s. */
  close(): Promise<void>;
  readonly closed: Promise<void>;
}

export interface ConnectionDeps {
  readonly appToken: string;
  readonly apiUrl: string;
  readonly fetch: NonNullable<ReturnType<typeof webClientOptions>['fetch']>;
  readonly proxies: Proxies;
  readonly clock: Clock;
  readonly logEvent: LogEvent;
  /** `ack` answers on the request's own connection. */
  readonly hear: HearSlack;
}

const CONNECT_MS = 5_000;
const CLOSE_WITHIN_MS = 2_000;
/** Slack closes these by itself, and would close the next one as well. */
const FINAL: ReadonlySet<string> = new Set(['too_many_websockets', 'link_disabled']);

const EVENT = 'events_api';
const ENVELOPES: ReadonlySet<string> = new Set([EVENT, 'slash_commands', 'interactive']);

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
 * Slack's client closes a connection as soon as Slack announces its end. Here it stays open until
 * the caller closes it, so that nothing in progress is lost.
 * https://docs.slack.dev/apis/events-api/using-socket-mode#disconnect
 */
class LastingClient extends SocketModeClient {
  told: (message: z.infer<typeof messageSchema>) => boolean = () => true;

  protected override async onWebSocketMessage(
    data: string | ArrayBuffer,
    isBinary: boolean,
  ): Promise<void> {
    const message = messageSchema.safeParse(jsonOf(data)).data;
    if (message && this.told(message)) await super.onWebSocketMessage(data, isBinary);
  }

  /** An envelope that needs no action. */
  acknowledge(id: string): void {
    this.websocket?.send(JSON.stringify({ envelope_id: id, payload: {} }), () => {});
  }
}

/** Opens one connection to Slack. Never throws; `opened` rejects. */
export function openConnection(deps: ConnectionDeps): SocketConnection {
  const { clock, logEvent } = deps;
  const agent = createSocketAgent({ proxies: deps.proxies, connectMs: CONNECT_MS });
  const client = new LastingClient({
    appToken: deps.appToken,
    logger: SILENT,
    autoReconnectEnabled: false,
    clientOptions: webClientOptions(deps.apiUrl, deps.fetch),
    dispatcher: agent.dispatcher,
  });
  const over = Promise.withResolvers<SocketEnd>();
  const closed = Promise.withResolvers<void>();
  let reason: string | null = null;
  let connections = 1;
  let closing = false;
  let failure: unknown;

  client.told = (message) => {
    if (message.type === 'hello') connections = message.num_connections ?? 1;
    if (message.type === 'disconnect') {
      reason = message.reason ?? null;
      if (reason !== null && FINAL.has(reason)) void shut();
      else over.resolve({ kind: 'announced', reason });
      return false;
    }
    const { type, payload } = message;
    if (
      type !== 'hello' &&
      !(payload && ENVELOPES.has(type) && (payload.event || type !== EVENT))
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
    over.resolve({ kind: 'ended', reason });
    closed.resolve();
    agent.cut();
  });
  client.on('slack_event', ({ ack, body, retry_num, retry_reason }) => {
    let answered = false;
    const once = async (answer?: unknown) => {
      if (answered) return;
      answered = true;
      // Slack's client copies the fields of what it is given.
      await ack(answer instanceof ReadyJson ? answer.toJSON() : answer);
    };
    deps
      .hear({
        body,
        ack: once,
        ...(retry_num === undefined ? {} : { retryNum: retry_num }),
        ...(retry_reason === undefined ? {} : { retryReason: retry_reason }),
      })
      .catch((error: unknown) => logEvent('slack_listener_failed', errorFields(error)));
  });

  async function shut(): Promise<void> {
    void client.disconnect();
    await Promise.race([closed.promise, clock.sleep(CLOSE_WITHIN_MS)]);
    agent.cut();
  }

  return {
    opened: client.start().then(
      async () => {
        // It was closed while the client asked Slack for an address; the client still goes on.
        if (closing) {
          await shut();
          throw new Error('closed while it was opened');
        }
        return connections;
      },
      (error: unknown) => Promise.reject(error ?? failure ?? agent.failure()),
    ),
    over: over.promise,
    closed: closed.promise,
    close: () => {
      closing = true;
      return shut();
    },
  };
}

function jsonOf(data: string | ArrayBuffer): unknown {
  try {
    return JSON.parse(typeof data === 'string' ? data : new TextDecoder().decode(data));
  } catch {
    return null;
  }
}

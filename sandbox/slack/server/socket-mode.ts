import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { secret } from '../ids.ts';
import type { Method } from '../methods/api-call.ts';
import { type Dict, isDict } from '../rules/block-kit.ts';
import { APP } from '../seed.ts';
import { parsed } from './http-body.ts';
import { acceptSocket, type Socket } from './web-socket.ts';

/**
 * Socket Mode: the app's own connections. https://docs.slack.dev/apis/events-api/using-socket-mode
 */
export interface SocketMode {
  /** `apps.connections.open`. */
  readonly method: Method;
  /** How many connections are open. */
  connections(): number;
  /** Accepts an upgrade whose ticket came from `apps.connections.open`; false otherwise. */
  upgrade(request: IncomingMessage, stream: Duplex, head: Buffer): boolean;
  /**
   * Sends an envelope down one connection, each in turn. Resolves with the acknowledgement's
   * payload, `null` where there was none in time.
   */
  send(
    envelope: { type: string; payload: Dict; retry_attempt?: number; retry_reason?: string },
    ms: number,
  ): Promise<unknown>;
  /**
   * Says `disconnect` on every connection, as Slack does when it recycles them, and closes them
   * `closeAfterMs` later; the app has until then to open the next one.
   */
  disconnect(reason: DisconnectReason, closeAfterMs?: number): void;
  /** Closes every connection but the newest. */
  closeOld(): void;
  /** The next `times` connections are told `disconnect` right behind their `hello`, and closed. */
  turnAway(reason: DisconnectReason, times: number): void;
  /** Sends frames down the oldest connection, right behind one another. */
  frames(...messages: readonly Dict[]): void;
  /** The envelopes that were acknowledged, by their ids. */
  readonly acknowledged: readonly string[];
  /** Cuts every connection without a word. */
  cut(): void;
  /** Says goodbye on every connection, and cuts what has not gone after 300 ms. */
  end(): Promise<void>;
}

export type DisconnectReason =
  | 'warning'
  | 'refresh_requested'
  | 'link_disabled'
  | 'too_many_websockets';

const MOST_CONNECTIONS = 10;
const PING_EVERY_MS = 10_000;
const PATIENCE_MS = 300;

export function createSocketMode(deps: { url: () => string; changed: () => void }): SocketMode {
  const tickets = new Set<string>();
  const open = new Set<Socket>();
  const acknowledged: string[] = [];
  const acks = new Map<string, (payload: unknown) => void>();
  let turn = 0;
  let away: { reason: DisconnectReason; left: number } | null = null;
  let ended = () => {};
  const cut = () => {
    for (const socket of open) socket.destroy();
  };

  const receive = (text: string) => {
    const message = parsed(text);
    if (!isDict(message) || typeof message['envelope_id'] !== 'string') return;
    acknowledged.push(message['envelope_id']);
    acks.get(message['envelope_id'])?.(message['payload'] ?? {});
    deps.changed();
  };

  return {
    method: {
      token: 'app',
      scope: null,
      json: true,
      run: () => {
        const ticket = secret();
        tickets.add(ticket);
        return { url: `${deps.url().replace('http:', 'ws:')}/link/?ticket=${ticket}` };
      },
    },
    connections: () => open.size,
    acknowledged,
    upgrade(request, stream, head) {
      const url = new URL(request.url ?? '', 'http://sandbox');
      const ticket = url.searchParams.get('ticket') ?? '';
      const known = url.pathname === '/link/' && tickets.delete(ticket);
      if (!known || open.size >= MOST_CONNECTIONS) return false;
      const end = () => {
        clearInterval(pings);
        open.delete(socket);
        ended();
        deps.changed();
      };
      const socket = acceptSocket(request, stream, head, { message: receive, end });
      const pings = setInterval(() => socket.ping(), PING_EVERY_MS);
      pings.unref();
      open.add(socket);
      socket.send(
        JSON.stringify({
          type: 'hello',
          num_connections: open.size,
          debug_info: { host: 'sandbox', build_number: 1, approximate_connection_time: 18_060 },
          connection_info: { app_id: APP.id },
        }),
      );
      if (away && away.left > 0) {
        away.left -= 1;
        socket.send(goodbye(away.reason));
        socket.close();
      }
      deps.changed();
      return true;
    },
    send(envelope, ms) {
      const sockets = [...open];
      turn += 1;
      const socket = sockets[turn % Math.max(1, sockets.length)];
      const id = crypto.randomUUID();
      return new Promise((resolve) => {
        const end = (payload: unknown) => {
          clearTimeout(timer);
          acks.delete(id);
          resolve(payload);
        };
        const timer = setTimeout(() => end(null), ms);
        acks.set(id, end);
        socket?.send(
          JSON.stringify({
            envelope_id: id,
            accepts_response_payload: envelope.type !== 'events_api',
            ...envelope,
          }),
        );
      });
    },
    disconnect(reason, closeAfterMs) {
      for (const socket of open) {
        socket.send(goodbye(reason));
        if (closeAfterMs !== undefined) setTimeout(() => socket.close(), closeAfterMs).unref();
      }
    },
    closeOld() {
      for (const socket of [...open].slice(0, -1)) socket.close();
    },
    turnAway: (reason, times) => {
      away = { reason, left: times };
    },
    frames(...messages) {
      const [socket] = open;
      for (const message of messages) socket?.send(JSON.stringify(message));
    },
    cut,
    async end() {
      const gone = new Promise<void>((resolve) => {
        ended = () => {
          if (open.size === 0) resolve();
        };
        ended();
      });
      for (const socket of open) socket.close();
      const timer = setTimeout(cut, PATIENCE_MS);
      await gone;
      clearTimeout(timer);
    },
  };
}

/** https://docs.slack.dev/apis/events-api/using-socket-mode#disconnect */
function goodbye(reason: DisconnectReason): string {
  return JSON.stringify({ type: 'disconnect', reason, debug_info: { host: 'sandbox' } });
}

import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Method } from './api-call.ts';
import { type Dict, isDict } from './block-kit.ts';
import { parsed } from './http-body.ts';
import { secret } from './ids.ts';
import { APP } from './seed.ts';
import { acceptSocket, type Socket } from './web-socket.ts';

/** Socket Mode: the app's own connections. https://docs.slack.dev/apis/events-api/using-socket-mode */
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
  /** Says `disconnect` on every connection, as Slack does when it recycles them. */
  disconnect(reason: 'warning' | 'refresh_requested' | 'link_disabled'): void;
  /** Cuts every connection without a word. */
  cut(): void;
  /** Says goodbye on every connection, and cuts what has not gone after 300 ms. */
  end(): Promise<void>;
}

const MOST_CONNECTIONS = 10;
const PING_EVERY_MS = 10_000;
const PATIENCE_MS = 300;

export function createSocketMode(deps: { url: () => string; changed: () => void }): SocketMode {
  const tickets = new Set<string>();
  const open = new Set<Socket>();
  const acks = new Map<string, (payload: unknown) => void>();
  let turn = 0;
  let ended = () => {};
  const cut = () => {
    for (const socket of open) socket.destroy();
  };

  const receive = (text: string) => {
    const message = parsed(text);
    if (!isDict(message) || typeof message['envelope_id'] !== 'string') return;
    acks.get(message['envelope_id'])?.(message['payload'] ?? {});
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
    disconnect(reason) {
      for (const socket of open)
        socket.send(
          JSON.stringify({ type: 'disconnect', reason, debug_info: { host: 'sandbox' } }),
        );
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

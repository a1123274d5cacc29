import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { secret } from '../ids.ts';
import type { Method } from '../methods/api-call.ts';
import { type Dict, isDict } from '../rules/block-kit.ts';
import { APP } from '../seed.ts';
import { parseJson } from './http-body.ts';

/** The app's connections. https://docs.slack.dev/apis/events-api/using-socket-mode */
export type SocketMode = ReturnType<typeof createSocketMode>;

export type DisconnectReason =
  | 'warning'
  | 'refresh_requested'
  | 'link_disabled'
  | 'too_many_websockets';

const MAX_CONNECTIONS = 10;
const PING_EVERY_MS = 10_000;
const CLOSE_WAIT_MS = 300;

export function createSocketMode(deps: { url: () => string; changed: () => void }) {
  const server = new WebSocketServer({ noServer: true });
  const tickets = new Set<string>();
  const open = new Set<WebSocket>();
  const acknowledged: string[] = [];
  const acks = new Map<string, (payload: unknown) => void>();
  let nextIndex = 0;
  let rejection: { reason: DisconnectReason; left: number } | null = null;
  let onSocketClosed = () => {};
  const sendFrame = (socket: WebSocket, message: Dict) => socket.send(JSON.stringify(message));
  const cut = () => {
    for (const socket of open) socket.terminate();
  };

  const receive = (text: string) => {
    const message = parseJson(text);
    if (!isDict(message) || typeof message['envelope_id'] !== 'string') return;
    acknowledged.push(message['envelope_id']);
    acks.get(message['envelope_id'])?.(message['payload'] ?? {});
    deps.changed();
  };
  const onConnection = (socket: WebSocket) => {
    const pings = setInterval(() => socket.ping(), PING_EVERY_MS);
    pings.unref();
    open.add(socket);
    socket.on('message', (data) => receive(data.toString()));
    // `close` follows.
    socket.on('error', () => {});
    socket.on('close', () => {
      clearInterval(pings);
      open.delete(socket);
      onSocketClosed();
      deps.changed();
    });
    sendFrame(socket, {
      type: 'hello',
      num_connections: open.size,
      debug_info: { host: 'sandbox', build_number: 1, approximate_connection_time: 18_060 },
      connection_info: { app_id: APP.id },
    });
    if (rejection && rejection.left > 0) {
      rejection.left -= 1;
      sendFrame(socket, disconnectMessage(rejection.reason));
      socket.close();
    }
    deps.changed();
  };

  /** `apps.connections.open`. */
  const method: Method = {
    ...{ token: 'app', scope: null, json: true },
    run: () => {
      const ticket = secret();
      tickets.add(ticket);
      return { url: `${deps.url().replace('http:', 'ws:')}/link/?ticket=${ticket}` };
    },
  };

  return {
    method,
    connections: () => open.size,
    /** The ids of acknowledged envelopes. */
    acknowledged: acknowledged as readonly string[],
    /** Accepts an upgrade whose ticket came from `apps.connections.open`; false otherwise. */
    upgrade(request: IncomingMessage, stream: Duplex, head: Buffer): boolean {
      const url = new URL(request.url ?? '', 'http://sandbox');
      const known =
        url.pathname === '/link/' && tickets.delete(url.searchParams.get('ticket') ?? '');
      if (!known || open.size >= MAX_CONNECTIONS) return false;
      server.handleUpgrade(request, stream, head, onConnection);
      return true;
    },
    /** Sends an envelope on the next connection in turn; resolves with its answer or `null`. */
    send(
      envelope: { type: string; payload: Dict; retry_attempt?: number; retry_reason?: string },
      ms: number,
    ): Promise<unknown> {
      const sockets = [...open];
      nextIndex += 1;
      const socket = sockets[nextIndex % Math.max(1, sockets.length)];
      const id = crypto.randomUUID();
      return new Promise((resolve) => {
        const end = (payload: unknown) => {
          clearTimeout(timer);
          acks.delete(id);
          resolve(payload);
        };
        const timer = setTimeout(() => end(null), ms);
        acks.set(id, end);
        const accepts_response_payload = envelope.type !== 'events_api';
        if (socket) sendFrame(socket, { envelope_id: id, accepts_response_payload, ...envelope });
      });
    },
    /** Sends `disconnect` on all connections, as Slack does; closes them `closeAfterMs` later. */
    disconnect(reason: DisconnectReason, closeAfterMs?: number): void {
      for (const socket of open) {
        sendFrame(socket, disconnectMessage(reason));
        if (closeAfterMs !== undefined) setTimeout(() => socket.close(), closeAfterMs).unref();
      }
    },
    /** Closes all connections except the newest. */
    closeOld(): void {
      for (const socket of [...open].slice(0, -1)) socket.close();
    },
    /** Sends `disconnect` to the next `times` connections right after `hello`; closes them. */
    turnAway(reason: DisconnectReason, times: number): void {
      rejection = { reason, left: times };
    },
    /** Sends frames on the oldest connection, one right after the other. */
    frames(...messages: readonly Dict[]): void {
      const [socket] = open;
      for (const message of messages) if (socket) sendFrame(socket, message);
    },
    cut,
    /** Closes every connection; cuts those that are still open after 300 ms. */
    async end(): Promise<void> {
      const allClosed = Promise.withResolvers<void>();
      onSocketClosed = () => {
        if (open.size === 0) allClosed.resolve();
      };
      onSocketClosed();
      for (const socket of open) socket.close();
      const timer = setTimeout(cut, CLOSE_WAIT_MS);
      await allClosed.promise;
      clearTimeout(timer);
    },
  };
}

/** https://docs.slack.dev/apis/events-api/using-socket-mode#disconnect */
function disconnectMessage(reason: DisconnectReason): Dict {
  return { type: 'disconnect', reason, debug_info: { host: 'sandbox' } };
}

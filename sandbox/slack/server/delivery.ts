import { createHmac } from 'node:crypto';
import { Agent, request as ask } from 'node:http';
import type { Changes } from '../changes.ts';
import { newId } from '../ids.ts';
import type { Dict } from '../rules/block-kit.ts';
import { parsed } from './http-body.ts';
import type { SocketMode } from './socket-mode.ts';

/** One request we sent to the app, and what came back. */
export interface Delivery {
  readonly id: string;
  readonly at: number;
  readonly kind: 'slash_commands' | 'interactive' | 'events_api';
  readonly payload: Dict;
  readonly via: 'http' | 'socket' | 'none';
  /** 0 for the first time, 1 to 3 for retries. */
  readonly attempt: number;
  /** HTTP only. */
  status: number | null;
  ackMs: number | null;
  /** The acknowledgement's body: an object where it was JSON, else text. */
  answer: unknown;
  /** The app answered `x-slack-no-retry: 1`. */
  noRetry: boolean;
  outcome: 'waiting' | 'ok' | 'operation_timeout' | 'dispatch_failed';
}

export interface Retry {
  readonly num: number;
  readonly reason: string;
}

/** The way to the app: Socket Mode where it holds a connection, else signed HTTP. */
export interface Deliveries {
  readonly list: Delivery[];
  /** Sends one request and waits for its acknowledgement, 3 s at most. Never rejects. */
  send(kind: Delivery['kind'], payload: Dict, retry?: Retry): Promise<Delivery>;
  setAppUrl(url: string): void;
  stop(): void;
}

export function createDeliveries(deps: {
  socketMode: SocketMode;
  signingSecret: string;
  appUrl: string | undefined;
  ackTimeoutMs: number;
  now: () => number;
  changes: Changes;
}): Deliveries {
  const list: Delivery[] = [];
  const agent = new Agent({ keepAlive: true });
  let appUrl = deps.appUrl;

  const bySocket = async (delivery: Delivery, retry: Retry | undefined) => {
    const answer = await deps.socketMode.send(
      {
        type: delivery.kind,
        payload: delivery.payload,
        ...(retry === undefined ? {} : { retry_attempt: retry.num, retry_reason: retry.reason }),
      },
      deps.ackTimeoutMs,
    );
    delivery.answer = answer;
    delivery.outcome = answer === null ? 'operation_timeout' : 'ok';
  };

  const byHttp = async (delivery: Delivery, url: string, retry: Retry | undefined) => {
    const { type, body } = encoded(delivery);
    const headers = {
      ...signed(deps.signingSecret, body, Math.floor(deps.now() / 1000)),
      'content-type': type,
      'content-length': Buffer.byteLength(body),
      'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
      ...(retry === undefined
        ? {}
        : { 'x-slack-retry-num': retry.num, 'x-slack-retry-reason': retry.reason }),
    };
    const reply = await post(url, headers, body, agent, deps.ackTimeoutMs);
    if (typeof reply === 'string') {
      delivery.outcome = reply;
      return;
    }
    delivery.status = reply.status;
    delivery.noRetry = reply.noRetry;
    delivery.answer = reply.type.includes('json') ? (parsed(reply.body) ?? reply.body) : reply.body;
    delivery.outcome = reply.status === 200 ? 'ok' : 'dispatch_failed';
  };

  return {
    list,
    setAppUrl: (url) => {
      appUrl = url;
    },
    stop: () => agent.destroy(),
    async send(kind, payload, retry) {
      const socket = deps.socketMode.connections() > 0;
      const delivery: Delivery = {
        id: newId('DL'),
        at: deps.now(),
        kind,
        payload,
        via: socket ? 'socket' : appUrl === undefined ? 'none' : 'http',
        attempt: retry?.num ?? 0,
        status: null,
        ackMs: null,
        answer: null,
        noRetry: false,
        outcome: 'waiting',
      };
      list.push(delivery);
      const start = performance.now();
      if (socket) await bySocket(delivery, retry);
      else if (appUrl !== undefined) await byHttp(delivery, appUrl, retry);
      else delivery.outcome = 'dispatch_failed';
      if (delivery.outcome !== 'operation_timeout') delivery.ackMs = performance.now() - start;
      deps.changes.changed();
      return delivery;
    },
  };
}

/**
 * Slack's signature headers. https://docs.slack.dev/authentication/verifying-requests-from-slack
 */
export function signed(secret: string, body: string, seconds: number): Record<string, string> {
  const digest = createHmac('sha256', secret).update(`v0:${seconds}:${body}`).digest('hex');
  return { 'x-slack-signature': `v0=${digest}`, 'x-slack-request-timestamp': String(seconds) };
}

function encoded({ kind, payload }: Delivery): { type: string; body: string } {
  if (kind === 'events_api') return { type: 'application/json', body: JSON.stringify(payload) };
  const fields =
    kind === 'interactive'
      ? { payload: JSON.stringify(payload) }
      : Object.fromEntries(Object.entries(payload).map(([key, value]) => [key, String(value)]));
  const body = new URLSearchParams(fields).toString();
  return { type: 'application/x-www-form-urlencoded', body };
}

interface Reply {
  readonly status: number;
  readonly type: string;
  readonly noRetry: boolean;
  readonly body: string;
}

function post(
  url: string,
  headers: Record<string, string | number>,
  body: string,
  agent: Agent,
  ms: number,
): Promise<Reply | Delivery['outcome']> {
  return new Promise((resolve) => {
    const request = ask(url, { method: 'POST', headers, agent });
    const timer = setTimeout(() => {
      resolve('operation_timeout');
      request.destroy();
    }, ms);
    const end = (value: Reply | Delivery['outcome']) => {
      clearTimeout(timer);
      resolve(value);
    };
    request.on('error', () => end('dispatch_failed'));
    request.on('response', (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part) => parts.push(part));
      response.on('error', () => end('dispatch_failed'));
      response.on('end', () =>
        end({
          status: response.statusCode ?? 0,
          type: response.headers['content-type'] ?? '',
          noRetry: response.headers['x-slack-no-retry'] === '1',
          body: Buffer.concat(parts).toString('utf8'),
        }),
      );
    });
    request.end(body);
  });
}

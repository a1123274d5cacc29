import { createHmac } from 'node:crypto';
import type { Changes } from '../changes.ts';
import { newId } from '../ids.ts';
import type { Dict } from '../rules/block-kit.ts';
import { parseJson } from './http-body.ts';
import type { SocketMode } from './socket-mode.ts';

/** One request to the app, and its answer. */
export interface Delivery {
  readonly id: string;
  readonly at: number;
  readonly kind: 'slash_commands' | 'interactive' | 'events_api';
  readonly payload: Dict;
  readonly via: 'http' | 'socket' | 'none';
  /** 0 for the first time, 1 to 3 for retries. */
  readonly attempt: number;
  status: number | null;
  ackMs: number | null;
  /** The acknowledgement's body: an object if it was JSON, otherwise text. */
  answer: unknown;
  /** The app answered `x-slack-no-retry: 1`. */
  noRetry: boolean;
  outcome: 'waiting' | 'ok' | 'operation_timeout' | 'dispatch_failed';
}

interface Retry {
  readonly num: number;
  readonly reason: string;
}

/** Sends requests to the app: over its Socket Mode connection, or by signed HTTP. */
export type Deliveries = ReturnType<typeof createDeliveries>;

export function createDeliveries(deps: {
  socketMode: SocketMode;
  signingSecret: string;
  appUrl: string | undefined;
  ackTimeoutMs: number;
  now: () => number;
  changes: Changes;
}) {
  const list: Delivery[] = [];
  let appUrl = deps.appUrl;

  const bySocket = async (delivery: Delivery, retry: Retry | undefined) => {
    const { kind: type, payload } = delivery;
    const retryFields = retry && { retry_attempt: retry.num, retry_reason: retry.reason };
    const envelope = { type, payload, ...retryFields };
    delivery.answer = await deps.socketMode.send(envelope, deps.ackTimeoutMs);
    delivery.outcome = delivery.answer === null ? 'operation_timeout' : 'ok';
  };

  const byHttp = async (delivery: Delivery, url: string, retry: Retry | undefined) => {
    const { type, body } = encodeBody(delivery);
    const headers = {
      ...signature(deps.signingSecret, body, Math.floor(deps.now() / 1000)),
      'content-type': type,
      'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
      ...(retry && { 'x-slack-retry-num': `${retry.num}`, 'x-slack-retry-reason': retry.reason }),
    };
    const signal = AbortSignal.timeout(deps.ackTimeoutMs);
    const init: RequestInit = { method: 'POST', headers, body, redirect: 'manual', signal };
    try {
      const reply = await fetch(url, init);
      const text = await reply.text();
      delivery.status = reply.status;
      delivery.noRetry = reply.headers.get('x-slack-no-retry') === '1';
      const isJson = reply.headers.get('content-type')?.includes('json');
      delivery.answer = isJson ? (parseJson(text) ?? text) : text;
      delivery.outcome = reply.status === 200 ? 'ok' : 'dispatch_failed';
    } catch {
      delivery.outcome = signal.aborted ? 'operation_timeout' : 'dispatch_failed';
    }
  };

  return {
    list,
    setAppUrl: (url: string): void => {
      appUrl = url;
    },
    /** Sends one request and waits for its acknowledgement, 3 s at most. Never rejects. */
    async send(kind: Delivery['kind'], payload: Dict, retry?: Retry): Promise<Delivery> {
      const socket = deps.socketMode.connections() > 0;
      const delivery: Delivery = {
        ...{ id: newId('DL'), at: deps.now(), kind, payload, attempt: retry?.num ?? 0 },
        via: socket ? 'socket' : appUrl === undefined ? 'none' : 'http',
        ...{ status: null, ackMs: null, answer: null, noRetry: false, outcome: 'waiting' },
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

/** Slack's signature. https://docs.slack.dev/authentication/verifying-requests-from-slack */
export function signature(secret: string, body: string, seconds: number): Record<string, string> {
  const digest = createHmac('sha256', secret).update(`v0:${seconds}:${body}`).digest('hex');
  return { 'x-slack-signature': `v0=${digest}`, 'x-slack-request-timestamp': String(seconds) };
}

function encodeBody({ kind, payload }: Delivery): { type: string; body: string } {
  if (kind === 'events_api') return { type: 'application/json', body: JSON.stringify(payload) };
  const fields =
    kind === 'interactive'
      ? { payload: JSON.stringify(payload) }
      : Object.fromEntries(Object.entries(payload).map(([key, value]) => [key, String(value)]));
  const body = new URLSearchParams(fields).toString();
  return { type: 'application/x-www-form-urlencoded', body };
}

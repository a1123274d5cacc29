import type { IncomingMessage, ServerResponse } from 'node:http';
import { parse as parseForm } from 'node:querystring';
import type { App, Receiver } from '@slack/bolt';
import { z } from 'zod';
import type { Clock } from '../lib/clock.ts';
import { errorFields, type Note } from '../lib/log.ts';
import { readBody } from './read-body.ts';
import { answer, type Route } from './server.ts';
import { isFromSlack } from './slack-signature.ts';

const BODY_LIMIT = 1024 * 1024;
/** Slack waits 3 s; a listener that has not acknowledged by then is a bug worth a log line. */
const ACK_WITHIN_MS = 2_900;

const bodySchema = z.record(z.string(), z.unknown());

export interface SlackReceiver extends Receiver {
  readonly route: Route;
}

/**
 * Slack's requests over HTTP, for Bolt. Verifies the signature on the raw bytes before anything is
 * parsed. A listener that throws before its acknowledgement is answered with 500 at once, so that
 * the person does not wait for a time-out.
 */
export function createSlackReceiver(deps: {
  readonly signingSecret: string;
  readonly clock: Clock;
  readonly note: Note;
}): SlackReceiver {
  let app: App | undefined;

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const raw = await readBody(request, BODY_LIMIT);
    if (!raw) {
      response.setHeader('connection', 'close');
      return answer(response, 413, 'body too large\n');
    }
    const { 'x-slack-signature': signature, 'x-slack-request-timestamp': timestamp } =
      request.headers;
    if (!isFromSlack({ body: raw, signature, timestamp }, deps.signingSecret, deps.clock.now())) {
      deps.note('slack_signature_refused');
      return answer(response, 401, 'bad signature\n');
    }
    const body = parseBody(raw.toString('utf8'), request.headers['content-type'] ?? '');
    if (!body) return answer(response, 400, 'unreadable body\n');
    if ('ssl_check' in body) return answer(response, 200);
    if (body['type'] === 'url_verification')
      return acknowledge(response, { challenge: body['challenge'] });
    await dispatch(request, response, body);
  };

  const dispatch = async (
    request: IncomingMessage,
    response: ServerResponse,
    body: Record<string, unknown>,
  ): Promise<void> => {
    const settled = new AbortController();
    void deps.clock.sleep(ACK_WITHIN_MS, settled.signal).then(() => {
      if (response.headersSent) return;
      deps.note('slack_not_acknowledged', {
        type: String(body['type'] ?? body['command'] ?? 'unknown'),
      });
      answer(response, 504);
    });
    try {
      await app?.processEvent({
        body,
        ack: async (content) => {
          settled.abort('acknowledged');
          acknowledge(response, content);
        },
        ...retryOf(request),
      });
      if (!settled.signal.aborted) answer(response, 404, 'nothing listens to this\n');
    } catch (error) {
      deps.note('slack_listener_failed', errorFields(error));
      if (!response.headersSent) answer(response, 500);
    } finally {
      settled.abort('over');
    }
  };

  return {
    init: (given) => {
      app = given;
    },
    start: async () => undefined,
    stop: async () => undefined,
    route: { method: 'POST', path: '/slack/events', handle },
  };
}

function parseBody(text: string, contentType: string): Record<string, unknown> | null {
  try {
    if (!contentType.startsWith('application/x-www-form-urlencoded'))
      return bodySchema.parse(JSON.parse(text));
    const form = { ...parseForm(text) };
    return typeof form['payload'] === 'string' && !('ssl_check' in form)
      ? bodySchema.parse(JSON.parse(form['payload']))
      : form;
  } catch {
    return null;
  }
}

function acknowledge(response: ServerResponse, content: unknown): void {
  if (response.headersSent) return;
  if (content === undefined || content === null || content === '') answer(response, 200);
  else if (typeof content === 'string') answer(response, 200, content);
  else answer(response, 200, JSON.stringify(content), 'application/json; charset=utf-8');
}

function retryOf(request: IncomingMessage): { retryNum?: number; retryReason?: string } {
  const { 'x-slack-retry-num': number, 'x-slack-retry-reason': reason } = request.headers;
  return {
    ...(typeof number === 'string' ? { retryNum: Number(number) } : {}),
    ...(typeof reason === 'string' ? { retryReason: reason } : {}),
  };
}

import type { IncomingMessage, ServerResponse } from 'node:http';
import { parse as parseForm } from 'node:querystring';
import { z } from 'zod';
import { answer, type Route } from '../http/server.ts';
import type { Clock } from '../lib/clock.ts';
import { errorFields, type LogEvent } from '../lib/log.ts';
import { readAtMost } from '../lib/read-at-most.ts';
import type { HearSlack } from './slack-request.ts';
import { checkSlackSignature, type SignedRequest } from './slack-signature.ts';

const BODY_LIMIT = 1024 * 1024;
const FORM = 'application/x-www-form-urlencoded';
const UNSIGNED = 'bad signature or time\n';
/** Slack waits 3 s; a listener that has not acknowledged by then is a bug worth a log line. */
const ACK_WITHIN_MS = 2_900;

const bodySchema = z.record(z.string(), z.unknown());

/**
 * `POST /slack/events`: Slack's requests over HTTP. Verifies the signature on the raw bytes before
 * it parses anything. Where `hear` throws before its acknowledgement, 500 is the answer at once, so
 * that the person does not wait for a time-out.
 */
export function createSlackReceiver(deps: {
  readonly signingSecret: string;
  /** Called with each request that Slack signed. */
  readonly heard: () => void;
  readonly hear: HearSlack;
  readonly clock: Clock;
  readonly logEvent: LogEvent;
}): Route {
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const raw = await readAtMost(request, BODY_LIMIT);
    if (!raw) {
      response.setHeader('connection', 'close');
      return answer(response, 413, 'body too large\n');
    }
    const type = mediaType(request.headers['content-type']);
    const { 'x-slack-signature': signature, 'x-slack-request-timestamp': timestamp } =
      request.headers;
    // Slack's check of the address is unsigned, so the answer needs no signature, as in Bolt's own
    // receiver.
    if (type === FORM && parseForm(raw.toString('utf8'))['ssl_check'] === '1')
      return answer(response, 200);
    if (!isSigned({ body: raw, signature, timestamp })) return answer(response, 401, UNSIGNED);
    deps.heard();
    const body = parseBody(raw.toString('utf8'), type);
    if (!body) return answer(response, 400, 'unreadable body\n');
    if (body['type'] === 'url_verification')
      return acknowledge(response, { challenge: body['challenge'] });
    if (body['type'] === 'app_rate_limited') return answerLimited(response, body);
    await dispatch(request, response, body, () => {
      // Only people learn that no listener matched; Slack would repeat an event again and again.
      if (type === FORM || typeof body['type'] !== 'string')
        return answer(response, 404, 'nothing listens to this\n');
      deps.logEvent('slack_notice_ignored', { type: wordOf(body['type']) });
      answer(response, 200);
    });
  };

  const isSigned = (request: SignedRequest): boolean => {
    const check = checkSlackSignature(request, deps.signingSecret, deps.clock.now());
    if (check.kind === 'good') return true;
    if (check.kind === 'bad') deps.logEvent('slack_signature_refused');
    else
      deps.logEvent('slack_clock_refused', {
        seconds: check.seconds,
        says: `signed by Slack, but ${check.seconds} s ${check.kind === 'late' ? 'ago' : 'ahead'} by this machine's clock: set the clock (NTP)`,
      });
    return false;
  };

  /** https://docs.slack.dev/apis/events-api/#rate-limiting */
  const answerLimited = (response: ServerResponse, body: Record<string, unknown>): void => {
    deps.logEvent('slack_events_not_sent', {
      minute: Number(body['minute_rate_limited']) || 0,
      says: 'Slack held back events of this minute: there were more than 30,000 in an hour',
    });
    answer(response, 200);
  };

  const dispatch = async (
    request: IncomingMessage,
    response: ServerResponse,
    body: Record<string, unknown>,
    unheard: () => void,
  ): Promise<void> => {
    const answered = new AbortController();
    void deps.clock.sleep(ACK_WITHIN_MS, answered.signal).then(() => {
      if (response.headersSent) return;
      deps.logEvent('slack_not_acknowledged', {
        type: wordOf(body['type'] ?? body['command']),
      });
      answer(response, 504);
    });
    try {
      await deps.hear({
        body,
        ack: async (content) => {
          answered.abort('acknowledged');
          acknowledge(response, content);
        },
        ...retryOf(request),
      });
      if (!answered.signal.aborted) unheard();
    } catch (error) {
      deps.logEvent('slack_listener_failed', errorFields(error));
      if (!response.headersSent) answer(response, 500);
    } finally {
      answered.abort('over');
    }
  };

  return { method: 'POST', path: '/slack/events', handle };
}

/**
 * The media type without its parameters, to compare.
 * https://www.rfc-editor.org/rfc/rfc9110#section-8.3.1
 */
function mediaType(header: string | undefined): string {
  return (header ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
}

function parseBody(text: string, type: string): Record<string, unknown> | null {
  try {
    if (type !== FORM) return bodySchema.parse(JSON.parse(text));
    const form = { ...parseForm(text) };
    return typeof form['payload'] === 'string'
      ? bodySchema.parse(JSON.parse(form['payload']))
      : form;
  } catch {
    return null;
  }
}

/** A name from Slack, made safe for a log line. */
function wordOf(value: unknown): string {
  return typeof value === 'string' && /^\/?[\w-]{1,50}$/.test(value) ? value : 'unknown';
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

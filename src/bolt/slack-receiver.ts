import { createSecretKey } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { parse as parseForm } from 'node:querystring';
import { answer, type Route } from '../http/server.ts';
import type { Clock } from '../lib/clock.ts';
import { createDeadlines } from '../lib/deadlines.ts';
import { errorFields, type LogEvent } from '../lib/log.ts';
import { readAtMost } from '../lib/network/read-at-most.ts';
import { parseJson } from '../lib/parse-json.ts';
import { stringifyJson } from '../lib/serialized-json.ts';
import type { SlackRequestHandler } from './slack-request.ts';
import { checkSlackSignature, type SignatureCheck } from './slack-signature.ts';

const BODY_LIMIT = 1024 * 1024;
const FORM = 'application/x-www-form-urlencoded';
const SIGNATURE_ERROR = 'bad signature or time\n';
/** Slack waits 3 s. A listener that has not acknowledged by then has a bug, so it is logged. */
const ACK_TIMEOUT_MS = 2_900;

/**
 * `POST /slack/events`: Slack's requests over HTTP. Verifies the signature of the raw bytes before
 * it parses them. Answers 500 at once if `handleRequest` throws before it acknowledges, so the
 * person does not wait for a time-out.
 */
export function createSlackReceiver(deps: {
  readonly signingSecret: string;
  /** Called for each request with a valid signature. */
  readonly onSigned: () => void;
  readonly handleRequest: SlackRequestHandler;
  readonly clock: Clock;
  readonly logEvent: LogEvent;
}): Route {
  const deadlines = createDeadlines(deps.clock, ACK_TIMEOUT_MS);
  const secret = createSecretKey(deps.signingSecret, 'utf8');

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const raw = await readAtMost(request, BODY_LIMIT, 'pause');
    if (!raw) {
      response.setHeader('connection', 'close');
      return answer(response, 413, 'body too large\n');
    }
    const type = mediaType(request.headers['content-type']);
    const { 'x-slack-signature': signature, 'x-slack-request-timestamp': timestamp } =
      request.headers;
    const signed = { body: raw, signature, timestamp };
    const check = checkSlackSignature(signed, secret, deps.clock.now());
    const text = raw.toString('utf8');
    if (check.kind !== 'valid') {
      // Slack does not sign its SSL check. Bolt's own receiver answers it unsigned, too.
      if (type === FORM && isSslCheck(parseForm(text))) return answer(response, 200);
      logRejected(check);
      return answer(response, 401, SIGNATURE_ERROR);
    }
    const body = parseBody(text, type);
    if (body && type === FORM && isSslCheck(body)) return answer(response, 200);
    deps.onSigned();
    if (!body) return answer(response, 400, 'unreadable body\n');
    if (body['type'] === 'url_verification')
      return acknowledge(response, { challenge: body['challenge'] });
    if (body['type'] === 'app_rate_limited') return answerRateLimited(response, body);
    await dispatch(request, response, body, () => {
      // A person gets an error when no listener matches. Slack would only repeat an event.
      if (type === FORM || typeof body['type'] !== 'string')
        return answer(response, 404, 'nothing listens to this\n');
      deps.logEvent('slack_notice_ignored', { type: loggableName(body['type']) });
      answer(response, 200);
    });
  };

  const logRejected = (check: Exclude<SignatureCheck, { kind: 'valid' }>): void => {
    if (check.kind === 'invalid') deps.logEvent('slack_signature_refused');
    else
      deps.logEvent('slack_clock_refused', {
        seconds: check.seconds,
        says: `signed by Slack, but ${check.seconds} s ${check.kind === 'late' ? 'ago' : 'ahead'} by this machine's clock: set the clock (NTP)`,
      });
  };

  /** https://docs.slack.dev/apis/events-api/#rate-limiting */
  const answerRateLimited = (response: ServerResponse, body: Record<string, unknown>): void => {
    deps.logEvent('slack_events_not_sent', {
      minute: Number(body['minute_rate_limited']) || 0,
      says: 'Slack did not send some events of this minute: there were more than 30,000 in an hour',
    });
    answer(response, 200);
  };

  const dispatch = async (
    request: IncomingMessage,
    response: ServerResponse,
    body: Record<string, unknown>,
    onUnhandled: () => void,
  ): Promise<void> => {
    let isAcknowledged = false;
    const cancelDeadline = deadlines.start(() => {
      if (response.headersSent) return;
      deps.logEvent('slack_not_acknowledged', {
        type: loggableName(body['type'] ?? body['command']),
      });
      answer(response, 504);
    });
    try {
      await deps.handleRequest({
        body,
        ack: async (content) => {
          isAcknowledged = true;
          cancelDeadline();
          acknowledge(response, content);
        },
        ...retryOf(request),
      });
      if (!isAcknowledged && !response.headersSent) onUnhandled();
    } catch (error) {
      deps.logEvent('slack_listener_failed', errorFields(error));
      if (!response.headersSent) answer(response, 500);
    } finally {
      cancelDeadline();
    }
  };

  return { method: 'POST', path: '/slack/events', handle };
}

/**
 * The media type in lower case, without its parameters.
 * https://www.rfc-editor.org/rfc/rfc9110#section-8.3.1
 */
function mediaType(header = ''): string {
  return header === FORM ? FORM : (header.split(';', 1)[0]?.trim().toLowerCase() ?? '');
}

function isSslCheck(form: Readonly<Record<string, unknown>>): boolean {
  return form['ssl_check'] === '1';
}

/** Null if the body cannot be parsed. */
function parseBody(text: string, type: string): Record<string, unknown> | null {
  if (type !== FORM) return parseObject(text);
  const form = parseForm(text);
  return typeof form['payload'] === 'string' && !isSslCheck(form)
    ? parseObject(form['payload'])
    : form;
}

function parseObject(text: string): Record<string, unknown> | null {
  const parsed = parseJson(text);
  return isObject(parsed) ? parsed : null;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A name from Slack if it is safe to log, else `unknown`. */
function loggableName(value: unknown): string {
  return typeof value === 'string' && /^\/?[\w-]{1,50}$/.test(value) ? value : 'unknown';
}

function acknowledge(response: ServerResponse, content: unknown): void {
  if (response.headersSent) return;
  if (content === undefined || content === null || content === '') answer(response, 200);
  else if (typeof content === 'string') answer(response, 200, content);
  else answer(response, 200, stringifyJson(content), 'application/json; charset=utf-8');
}

function retryOf(request: IncomingMessage): { retryNum?: number; retryReason?: string } {
  const { 'x-slack-retry-num': number, 'x-slack-retry-reason': reason } = request.headers;
  return {
    ...(typeof number === 'string' ? { retryNum: Number(number) } : {}),
    ...(typeof reason === 'string' ? { retryReason: reason } : {}),
  };
}

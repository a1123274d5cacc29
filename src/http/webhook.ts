import type { IncomingMessage, ServerResponse } from 'node:http';
import { WEBHOOK_PATH } from '../jogg/webhook/webhook-registration.ts';
import type { Clock } from '../lib/clock.ts';
import type { LogEvent } from '../lib/log.ts';
import { readAtMost } from '../lib/network/read-at-most.ts';
import { inSpan } from '../lib/tracing.ts';
import { answer, type Route } from './server.ts';

const BODY_LIMIT = 64 * 1024;
/**
 * Jogg's own timeout is 5 s.
 * https://docs.jogg.ai/api-reference/v2/API%20Documentation/WebhookIntegration
 */
const STORE_TIMEOUT_MS = 4_000;

export interface WebhookDeps {
  /** The valid secrets. `[]` if none is known yet; null if webhooks are not configured. */
  readonly secrets: () => readonly string[] | null;
  readonly verify: (
    body: Buffer,
    header: string | string[] | undefined,
    secrets: readonly string[],
  ) => boolean;
  /** Parses a verified body. Null if it names no project. */
  readonly read: (
    body: Buffer,
  ) => { readonly projectId: string; readonly reason: string | null } | null;
  /** Stores the hint durably. Throws if that fails. */
  readonly receive: (projectId: string, reason: string | null) => Promise<'known' | 'unknown'>;
  readonly clock: Clock;
  readonly logEvent: LogEvent;
}

/**
 * `POST /jogg/webhook`. Verifies the raw bytes and answers 200 once the hint is stored. Answers 401
 * for an invalid signature, 413 above 64 KiB, 404 if webhooks are not configured, and 503 if the
 * hint is not stored within 4 s; Jogg then retries.
 */
export function webhookRoute(deps: WebhookDeps): Route {
  return {
    method: 'POST',
    path: WEBHOOK_PATH,
    handle: (request, response) => handleWebhook(deps, request, response),
  };
}

/** The part of the webhook that belongs to one Jogg account. */
export type WebhookAccount = Pick<WebhookDeps, 'secrets' | 'receive'>;

/**
 * `POST /jogg/webhook/<token>`: the same for the Jogg account of a workspace, which has its own
 * URL. Answers 404 for an unknown token.
 */
export function accountWebhookRoute(
  deps: Omit<WebhookDeps, keyof WebhookAccount> & {
    /** Resolves to null if the token is unknown. */
    readonly withAccount: (
      token: string,
      use: (account: WebhookAccount) => Promise<true>,
    ) => Promise<true | null>;
  },
): Route {
  return {
    method: 'POST',
    path: `${WEBHOOK_PATH}/`,
    handle: async (request, response) => {
      const [path = ''] = (request.url ?? '').split('?', 1);
      const token = path.split('/').filter(Boolean).at(-1) ?? '';
      const result = await deps.withAccount(token, async (account) => {
        await handleWebhook({ ...deps, ...account }, request, response);
        return true;
      });
      if (result === null) answer(response, 404, 'not found\n');
    },
  };
}

function handleWebhook(
  deps: WebhookDeps,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  return inSpan({ name: 'jogg webhook', kind: 'in', fields: {} }, async (addFields) => {
    const secrets = deps.secrets();
    if (secrets === null) return answer(response, 404, 'webhooks are not set up here\n');
    const body = await readAtMost(request, BODY_LIMIT, 'pause');
    if (!body) {
      response.setHeader('connection', 'close');
      return answer(response, 413, 'body too large\n');
    }
    if (secrets.length === 0) return answer(response, 503, 'not registered yet\n');
    if (!deps.verify(body, request.headers['x-webhook-signature'], secrets)) {
      deps.logEvent('webhook_refused');
      return answer(response, 401, 'bad signature\n');
    }
    const event = deps.read(body);
    if (event === null) {
      deps.logEvent('webhook_ignored');
      return answer(response, 200, 'ignored\n');
    }
    try {
      const video = await withTimeout(deps.clock, deps.receive(event.projectId, event.reason));
      deps.logEvent('webhook_received', { video });
      answer(response, 200, 'ok\n');
    } catch {
      deps.logEvent('webhook_not_stored');
      answer(response, 503, 'try again\n');
    } finally {
      addFields({ status: response.statusCode });
    }
  });
}

async function withTimeout<T>(clock: Clock, work: Promise<T>): Promise<T> {
  const finished = new AbortController();
  const timeout = clock.sleep(STORE_TIMEOUT_MS, finished.signal).then(() => {
    throw new Error('the store took too long');
  });
  try {
    return await Promise.race([work, timeout]);
  } finally {
    timeout.catch(() => undefined);
    finished.abort();
  }
}

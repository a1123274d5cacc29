import type { Note } from '../lib/log.ts';
import { readBody } from './read-body.ts';
import { answer, type Route } from './server.ts';

const BODY_LIMIT = 64 * 1024;

export interface WebhookDeps {
  /** The secrets in force; none yet: `[]`; webhooks not wanted here: `null`. */
  readonly secrets: () => readonly string[] | null;
  readonly verify: (
    body: Buffer,
    header: string | string[] | undefined,
    secrets: readonly string[],
  ) => boolean;
  /** The project that a verified body names, or null where it names none. */
  readonly projectOf: (body: Buffer) => string | null;
  /** Stores the hint durably. Throws where it cannot. */
  readonly receive: (projectId: string) => Promise<'known' | 'unknown'>;
  readonly note: Note;
}

/**
 * `POST /jogg/webhook`. Verified on the raw bytes; answered 200 once the hint is stored, and all
 * work is done after. 401 for any bad signature, 413 above 64 KiB, 503 when the hint cannot be
 * stored (Jogg tries again), 404 where webhooks are not set up.
 */
export function webhookRoute(deps: WebhookDeps): Route {
  return {
    method: 'POST',
    path: '/jogg/webhook',
    handle: async (request, response) => {
      const secrets = deps.secrets();
      if (secrets === null) return answer(response, 404, 'webhooks are not set up here\n');
      const body = await readBody(request, BODY_LIMIT);
      if (!body) {
        response.setHeader('connection', 'close');
        return answer(response, 413, 'body too large\n');
      }
      if (secrets.length === 0) return answer(response, 503, 'not registered yet\n');
      if (!deps.verify(body, request.headers['x-webhook-signature'], secrets)) {
        deps.note('webhook_refused');
        return answer(response, 401, 'bad signature\n');
      }
      const projectId = deps.projectOf(body);
      if (projectId === null) {
        deps.note('webhook_ignored');
        return answer(response, 200, 'ignored\n');
      }
      try {
        const video = await deps.receive(projectId);
        deps.note('webhook_received', { video });
        answer(response, 200, 'ok\n');
      } catch {
        deps.note('webhook_not_stored');
        answer(response, 503, 'try again\n');
      }
    },
  };
}

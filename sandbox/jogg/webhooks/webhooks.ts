import { createHmac } from 'node:crypto';
import { type Links, USUAL_REASON, videoUrlOf } from '../api/project-view.ts';
import type { Habits } from '../habits.ts';
import type { Project } from '../projects/projects.ts';
import type { Random } from '../random.ts';
import type { Timers } from '../server/timers.ts';
import type { Endpoint } from './endpoints.ts';

/** One webhook to one address, signed. */
export interface Letter {
  readonly url: string;
  readonly endpointId: string;
  readonly projectId: string;
  readonly version: 1 | 2;
  readonly event: string;
  readonly eventId: string;
  readonly body: string;
  readonly signature: string;
}

export interface DeliveryLogEntry extends Omit<Letter, 'version'> {
  readonly at: number;
  readonly attempt: number;
  readonly status: number | null;
  readonly error: string | null;
}

export type Webhooks = ReturnType<typeof createWebhooks>;

const RETRIES = 3;

/** Signed as Jogg signs: hex HMAC-SHA256 of the raw body, keyed with the endpoint's secret. */
const sign = (secret: string, body: string): string =>
  createHmac('sha256', secret).update(body).digest('hex');

export function createWebhooks(deps: {
  habits: Habits;
  links: Links;
  random: Random;
  timers: Timers;
  now: () => number;
  retryMs: number;
  timeoutMs: number;
}) {
  const { habits, random, timers } = deps;
  const log: DeliveryLogEntry[] = [];

  const letter = (project: Project, endpoint: Endpoint, event: string): Letter => {
    const { version } = project.order;
    const eventId = `${version === 1 ? '' : 'evt_'}${random.hex(32)}`;
    const timestamp = Math.floor(deps.now() / 1000);
    const data = webhookData(project, event, habits, deps.links);
    const body = JSON.stringify({ event_id: eventId, event, timestamp, data });
    return {
      ...{ url: endpoint.url, endpointId: endpoint.endpoint_id, projectId: project.id, version },
      ...{ event, eventId, body, signature: sign(endpoint.secret, body) },
    };
  };

  const attempt = async (mail: Letter, count: number): Promise<DeliveryLogEntry> => {
    const at = deps.now();
    const signal = AbortSignal.any([timers.signal, AbortSignal.timeout(deps.timeoutMs)]);
    const { version: _version, ...sent } = mail;
    const init = { body: mail.body, headers: headersOf(mail), signal };
    const answer = await fetch(mail.url, { method: 'POST', redirect: 'manual', ...init }).then(
      async (response) => {
        await response.body?.cancel();
        return { status: response.status, error: null };
      },
      (error: Error) => ({ status: null, error: String(error.cause ?? error) }),
    );
    const entry = { at, ...sent, attempt: count, ...answer };
    log.push(entry);
    return entry;
  };

  return {
    log,
    letter,
    /** The letters a project's end sends, one per address and event (not sent). */
    lettersFor(project: Project, endpoints: Iterable<Endpoint>): Letter[] {
      const events = eventNames(project, habits);
      return [...endpoints]
        .filter((endpoint) => endpoint.status === 'enabled')
        .flatMap((endpoint) =>
          events
            .filter((event) => endpoint.events.includes(event))
            .map((event) => letter(project, endpoint, event)),
        );
    },
    /** Sends until a 2xx, at most 1 + 3 times, a gap apart; or once without `retries`. */
    async send(mail: Letter, retries: boolean): Promise<DeliveryLogEntry> {
      for (let count = 1; ; count += 1) {
        const entry = await attempt(mail, count);
        const taken = entry.status !== null && entry.status >= 200 && entry.status < 300;
        if (taken || !retries || count > RETRIES || timers.signal.aborted) return entry;
        await timers.wait(deps.retryMs);
      }
    },
  };
}

/** The events a project's end fires, the proper one first. */
export function eventNames(project: Project, habits: Habits): string[] {
  const end = project.state === 'failed' ? 'failed' : 'success';
  if (project.order.version === 1) return [`generated_video_${end}`];
  const proper = `generated_avatar_video_${end}`;
  return habits.v2.legacyEventsToo ? [proper, `generated_video_${end}`] : [proper];
}

function headersOf({ event, signature, version }: Letter): Record<string, string> {
  return {
    'content-type': 'application/json',
    // As Jogg: no connection is kept.
    connection: 'close',
    'user-agent': version === 1 ? 'Jogg-Webhook/1.0' : 'JoggAI-Webhook/2.0',
    'x-webhook-event': event,
    'x-webhook-signature': signature,
  };
}

function webhookData(project: Project, event: string, habits: Habits, links: Links): unknown {
  const { outcome, order } = project;
  const full = order.version === 2 && habits.documented;
  const id = full ? { video_id: project.id } : { project_id: project.id };
  if (event.endsWith('_failed')) {
    const message = outcome.reason ?? USUAL_REASON;
    const usual = full ? { code: 50_000, message } : { message };
    const error = 'error' in outcome ? outcome.error : usual;
    return { ...id, ...(full ? { status: 'failed' } : {}), error };
  }
  return {
    ...id,
    ...(full ? { status: 'completed', cover_url: links.cover(project) } : {}),
    video_url: videoUrlOf(project, links),
    duration: project.seconds,
  };
}

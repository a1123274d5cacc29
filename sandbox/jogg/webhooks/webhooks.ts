import { createHmac } from 'node:crypto';
import { type Links, USUAL_REASON, videoUrlOf } from '../api/project-view.ts';
import type { Habits } from '../habits.ts';
import type { Project } from '../projects/projects.ts';
import type { Random } from '../random.ts';
import type { Timers } from '../server/timers.ts';
import type { Endpoint } from './endpoints.ts';
import { type Answer, post } from './post.ts';

/** One attempt to deliver one webhook. */
export interface DeliveryLogEntry {
  readonly at: number;
  readonly url: string;
  readonly endpointId: string | null;
  readonly projectId: string;
  readonly event: string;
  readonly eventId: string;
  /** 1 for the first, up to 4. */
  readonly attempt: number;
  readonly body: string;
  readonly signature: string | null;
  /** What was answered, `null` for no answer. */
  readonly status: number | null;
  readonly error: string | null;
}

/** One webhook to one address, signed. */
export interface Letter {
  readonly url: string;
  readonly endpointId: string | null;
  readonly projectId: string;
  readonly version: 1 | 2;
  readonly event: string;
  readonly eventId: string;
  readonly body: Buffer | string;
  readonly signature: string | null;
  readonly headers: Readonly<Record<string, string>>;
}

export type Webhooks = ReturnType<typeof createWebhooks>;

const RETRIES = 3;

/** Signed as Jogg signs: hex HMAC-SHA256 of the raw body, keyed with the endpoint's secret. */
export function sign(secret: string, body: Buffer | string): string {
  return createHmac('sha256', secret).update(body).digest('hex');
}

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

  const write = (project: Project, event: string) => {
    const eventId = `${project.order.version === 1 ? '' : 'evt_'}${random.hex(32)}`;
    const timestamp = Math.floor(deps.now() / 1000);
    const data = webhookData(project, event, habits, deps.links);
    return { eventId, body: JSON.stringify({ event_id: eventId, event, timestamp, data }) };
  };
  const letter = (project: Project, endpoint: Endpoint, event: string): Letter => {
    const { eventId, body } = write(project, event);
    return {
      url: endpoint.url,
      endpointId: endpoint.endpoint_id,
      projectId: project.id,
      version: project.order.version,
      event,
      eventId,
      body,
      signature: sign(endpoint.secret, body),
      headers: {},
    };
  };

  const attempt = async (mail: Letter, count: number): Promise<DeliveryLogEntry> => {
    const at = deps.now();
    const answer: Answer = await post(mail.url, mail.body, headersOf(mail), {
      timeoutMs: deps.timeoutMs,
      signal: timers.signal,
    });
    const { url, endpointId, projectId, event, eventId, signature } = mail;
    const body = mail.body.toString();
    const entry = { at, url, endpointId, projectId, event, eventId, attempt: count };
    const whole = { ...entry, body, signature, ...answer };
    log.push(whole);
    return whole;
  };

  return {
    log,
    letter,
    /** The letters a project's end sends, one per address and event (not sent). */
    lettersFor(project: Project, endpoints: Iterable<Endpoint>): Letter[] {
      const events = eventNames(project, habits);
      const letters = [...endpoints]
        .filter((endpoint) => endpoint.status === 'enabled')
        .flatMap((endpoint) =>
          events
            .filter((event) => endpoint.events.includes(event))
            .map((event) => letter(project, endpoint, event)),
        );
      const own = project.order.webhookUrl;
      const [event] = events;
      if (own === undefined || event === undefined || !habits.v2.ownWebhookUrl) return letters;
      const unsigned = { ...write(project, event), endpointId: null, signature: null, headers: {} };
      return letters.concat({ ...unsigned, url: own, projectId: project.id, version: 2, event });
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

function headersOf({ event, signature, headers, version }: Letter): Record<string, string> {
  return {
    'content-type': 'application/json',
    'user-agent': version === 1 ? 'Jogg-Webhook/1.0' : 'JoggAI-Webhook/2.0',
    'x-webhook-event': event,
    ...(signature === null ? {} : { 'x-webhook-signature': signature }),
    ...headers,
  };
}

function webhookData(project: Project, event: string, habits: Habits, links: Links): unknown {
  const { outcome, order } = project;
  const full = order.version === 2 && habits.v2.fullWebhook;
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

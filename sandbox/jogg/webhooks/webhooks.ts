import { createHmac } from 'node:crypto';
import { notFound } from '../api/jogg-error.ts';
import { DEFAULT_REASON, type Links, videoUrlOf } from '../api/project-view.ts';
import type { Behaviour } from '../behaviour.ts';
import type { Project } from '../projects/projects.ts';
import type { Random } from '../random.ts';
import type { Timers } from '../server/timers.ts';
import type { Endpoint } from './endpoints.ts';

/** One signed webhook to one address. */
interface Webhook {
  readonly url: string;
  readonly endpointId: string;
  readonly projectId: string;
  readonly version: 1 | 2;
  readonly event: string;
  readonly eventId: string;
  readonly body: string;
  readonly signature: string;
}

export interface DeliveryLogEntry extends Omit<Webhook, 'version'> {
  readonly at: number;
  readonly attempt: number;
  readonly status: number | null;
  readonly error: string | null;
}

/**
 * A webhook sent by hand. The defaults are the event that Jogg would send, and every enabled
 * endpoint subscribed to it.
 */
export interface DeliverOptions {
  readonly event?: string;
  readonly endpointId?: string;
}

const RETRIES = 3;

/** Jogg's signature: hex HMAC-SHA256 of the raw body, keyed with the endpoint's secret. */
const sign = (secret: string, body: string): string =>
  createHmac('sha256', secret).update(body).digest('hex');

/** Sends webhooks when renders end, or holds them back. */
export function createWebhooks(deps: {
  endpoints: ReadonlyMap<string, Endpoint>;
  enabled: boolean;
  behaviour: Behaviour;
  links: Links;
  random: Random;
  timers: Timers;
  now: () => number;
  retryMs: number;
  timeoutMs: number;
}) {
  const { endpoints, behaviour, random, timers } = deps;
  const log: DeliveryLogEntry[] = [];
  const inProgress = new Set<Promise<unknown>>();
  let heldWebhooks: Webhook[] | undefined;

  const createWebhook = (project: Project, endpoint: Endpoint, event: string): Webhook => {
    const { version } = project.order;
    const eventId = `${version === 1 ? '' : 'evt_'}${random.hex(32)}`;
    const timestamp = Math.floor(deps.now() / 1000);
    const data = webhookData(project, event, behaviour, deps.links);
    const body = JSON.stringify({ event_id: eventId, event, timestamp, data });
    return {
      ...{ url: endpoint.url, endpointId: endpoint.endpoint_id, projectId: project.id, version },
      ...{ event, eventId, body, signature: sign(endpoint.secret, body) },
    };
  };

  const attempt = async (webhook: Webhook, count: number): Promise<DeliveryLogEntry> => {
    const at = deps.now();
    const signal = AbortSignal.any([timers.signal, AbortSignal.timeout(deps.timeoutMs)]);
    const { version: _version, ...sent } = webhook;
    const init = { body: webhook.body, headers: headersOf(webhook), signal };
    const answer = await fetch(webhook.url, { method: 'POST', redirect: 'manual', ...init }).then(
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

  /** Sends until a 2xx, at most 4 times, `retryMs` apart; without `retries` once. */
  const send = async (webhook: Webhook, retries: boolean): Promise<DeliveryLogEntry> => {
    for (let count = 1; ; count += 1) {
      const entry = await attempt(webhook, count);
      const isAccepted = entry.status !== null && entry.status >= 200 && entry.status < 300;
      if (isAccepted || !retries || count > RETRIES || timers.signal.aborted) return entry;
      await timers.wait(deps.retryMs);
    }
  };
  const track = <T>(work: Promise<T>): Promise<T> => {
    inProgress.add(work);
    return work.finally(() => inProgress.delete(work));
  };
  const subscribed = (event: string) =>
    [...endpoints.values()].filter(
      ({ status, events }) => status === 'enabled' && events.includes(event),
    );

  return {
    log,
    /** Resolves when all are sent, including retries. */
    async announce(project: Project): Promise<void> {
      if (!deps.enabled || project.outcome.webhook === 'never') return;
      const event = eventOf(project);
      const copies = project.outcome.webhookCopies ?? 1;
      const webhooks = subscribed(event).flatMap((endpoint) =>
        Array<Webhook>(copies).fill(createWebhook(project, endpoint, event)),
      );
      if (heldWebhooks !== undefined) heldWebhooks.push(...webhooks);
      else await track(Promise.all(webhooks.map((each) => send(each, true))));
    },
    async idle(): Promise<void> {
      while (inProgress.size > 0) await Promise.all(inProgress);
    },
    hold(): void {
      heldWebhooks ??= [];
    },
    /** Sends the held webhooks, one after the other, and stops holding. */
    async release(): Promise<void> {
      const webhooks = heldWebhooks ?? [];
      heldWebhooks = undefined;
      for (const each of webhooks) await track(send(each, true));
    },
    /** Sends by hand, without retries. @throws JoggError if no endpoint matches */
    async deliver(project: Project, options: DeliverOptions): Promise<DeliveryLogEntry[]> {
      const { event = eventOf(project), endpointId } = options;
      const named = endpointId === undefined ? undefined : endpoints.get(endpointId);
      const addresses = endpointId === undefined ? subscribed(event) : [named ?? []].flat();
      if (addresses.length === 0) throw notFound(`no endpoint for ${event}`);
      const webhooks = addresses.map((endpoint) => createWebhook(project, endpoint, event));
      return track(Promise.all(webhooks.map((each) => send(each, false))));
    },
  };
}

/** The event of a project's end. */
function eventOf({ order, state }: Project): string {
  const end = state === 'failed' ? 'failed' : 'success';
  return `${order.version === 1 ? 'generated_video' : 'generated_avatar_video'}_${end}`;
}

function headersOf({ event, signature, version }: Webhook): Record<string, string> {
  return {
    'content-type': 'application/json',
    // Like Jogg, keeps no connection open.
    connection: 'close',
    'user-agent': version === 1 ? 'Jogg-Webhook/1.0' : 'JoggAI-Webhook/2.0',
    'x-webhook-event': event,
    'x-webhook-signature': signature,
  };
}

function webhookData(project: Project, event: string, behaviour: Behaviour, links: Links): unknown {
  const { outcome, order } = project;
  const isFull = order.version === 2 && behaviour.documented;
  const id = isFull ? { video_id: project.id } : { project_id: project.id };
  if (event.endsWith('_failed')) {
    const message = outcome.reason ?? DEFAULT_REASON;
    const defaultError = isFull ? { code: 50_000, message } : { message };
    const error = 'error' in outcome ? outcome.error : defaultError;
    return { ...id, ...(isFull ? { status: 'failed' } : {}), error };
  }
  return {
    ...id,
    ...(isFull ? { status: 'completed', cover_url: links.cover(project) } : {}),
    video_url: videoUrlOf(project, links),
    duration: project.seconds,
  };
}

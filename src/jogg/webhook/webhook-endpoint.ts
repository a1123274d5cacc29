import type { Endpoint, EndpointApi } from '../api/adapter-contract.ts';
import { JoggAnswerError } from '../http/errors.ts';

/** https://docs.jogg.ai/api-reference/v2/Webhook/AddWebhookEndpoint */
const MAX_ENDPOINTS = 20;

/** Jogg does not provide the endpoint. The message says how to fix it. */
export class WebhookEndpointError extends Error {
  override readonly name = 'WebhookEndpointError';
  readonly code: 'too_many' | 'no_secret';

  constructor(code: 'too_many' | 'no_secret', options: ErrorOptions) {
    super(REMEDIES[code], options);
    this.code = code;
  }
}

export interface EnsuredEndpoint {
  readonly id: string;
  /** The secret with which Jogg signs the webhooks of this endpoint. */
  readonly secret: string;
  /** This secret first, then those of other enabled endpoints at the same URL. */
  readonly secrets: readonly string[];
  readonly was: 'found' | 'created' | 'updated';
}

/**
 * Ensures that Jogg calls `url` for `events`. Finds the endpoint of this URL, enables it and adds
 * missing events, or creates it. An endpoint of the other API version may have events that this
 * version rejects; it stays unchanged, and a second endpoint is created at the same URL. Endpoints
 * at other URLs are never changed, and no endpoint is deleted.
 * @throws {JoggError}
 * @throws {WebhookEndpointError}
 */
export async function ensureEndpoint(spec: {
  readonly api: EndpointApi;
  readonly url: string;
  readonly events: readonly string[];
}): Promise<EnsuredEndpoint> {
  const { api, url, events } = spec;
  const endpoints = await api.list();
  const atUrl = endpoints.filter((endpoint) => isSameUrl(endpoint.url, url));
  const endpoint = atUrl.find((each) => isComplete(each, events)) ?? atUrl[0];

  if (endpoint !== undefined && isComplete(endpoint, events))
    return ensuredEndpoint(endpoint, atUrl, 'found');
  const updated = endpoint && (await update(spec, endpoint));
  if (updated) return ensuredEndpoint(updated, atUrl, 'updated');
  const created = await create(spec, endpoints.length);
  const others = created.secret === null ? await api.list() : atUrl;
  return ensuredEndpoint(created, [created, ...others], 'created');
}

const REMEDIES = {
  too_many:
    'Jogg allows 20 webhook endpoints per account, and all are taken: delete one that is no longer used, or register one by hand and set JOGG_WEBHOOK_SECRET, or leave webhooks off',
  no_secret:
    'Jogg does not tell the secret of our webhook endpoint: copy it from the account and set JOGG_WEBHOOK_SECRET',
} as const;

/** Enables an endpoint and adds missing events. Null if Jogg rejects the events it already had. */
async function update(
  { api, url, events }: Parameters<typeof ensureEndpoint>[0],
  endpoint: Endpoint,
): Promise<Endpoint | null> {
  const otherEvents = endpoint.events.filter((event) => !events.includes(event));
  try {
    return await api.update(endpoint.id, { url, events: [...otherEvents, ...events] });
  } catch (error) {
    // v1 supports few of v2's events. https://docs.jogg.ai/api-reference/v1/openapi.json
    const refused = error instanceof JoggAnswerError && error.code === 'parameter';
    if (refused && otherEvents.length > 0) return null;
    throw error;
  }
}

async function create(
  { api, url, events }: Parameters<typeof ensureEndpoint>[0],
  endpointCount: number,
): Promise<Endpoint> {
  try {
    return await api.create({ url, events });
  } catch (cause) {
    // Jogg documents the limit, but not its error code.
    if (
      cause instanceof JoggAnswerError &&
      cause.arrived === 'yes' &&
      endpointCount >= MAX_ENDPOINTS
    )
      throw new WebhookEndpointError('too_many', { cause });
    throw cause;
  }
}

function ensuredEndpoint(
  endpoint: Endpoint,
  others: readonly Endpoint[],
  was: EnsuredEndpoint['was'],
): EnsuredEndpoint {
  const secret = endpoint.secret ?? others.find((each) => each.id === endpoint.id)?.secret ?? null;
  if (secret === null) throw new WebhookEndpointError('no_secret', {});
  const sameUrl = others.filter((each) => each.enabled && isSameUrl(each.url, endpoint.url));
  const secrets = [secret, ...sameUrl.map((each) => each.secret)].filter((each) => each !== null);
  return { id: endpoint.id, secret, secrets: [...new Set(secrets)], was };
}

function isComplete(endpoint: Endpoint, events: readonly string[]): boolean {
  return endpoint.enabled && events.every((event) => endpoint.events.includes(event));
}

function isSameUrl(one: string, other: string): boolean {
  const url = URL.parse(one);
  return url !== null && url.href === URL.parse(other)?.href;
}

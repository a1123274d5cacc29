import { z } from 'zod';
import type { AdapterDeps, Endpoint, EndpointApi } from '../api/adapter-contract.ts';
import { idField, textField } from '../schema/fields.ts';
import { listSchema } from '../schema/listing.ts';

/**
 * The account's webhook endpoints. Both API versions differ only in their root path. v1's pages
 * show answers without an envelope, real answers have one; both are accepted.
 * https://docs.jogg.ai/api-reference/v2/Webhook/AddWebhookEndpoint
 */
export function createEndpoints(
  version: 'v1' | 'v2',
  { transport, logEvent }: Pick<AdapterDeps, 'transport' | 'logEvent'>,
): EndpointApi {
  const oneEndpoint = { schema: endpointSchema, withoutEnvelope: endpointSchema };
  const listOptions = { name: 'webhook endpoints', item: endpointSchema, logEvent };
  const allEndpoints = {
    schema: listSchema({ ...listOptions, key: 'endpoints', isOptional: true }),
    withoutEnvelope: listSchema({ ...listOptions, key: 'data', isOptional: false }),
  };

  return {
    list: async () => [
      ...(await transport.get(`/${version}/endpoints`, {}, allEndpoints)).data.items,
    ],
    create: async ({ url, events }) => {
      const body = { url, events, status: 'enabled' };
      return (await transport.post(`/${version}/endpoint`, body, oneEndpoint)).data;
    },
    update: async (id, { url, events }) => {
      const path = `/${version}/endpoint/${encodeURIComponent(id)}`;
      const body = { url, events, status: 'enabled' };
      return (await transport.put(path, body, oneEndpoint)).data;
    },
  };
}

const endpointSchema = z
  .object({
    endpoint_id: idField,
    url: textField,
    secret: textField,
    status: textField,
    events: z.array(z.string()).nullish().catch(null),
  })
  .transform(
    (item): Endpoint => ({
      id: item.endpoint_id,
      url: item.url ?? '',
      secret: item.secret,
      enabled: item.status === null || item.status === 'enabled',
      events: item.events ?? [],
    }),
  );

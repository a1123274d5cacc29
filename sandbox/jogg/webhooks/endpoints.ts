import { z } from 'zod';
import { read } from '../api/fields.ts';
import { notFound, parameterError } from '../api/jogg-error.ts';
import type { Behaviour } from '../behaviour.ts';
import type { Random } from '../random.ts';

/** A registered webhook endpoint, with the fields of Jogg's answers. */
export interface Endpoint {
  readonly endpoint_id: string;
  url: string;
  readonly secret: string;
  status: string;
  events: string[];
  readonly username: string;
  readonly created_at: number;
}

/** The account's endpoints; v1 and v2 share them. All methods throw `JoggError`. */
export type Endpoints = ReturnType<typeof createEndpoints>;

const MAX_ENDPOINTS = 20;
const status = z.string().pipe(z.enum(['enabled', 'disabled']));
const PAIRS_V1 = ['generated_video', 'create_avatar'];
const PAIRS_V2 = PAIRS_V1.concat(
  'generated_image generated_motion generated_product_video generated_avatar_video'.split(' '),
  'generated_template_video generated_translate_video generated_photo_avatar'.split(' '),
  'generated_product_avatar generated_script'.split(' '),
);

export function eventsOf(version: 1 | 2, behaviour: Behaviour): string[] {
  const v1 = behaviour.documented ? PAIRS_V1.slice(0, 1) : PAIRS_V1;
  const pairs = version === 1 ? v1 : PAIRS_V2;
  return pairs.flatMap((pair) => [`${pair}_success`, `${pair}_failed`]);
}

export function createEndpoints(deps: {
  behaviour: Behaviour;
  random: Random;
  now: () => number;
  username: string;
}) {
  const all = new Map<string, Endpoint>();

  const fieldsOf = (version: 1 | 2) =>
    z.object({
      url: z.string().refine(acceptsUrl, 'must be an https URL'),
      ...{ events: z.array(z.enum(eventsOf(version, deps.behaviour))), status },
    });

  return {
    all: all as ReadonlyMap<string, Endpoint>,
    create(version: 1 | 2, body: unknown): Endpoint {
      const fields = fieldsOf(version);
      const withDefault = { status: status.default('enabled') };
      const given = read(version === 1 ? fields.extend(withDefault) : fields, body);
      const endpoint: Endpoint = {
        endpoint_id: version === 1 ? deps.random.hex(32) : `wh_${deps.random.hex(16)}`,
        secret: version === 1 ? deps.random.word(16) : `whsec_${deps.random.word(16)}`,
        ...{ ...given, username: deps.username, created_at: Math.floor(deps.now() / 1000) },
      };
      if (all.size >= MAX_ENDPOINTS)
        throw parameterError(`no more than ${MAX_ENDPOINTS} webhook endpoints`);
      all.set(endpoint.endpoint_id, endpoint);
      return endpoint;
    },
    update(version: 1 | 2, id: string, body: unknown): Endpoint {
      const endpoint = all.get(id);
      if (endpoint === undefined) throw notFound(`endpoint_id ${id}`);
      const fields = fieldsOf(version);
      return Object.assign(endpoint, read(version === 1 ? fields.partial() : fields, body));
    },
    remove(id: string): void {
      if (!all.delete(id)) throw notFound(`endpoint_id ${id}`);
    },
  };
}

/** Accepts https addresses, and plain http to this machine. */
function acceptsUrl(text: string): boolean {
  const url = URL.parse(text);
  const loopback = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(url?.hostname ?? '');
  return url?.protocol === 'https:' || (url?.protocol === 'http:' && loopback);
}

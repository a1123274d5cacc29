import type { Avatar, Voice } from '../catalogue/catalogue.ts';
import { jsonReply } from '../server/call.ts';
import { eventsOf } from '../webhooks/endpoints.ts';
import { required } from './fields.ts';
import { notFound } from './jogg-error.ts';
import { ownAvatars, paginate, publicAvatars, type Query, voicesFor } from './listing.ts';
import { orderOf, SHAPES } from './order.ts';
import { payloadOf } from './project-view.ts';
import { BARE, create, findProject, type Routes, type World } from './routes.ts';

const STATUSES = ['processing', 'completed', 'failed'] as const;

/** Some fields of an avatar in a list. */
type Fields = (avatar: Avatar) => object;

/**
 * Both versions of Jogg's API. https://docs.jogg.ai (v1 pages), openapi.json of 2025-12-15;
 * https://docs.jogg.ai/api-reference/v2, openapi-v2.yaml of 2026-03-30
 */
export function routeTable(world: World): Routes {
  const { catalogue, behaviour, origin, links, now } = world;
  const page = <T>(items: readonly T[], query: Query) =>
    paginate(items, query, { paging: behaviour.v2.paging, maxPageSize: 100 });
  const own = (kind: Avatar['kind'], query: Query = {}) =>
    ownAvatars(catalogue.avatars, kind, query);
  const avatarsOf = (avatars: readonly Avatar[], ...parts: Fields[]) => ({
    avatars: avatars.map((each) => Object.assign({}, ...parts.map((part) => part(each)))),
  });
  const file = ({ id }: Avatar, kind: string) => `${origin()}/media/avatars/${id}.${kind}`;
  const idFields =
    (key: string): Fields =>
    (each) => ({ [key]: each.id, name: each.name, cover_url: file(each, 'png') });
  const description: Fields = ({ shape, style, gender, age }) => ({
    ...{ aspect_ratio: shape, style, gender, age },
  });
  const status: Fields = ({ status, failure }) => ({ status, fail_msg: failure });
  const statusWord: Fields = ({ status, failure }) => ({
    ...{ avatar_status: STATUSES[status], fail_msg: failure },
  });
  const clip = (each: Avatar) => (each.status === 1 ? file(each, 'mp4') : '');
  const unlessDocumented = (part: Fields): Fields => (behaviour.documented ? () => ({}) : part);
  const view = (found: ReturnType<typeof findProject>, what: string) => {
    if (found === undefined) throw notFound(what);
    return payloadOf(found, behaviour, links, now());
  };

  return {
    ...sharedRoutes(world, 1),
    ...sharedRoutes(world, 2),
    'GET /v1/avatars': ({ call }) => {
      const all = publicAvatars(catalogue.avatars, call.query, ['0', '1', '2']);
      return avatarsOf(
        all,
        idFields('avatar_id'),
        description,
        unlessDocumented(() => ({ status: 0 })),
      );
    },
    'GET /v1/avatars/custom': () => avatarsOf(own('custom'), idFields('avatar_id'), status),
    'GET /v1/avatars/photo_avatars': () =>
      avatarsOf(own('photo'), idFields('avatar_id'), description, status),
    'GET /v1/voices': ({ call }) => {
      const voices = voicesFor(catalogue.voices, false, call.query, 1);
      const rules = { paging: behaviour.v1.paging, maxPageSize: Number.POSITIVE_INFINITY };
      const rows = paginate(voices, call.query, rules).items.map((each) => ({
        ...{ ...voiceFields(world, 1, each), gender: each.gender, age: each.age },
      }));
      return { total: voices.length, voices: rows };
    },
    'POST /v1/create_video_from_talking_avatar': ({ body }) =>
      create(world, orderOf(1, body, catalogue)),
    'GET /v1/project': ({ call }) =>
      view(findProject(world, required('project_id', call.query['project_id']), 1), 'project_id'),
    'GET /v1/whoami': () => world.account.holder,
    'GET /v2/avatars/public': ({ call: { query } }) => {
      const { items } = page(publicAvatars(catalogue.avatars, query, SHAPES), query);
      return avatarsOf(items, idFields('id'), (each) => ({ video_url: clip(each) }), description);
    },
    'GET /v2/avatars/custom': ({ call: { query } }) => {
      const { items } = page(own('custom', query), query);
      const clips: Fields = (each) => ({ video_url: clip(each), avatar_url: clip(each) });
      const apiOnly = () => ({ api_only: false });
      const shape = unlessDocumented((each) => ({ aspect_ratio: each.shape }));
      return avatarsOf(items, idFields('id'), clips, apiOnly, statusWord, shape);
    },
    'GET /v2/avatars/photo_avatars': ({ call: { query } }) =>
      avatarsOf(page(own('photo', query), query).items, idFields('id'), status),
    'GET /v2/voices': ({ call }) => {
      const voices = voicesFor(catalogue.voices, false, call.query, 2);
      const { items, hasMore } = page(voices, call.query);
      const rows = items.map((voice) => {
        const { gender, age, accent, use } = voice;
        return { ...voiceFields(world, 2, voice), gender, age, accent, use_case: use };
      });
      return { voices: rows, has_more: hasMore };
    },
    'POST /v2/create_video_from_avatar': ({ body }) => create(world, orderOf(2, body, catalogue)),
    'GET /v2/avatar_video/:id': ({ id }) => view(findProject(world, id, 2), 'video'),
    'GET /v2/user/whoami': () => world.account.holder,
    'GET /v2/user/remaining_quota': () => ({ remaining_quota: world.account.credits }),
  };
}

/** Routes that both versions have at the same path. */
function sharedRoutes(world: World, version: 1 | 2): Routes {
  const { catalogue, endpoints, uploads, origin } = world;
  const isV1 = version === 1;
  /** As documented, v1 answers about endpoints without the envelope. */
  const bare = (value: unknown, wrapped: unknown = value) =>
    isV1 && world.behaviour.documented ? { [BARE]: jsonReply(200, value) } : wrapped;
  const list = (name: string, data: unknown) => bare({ data }, { [name]: data });
  return {
    [`GET /v${version}/voices/custom`]: ({ call }) => {
      const voices = voicesFor(catalogue.voices, true, call.query, version);
      const rows = voices.map((each) => voiceFields(world, version, each));
      return { total: rows.length, voices: rows };
    },
    [`POST /v${version}/upload/asset`]: ({ body }) => {
      const { putPath, assetPath } = uploads.begin(version, body);
      const asset = { [isV1 ? 'asset_id' : 'asset_url']: origin() + assetPath };
      return { sign_url: origin() + putPath, ...asset };
    },
    [`GET /v${version}/events`]: () => list('events', eventsOf(version, world.behaviour)),
    [`GET /v${version}/endpoints`]: () => list('endpoints', [...endpoints.all.values()]),
    [`POST /v${version}/endpoint`]: ({ body }) => bare(endpoints.create(version, body)),
    [`PUT /v${version}/endpoint/:id`]: ({ body, id }) => bare(endpoints.update(version, id, body)),
    [`DELETE /v${version}/endpoint/:id`]: ({ id }) => {
      endpoints.remove(id);
      return isV1 ? bare({ code: 0, msg: 'Success' }, null) : { message: 'webhook deleted' };
    },
  };
}

/** The fields of a voice in every list; in documented v1 the sample has another name. */
function voiceFields({ behaviour, origin }: World, version: 1 | 2, { id, name, language }: Voice) {
  const sample = version === 1 && behaviour.documented ? 'audition_url' : 'audio_url';
  return { name, voice_id: id, language, [sample]: `${origin()}/media/voices/${id}.wav` };
}

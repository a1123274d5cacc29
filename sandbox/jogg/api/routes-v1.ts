import type { Avatar } from '../catalogue/avatars.ts';
import { LANGUAGES } from '../catalogue/languages.ts';
import type { Voice } from '../catalogue/voices.ts';
import { jsonReply } from '../server/call.ts';
import { eventsOf } from '../webhooks/endpoints.ts';
import { need } from './fields.ts';
import { ownAvatars, paged, publicAvatars, voicesFor } from './listing.ts';
import { orderV1 } from './order.ts';
import { viewV1 } from './project-view.ts';
import { notFound } from './refusal.ts';
import { BARE, create, lookUp, type Routes, type World } from './routes.ts';

const SHAPES = ['0', '1', '2'];

/** Jogg's API v1. https://docs.jogg.ai (v1 pages), openapi.json of 2025-12-15 */
export function routesV1(world: World): Routes {
  const { catalogue, endpoints, habits, uploads, origin } = world;
  const own = (kind: Avatar['kind']) => ownAvatars(catalogue.avatars, kind, {});
  /** By the book, answers about endpoints come without the envelope. */
  const bare = (value: unknown, wrapped: unknown = value) =>
    habits.v1.bareEndpoints ? { [BARE]: jsonReply(200, value) } : wrapped;
  const portrayed = ({ id, name }: Avatar) => ({
    ...{ avatar_id: id, name, cover_url: `${origin()}/media/avatars/${id}.png` },
  });
  const described = ({ shape, style, gender, age }: Avatar) => ({
    ...{ aspect_ratio: shape, style, gender, age },
  });
  const fate = ({ status, failure }: Avatar) => ({ status, fail_msg: failure });
  const spoken = ({ id, name, language }: Voice) => ({
    ...{ name, voice_id: id, language },
    [habits.v1.sample]: `${origin()}/media/voices/${id}.wav`,
  });

  return {
    'GET /v1/avatars': ({ call }) => ({
      avatars: publicAvatars(catalogue.avatars, call.query, SHAPES).map((avatar) => ({
        ...{ ...portrayed(avatar), ...described(avatar) },
        ...(habits.v1.publicStatus ? { status: 0 } : {}),
      })),
    }),
    'GET /v1/avatars/custom': () => ({
      avatars: own('custom').map((avatar) => ({ ...portrayed(avatar), ...fate(avatar) })),
    }),
    'GET /v1/avatars/photo_avatars': () => ({
      avatars: own('photo').map((avatar) => ({
        ...{ ...portrayed(avatar), ...described(avatar), ...fate(avatar) },
      })),
    }),
    'GET /v1/voices': ({ call }) => {
      const voices = voicesFor(catalogue.voices, false, call.query, LANGUAGES);
      const rules = { paging: habits.v1.paging, largest: Number.POSITIVE_INFINITY };
      const { items } = paged(voices, call.query, rules);
      const rows = items.map((each) => ({ ...spoken(each), gender: each.gender, age: each.age }));
      return { total: voices.length, voices: rows };
    },
    'GET /v1/voices/custom': ({ call }) => {
      const voices = voicesFor(catalogue.voices, true, call.query, LANGUAGES);
      return { total: voices.length, voices: voices.map(spoken) };
    },
    'POST /v1/create_video_from_talking_avatar': ({ body }) =>
      create(world, orderV1(body, catalogue)),
    'GET /v1/project': ({ call }) => {
      const project = lookUp(world, need('project_id', call.query['project_id']), 1);
      if (project === undefined) throw notFound('project_id');
      return viewV1(project, habits, world.links, world.now());
    },
    'POST /v1/upload/asset': ({ body }) => {
      const { putPath, assetPath } = uploads.begin(1, body);
      return { sign_url: origin() + putPath, asset_id: origin() + assetPath };
    },
    'GET /v1/whoami': () => world.account.holder,
    'GET /v1/events': () => bare({ data: eventsOf(1, habits) }, { events: eventsOf(1, habits) }),
    'GET /v1/endpoints': () => {
      const all = [...endpoints.all.values()];
      return bare({ data: all }, { endpoints: all });
    },
    'POST /v1/endpoint': ({ body }) => bare(endpoints.create(1, body)),
    'PUT /v1/endpoint/:id': ({ body, id }) => bare(endpoints.update(1, id, body)),
    'DELETE /v1/endpoint/:id': ({ id }) => {
      endpoints.remove(id);
      return bare({ code: 0, msg: 'Success' }, null);
    },
  };
}

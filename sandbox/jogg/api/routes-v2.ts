import type { Avatar } from '../catalogue/avatars.ts';
import type { Voice } from '../catalogue/voices.ts';
import { eventsOf } from '../webhooks/endpoints.ts';
import { ownAvatars, paged, publicAvatars, voicesFor } from './listing.ts';
import { orderV2, SHAPES } from './order.ts';
import { viewV2 } from './project-view.ts';
import { notFound } from './refusal.ts';
import { create, lookUp, type Routes, type World } from './routes.ts';

const STATUSES = ['processing', 'completed', 'failed'] as const;
type Query = Readonly<Record<string, string>>;

/** Jogg's API v2. https://docs.jogg.ai/api-reference/v2, openapi-v2.yaml of 2026-03-30 */
export function routesV2(world: World): Routes {
  const { catalogue, endpoints, habits, uploads, origin } = world;
  const page = <T>(items: readonly T[], query: Query) =>
    paged(items, query, { paging: habits.v2.paging, largest: 100 });
  const own = (kind: Avatar['kind'], query: Query) =>
    page(ownAvatars(catalogue.avatars, kind, query), query).items;
  const portrayed = ({ id, name }: Avatar) => ({
    ...{ id, name, cover_url: `${origin()}/media/avatars/${id}.png` },
  });
  const clip = ({ id, status }: Avatar) =>
    status === 1 ? `${origin()}/media/avatars/${id}.mp4` : '';
  const spoken = ({ id, name, language }: Voice) => ({
    ...{ name, voice_id: id, language, audio_url: `${origin()}/media/voices/${id}.wav` },
  });

  return {
    'GET /v2/avatars/public': ({ call }) => {
      const avatars = publicAvatars(catalogue.avatars, call.query, SHAPES);
      return {
        avatars: page(avatars, call.query).items.map((avatar) => {
          const { shape, style, gender, age } = avatar;
          const more = { aspect_ratio: shape, style, gender, age };
          return { ...portrayed(avatar), video_url: clip(avatar), ...more };
        }),
      };
    },
    'GET /v2/avatars/custom': ({ call }) => ({
      avatars: own('custom', call.query).map((avatar) => ({
        ...{ ...portrayed(avatar), video_url: clip(avatar), api_only: false },
        ...{ avatar_status: STATUSES[avatar.status], fail_msg: avatar.failure },
        avatar_url: clip(avatar),
        ...(habits.v2.customShape ? { aspect_ratio: avatar.shape } : {}),
      })),
    }),
    'GET /v2/avatars/photo_avatars': ({ call }) => ({
      avatars: own('photo', call.query).map((avatar) => ({
        ...{ ...portrayed(avatar), status: avatar.status, fail_msg: avatar.failure },
      })),
    }),
    'GET /v2/voices': ({ call }) => {
      const voices = voicesFor(catalogue.voices, false, call.query, undefined);
      const { items, more } = page(voices, call.query);
      const rows = items.map((voice) => {
        const { gender, age, accent, use } = voice;
        return { ...spoken(voice), gender, age, accent, use_case: use };
      });
      return { voices: rows, has_more: more };
    },
    'GET /v2/voices/custom': ({ call }) => {
      const voices = voicesFor(catalogue.voices, true, call.query, undefined);
      return { total: voices.length, voices: voices.map(spoken) };
    },
    'POST /v2/create_video_from_avatar': ({ body }) => create(world, orderV2(body, catalogue)),
    'GET /v2/avatar_video/:id': ({ id }) => {
      const project = lookUp(world, id, 2);
      if (project === undefined) throw notFound('video');
      return viewV2(project, habits, world.links, world.now());
    },
    'POST /v2/upload/asset': ({ body }) => {
      const { putPath, assetPath } = uploads.begin(2, body);
      return { sign_url: origin() + putPath, asset_url: origin() + assetPath };
    },
    'GET /v2/user/whoami': () => world.account.holder,
    'GET /v2/user/remaining_quota': () => ({
      remaining_quota: habits.quota === 'zero' ? 0 : world.account.credits,
    }),
    'GET /v2/events': () => ({ events: eventsOf(2, habits) }),
    'GET /v2/endpoints': () => ({ endpoints: [...endpoints.all.values()] }),
    'POST /v2/endpoint': ({ body }) => endpoints.create(2, body),
    'PUT /v2/endpoint/:id': ({ body, id }) => endpoints.update(2, id, body),
    'DELETE /v2/endpoint/:id': ({ id }) => {
      endpoints.remove(id);
      return { message: 'webhook deleted' };
    },
  };
}

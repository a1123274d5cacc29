import type { Avatar } from '../catalogue/avatars.ts';
import type { Voice } from '../catalogue/voices.ts';
import { eventsOf } from '../webhooks/endpoints.ts';
import { ownAvatars, paged, publicAvatars, voicesFor } from './listing.ts';
import { orderV2, SHAPES } from './order.ts';
import { viewV2 } from './project-view.ts';
import { notFound } from './refusal.ts';
import { create, lookUp, type Route, type World } from './routes.ts';

const STATUSES = ['processing', 'completed', 'failed'] as const;

/** Jogg's API v2. https://docs.jogg.ai/api-reference/v2, openapi-v2.yaml of 2026-03-30 */
export function routesV2(world: World): Route[] {
  const { catalogue, endpoints, habits, uploads } = world;
  const page = <T>(items: readonly T[], query: Readonly<Record<string, string>>) =>
    paged(items, query, { paging: habits.v2.paging, largest: 100 });

  return [
    {
      method: 'GET',
      path: '/v2/avatars/public',
      answer({ call }) {
        const avatars = publicAvatars(catalogue.avatars, call.query, SHAPES);
        return {
          avatars: page(avatars, call.query).items.map((avatar) => ({
            ...portrayed(world, avatar),
            video_url: clipOf(world, avatar),
            aspect_ratio: avatar.shape,
            style: avatar.style,
            gender: avatar.gender,
            age: avatar.age,
          })),
        };
      },
    },
    {
      method: 'GET',
      path: '/v2/avatars/custom',
      answer({ call }) {
        const avatars = ownAvatars(catalogue.avatars, 'custom', call.query);
        return {
          avatars: page(avatars, call.query).items.map((avatar) => ({
            ...portrayed(world, avatar),
            video_url: avatar.status === 1 ? clipOf(world, avatar) : '',
            api_only: false,
            avatar_status: STATUSES[avatar.status],
            fail_msg: avatar.failure,
            avatar_url: avatar.status === 1 ? clipOf(world, avatar) : '',
            ...(habits.v2.customShape ? { aspect_ratio: avatar.shape } : {}),
          })),
        };
      },
    },
    {
      method: 'GET',
      path: '/v2/avatars/photo_avatars',
      answer({ call }) {
        const avatars = ownAvatars(catalogue.avatars, 'photo', call.query);
        return {
          avatars: page(avatars, call.query).items.map((avatar) => ({
            ...portrayed(world, avatar),
            status: avatar.status,
            fail_msg: avatar.failure,
          })),
        };
      },
    },
    {
      method: 'GET',
      path: '/v2/voices',
      answer({ call }) {
        const voices = voicesFor(catalogue.voices, false, call.query, undefined);
        const { items, more } = page(voices, call.query);
        return {
          voices: items.map((voice) => ({
            ...spoken(world, voice),
            gender: voice.gender,
            age: voice.age,
            accent: voice.accent,
            use_case: voice.use,
          })),
          has_more: more,
        };
      },
    },
    {
      method: 'GET',
      path: '/v2/voices/custom',
      answer({ call }) {
        const voices = voicesFor(catalogue.voices, true, call.query, undefined);
        return { total: voices.length, voices: voices.map((voice) => spoken(world, voice)) };
      },
    },
    {
      method: 'POST',
      path: '/v2/create_video_from_avatar',
      answer: ({ body }) => create(world, orderV2(body, catalogue, world.acceptsUrl)),
    },
    {
      method: 'GET',
      path: '/v2/avatar_video/:id',
      answer({ id }) {
        const project = lookUp(world, id, 2);
        if (project === undefined) throw notFound('video');
        return viewV2(project, habits, world.links, world.now());
      },
    },
    {
      method: 'POST',
      path: '/v2/upload/asset',
      answer({ body }) {
        const { putPath, assetPath } = uploads.begin(2, body);
        return { sign_url: world.ownOrigin() + putPath, asset_url: world.origin() + assetPath };
      },
    },
    {
      method: 'GET',
      path: '/v2/user/whoami',
      answer: () => ({ email: world.username, username: world.username.split('@')[0] }),
    },
    {
      method: 'GET',
      path: '/v2/user/remaining_quota',
      answer: () => ({ remaining_quota: habits.quota === 'zero' ? 0 : world.account.credits }),
    },
    { method: 'GET', path: '/v2/events', answer: () => ({ events: eventsOf(2, habits) }) },
    {
      method: 'GET',
      path: '/v2/endpoints',
      answer: () => ({ endpoints: [...endpoints.all.values()] }),
    },
    { method: 'POST', path: '/v2/endpoint', answer: ({ body }) => endpoints.create(2, body) },
    {
      method: 'PUT',
      path: '/v2/endpoint/:id',
      answer: ({ body, id }) => endpoints.update(2, id, body),
    },
    {
      method: 'DELETE',
      path: '/v2/endpoint/:id',
      answer({ id }) {
        endpoints.remove(id);
        return { message: 'webhook deleted' };
      },
    },
  ];
}

function portrayed(world: World, avatar: Avatar) {
  return {
    id: avatar.id,
    name: avatar.name,
    cover_url: `${world.origin()}/media/avatars/${avatar.id}.png`,
  };
}

function clipOf(world: World, avatar: Avatar): string {
  return `${world.origin()}/media/avatars/${avatar.id}.mp4`;
}

function spoken(world: World, voice: Voice) {
  return {
    name: voice.name,
    voice_id: voice.id,
    audio_url: `${world.origin()}/media/voices/${voice.id}.wav`,
    language: voice.language,
  };
}

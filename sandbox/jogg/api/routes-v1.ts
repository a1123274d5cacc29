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
import { BARE, create, lookUp, type Route, type World } from './routes.ts';

const SHAPES = ['0', '1', '2'];

/** Jogg's API v1. https://docs.jogg.ai (v1 pages), openapi.json of 2025-12-15 */
export function routesV1(world: World): Route[] {
  const { catalogue, endpoints, habits, uploads } = world;
  const bare = (value: unknown) =>
    habits.v1.bareEndpoints ? { [BARE]: jsonReply(200, value) } : undefined;

  return [
    {
      method: 'GET',
      path: '/v1/avatars',
      answer: ({ call }) => ({
        avatars: publicAvatars(catalogue.avatars, call.query, SHAPES).map((avatar) => ({
          ...portrayed(world, avatar),
          ...described(avatar),
          ...(habits.v1.publicStatus ? { status: 0 } : {}),
        })),
      }),
    },
    {
      method: 'GET',
      path: '/v1/avatars/custom',
      answer: () => ({
        avatars: ownAvatars(catalogue.avatars, 'custom', {}).map((avatar) => ({
          ...portrayed(world, avatar),
          status: avatar.status,
          fail_msg: avatar.failure,
        })),
      }),
    },
    {
      method: 'GET',
      path: '/v1/avatars/photo_avatars',
      answer: () => ({
        avatars: ownAvatars(catalogue.avatars, 'photo', {}).map((avatar) => ({
          ...portrayed(world, avatar),
          ...described(avatar),
          status: avatar.status,
          fail_msg: avatar.failure,
        })),
      }),
    },
    {
      method: 'GET',
      path: '/v1/voices',
      answer({ call }) {
        const voices = voicesFor(catalogue.voices, false, call.query, LANGUAGES);
        const rules = { paging: habits.v1.paging, largest: Number.POSITIVE_INFINITY };
        const { items } = paged(voices, call.query, rules);
        return {
          total: voices.length,
          voices: items.map((voice) => ({
            ...spoken(world, voice),
            gender: voice.gender,
            age: voice.age,
          })),
        };
      },
    },
    {
      method: 'GET',
      path: '/v1/voices/custom',
      answer({ call }) {
        const voices = voicesFor(catalogue.voices, true, call.query, LANGUAGES);
        return { total: voices.length, voices: voices.map((voice) => spoken(world, voice)) };
      },
    },
    {
      method: 'POST',
      path: '/v1/create_video_from_talking_avatar',
      answer: ({ body }) => create(world, orderV1(body, catalogue)),
    },
    {
      method: 'GET',
      path: '/v1/project',
      answer({ call }) {
        const id = need('project_id', call.query['project_id']);
        const project = lookUp(world, id, 1);
        if (project === undefined) throw notFound('project_id');
        return viewV1(project, habits, world.links, world.now());
      },
    },
    {
      method: 'POST',
      path: '/v1/upload/asset',
      answer({ body }) {
        const { putPath, assetPath } = uploads.begin(1, body);
        return { sign_url: world.ownOrigin() + putPath, asset_id: world.origin() + assetPath };
      },
    },
    {
      method: 'GET',
      path: '/v1/whoami',
      answer: () => ({ email: world.username, username: world.username.split('@')[0] }),
    },
    {
      method: 'GET',
      path: '/v1/events',
      answer: () => bare({ data: eventsOf(1, habits) }) ?? { events: eventsOf(1, habits) },
    },
    {
      method: 'GET',
      path: '/v1/endpoints',
      answer() {
        const all = [...endpoints.all.values()];
        return bare({ data: all }) ?? { endpoints: all };
      },
    },
    {
      method: 'POST',
      path: '/v1/endpoint',
      answer({ body }) {
        const endpoint = endpoints.create(1, body);
        return bare(endpoint) ?? endpoint;
      },
    },
    {
      method: 'PUT',
      path: '/v1/endpoint/:id',
      answer({ body, id }) {
        const endpoint = endpoints.update(1, id, body);
        return bare(endpoint) ?? endpoint;
      },
    },
    {
      method: 'DELETE',
      path: '/v1/endpoint/:id',
      answer({ id }) {
        endpoints.remove(id);
        return bare({ code: 0, msg: 'Success' }) ?? null;
      },
    },
  ];
}

function portrayed(world: World, avatar: Avatar) {
  return {
    avatar_id: avatar.id,
    name: avatar.name,
    cover_url: `${world.origin()}/media/avatars/${avatar.id}.png`,
  };
}

function described({ shape, style, gender, age }: Avatar) {
  return { aspect_ratio: shape, style, gender, age };
}

function spoken(world: World, voice: Voice) {
  return {
    name: voice.name,
    voice_id: voice.id,
    [world.habits.v1.sample]: `${world.origin()}/media/voices/${voice.id}.wav`,
    language: voice.language,
  };
}

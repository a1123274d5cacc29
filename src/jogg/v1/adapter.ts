import { z } from 'zod';
import type { AdapterDeps, JoggAdapter } from '../adapter.ts';
import { sightOf } from '../sight.ts';
import { createAvatars } from './avatars.ts';
import { createVideo } from './create-video.ts';
import { projectSchema } from './schemas.ts';
import { createVoices } from './voices.ts';

/** Jogg's API v1: still answering, though Jogg calls it legacy. https://docs.jogg.ai/api-reference/v1/openapi.json */
export function createV1(deps: AdapterDeps): JoggAdapter {
  const { transport } = deps;
  return {
    version: 'v1',
    create: (wish) => createVideo(transport, wish),
    look: async (projectId) => {
      const query = { project_id: projectId };
      const { data, rid } = await transport.get('/v1/project', query, { schema: projectSchema });
      return sightOf(data, rid, deps);
    },
    ...createAvatars(deps),
    ...createVoices(deps),
    account: async () => {
      // v1 documents no request for the account; this is the smallest that needs a key.
      await transport.get('/v1/voices', { page: 1, page_size: 1 }, { schema: z.unknown() });
      return { name: null, quota: null };
    },
  };
}

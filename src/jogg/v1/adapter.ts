import { z } from 'zod';
import type { AdapterDeps, JoggAdapter } from '../api/adapter-contract.ts';
import { createProjectStatus } from '../api/project-status.ts';
import { createAvatars } from './avatars.ts';
import { createVideo } from './create-video.ts';
import { projectSchema } from './schemas.ts';
import { createVoices } from './voices.ts';

/**
 * The adapter of Jogg's API v1, which Jogg calls legacy and still supports.
 * https://docs.jogg.ai/api-reference/v1/openapi.json
 */
export function createV1(deps: AdapterDeps): JoggAdapter {
  const { transport } = deps;
  const projectStatus = createProjectStatus(deps);
  const getProject = (projectId: string) =>
    transport.get('/v1/project', { project_id: projectId }, { schema: projectSchema, once: true });
  return {
    version: 'v1',
    create: (spec) => createVideo(transport, spec),
    poll: async (projectId) => {
      const { data, rid } = await getProject(projectId);
      return projectStatus(projectId, data, rid);
    },
    identify: async (projectId) => {
      const { title, createdAt } = (await getProject(projectId)).data;
      return { title, createdAt };
    },
    ...createAvatars(deps),
    ...createVoices(deps),
    account: async () => {
      // v1 has no request for the account. This is the cheapest request that needs a key.
      await transport.get('/v1/voices', { page: 1, page_size: 1 }, { schema: z.unknown() });
      return { name: null, quota: null };
    },
    quota: async () => null,
  };
}

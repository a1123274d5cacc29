import type { AdapterDeps, JoggAdapter } from '../api/adapter-contract.ts';
import { createProjectStatus } from '../api/project-status.ts';
import { createAvatars } from './avatars.ts';
import { createVideo } from './create-video.ts';
import { quotaSchema, videoSchema, whoamiSchema } from './schemas.ts';
import { createVoices } from './voices.ts';

/** The adapter of Jogg's API v2. https://docs.jogg.ai/api-reference/v2/QuickStart/GettingStarted */
export function createV2(deps: AdapterDeps): JoggAdapter {
  const { transport } = deps;
  const projectStatus = createProjectStatus(deps);
  const getVideo = (videoId: string) =>
    transport.get(
      `/v2/avatar_video/${encodeURIComponent(videoId)}`,
      {},
      { schema: videoSchema, once: true },
    );
  const quota = async () => {
    const { data } = await transport.get('/v2/user/remaining_quota', {}, { schema: quotaSchema });
    return data.remaining_quota;
  };
  return {
    version: 'v2',
    create: (spec) => createVideo(transport, spec),
    poll: async (videoId) => {
      const { data, rid } = await getVideo(videoId);
      return projectStatus(videoId, data, rid);
    },
    identify: async (videoId) => {
      const { title, createdAt } = (await getVideo(videoId)).data;
      return { title, createdAt };
    },
    ...createAvatars(deps),
    ...createVoices(deps),
    account: async () => {
      const whoami = await transport.get('/v2/user/whoami', {}, { schema: whoamiSchema });
      const name = whoami.data.username ?? whoami.data.email;
      // The quota is optional: `whoami` has already proved the key.
      return { name, quota: await quota().catch(() => null) };
    },
    quota,
  };
}

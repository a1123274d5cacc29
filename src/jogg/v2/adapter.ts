import type { AdapterDeps, JoggAdapter } from '../adapter.ts';
import { sightOf } from '../sight.ts';
import { createAvatars } from './avatars.ts';
import { createVideo } from './create-video.ts';
import { quotaSchema, videoSchema, whoamiSchema } from './schemas.ts';
import { createVoices } from './voices.ts';

/** Jogg's API v2. https://docs.jogg.ai/api-reference/v2/QuickStart/GettingStarted */
export function createV2(deps: AdapterDeps): JoggAdapter {
  const { transport } = deps;
  return {
    version: 'v2',
    create: (wish) => createVideo(transport, wish),
    look: async (videoId) => {
      const path = `/v2/avatar_video/${encodeURIComponent(videoId)}`;
      const { data, rid } = await transport.get(path, {}, { schema: videoSchema });
      return sightOf(data, rid, deps);
    },
    ...createAvatars(deps),
    ...createVoices(deps),
    account: async () => {
      const whoami = await transport.get('/v2/user/whoami', {}, { schema: whoamiSchema });
      const quota = await transport.get('/v2/user/remaining_quota', {}, { schema: quotaSchema });
      const name = whoami.data.username ?? whoami.data.email;
      return { name, quota: quota.data.remaining_quota };
    },
  };
}

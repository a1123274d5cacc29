import type { AdapterDeps } from '../api/adapter-contract.ts';
import { createAvatarLists } from '../api/avatar-lists.ts';
import { avatarItemSchema } from './schemas.ts';

/**
 * The three lists of avatars of v2, in pages and without a total.
 * https://docs.jogg.ai/api-reference/v2/Avatar/PublicAvatarsGet
 */
export const createAvatars = (deps: AdapterDeps) =>
  createAvatarLists(deps, {
    paths: {
      public: '/v2/avatars/public',
      custom: '/v2/avatars/custom',
      photo: '/v2/avatars/photo_avatars',
    },
    isPaged: true,
    item: avatarItemSchema,
  });

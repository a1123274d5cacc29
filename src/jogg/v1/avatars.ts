import type { AdapterDeps } from '../api/adapter-contract.ts';
import { createAvatarLists } from '../api/avatar-lists.ts';
import { avatarItemSchema } from './schemas.ts';

/**
 * The three lists of avatars of v1, without pages.
 * https://docs.jogg.ai/api-reference/v1/openapi.json
 */
export const createAvatars = (deps: AdapterDeps) =>
  createAvatarLists(deps, {
    paths: {
      public: '/v1/avatars',
      custom: '/v1/avatars/custom',
      photo: '/v1/avatars/photo_avatars',
    },
    isPaged: false,
    item: avatarItemSchema,
  });

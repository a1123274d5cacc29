import type { Avatar, AvatarKind } from '../../domain/catalogue.ts';
import type { AdapterDeps } from '../api/adapter-contract.ts';
import { listSchema } from '../schema/listing.ts';
import { avatarItemSchema } from './schemas.ts';

/**
 * The three lists of avatars of v1, without pages.
 * https://docs.jogg.ai/api-reference/v1/openapi.json
 */
export function createAvatars({ transport, link, logEvent }: AdapterDeps) {
  async function load(kind: AvatarKind, path: string): Promise<Avatar[]> {
    const listOptions = {
      key: 'avatars',
      name: `${kind} avatars`,
      item: avatarItemSchema,
      logEvent,
    };
    const schema = listSchema({ ...listOptions, isOptional: kind !== 'public' });
    const { data } = await transport.get(path, {}, { schema });
    return data.items
      .filter((item) => kind === 'public' || item.status)
      .map((item) => ({
        kind,
        id: item.avatar_id,
        name: item.name ?? item.avatar_id,
        coverUrl: link(item.cover_url),
        previewUrl: null,
        shape: item.aspect_ratio,
        style: item.style,
        gender: item.gender,
        age: item.age,
      }));
  }

  return {
    publicAvatars: () => load('public', '/v1/avatars'),
    customAvatars: () => load('custom', '/v1/avatars/custom'),
    photoAvatars: () => load('photo', '/v1/avatars/photo_avatars'),
  };
}

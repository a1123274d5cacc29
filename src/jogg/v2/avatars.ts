import type { Avatar, AvatarKind } from '../../domain/catalogue.ts';
import type { AdapterDeps } from '../api/adapter-contract.ts';
import { listSchema } from '../schema/listing.ts';
import { PAGE_SIZE, readPages } from '../schema/pages.ts';
import { avatarItemSchema } from './schemas.ts';

/**
 * The three lists of avatars of v2, in pages and without a total.
 * https://docs.jogg.ai/api-reference/v2/Avatar/PublicAvatarsGet
 */
export function createAvatars({ transport, link, logEvent }: AdapterDeps) {
  async function load(kind: AvatarKind, path: string): Promise<Avatar[]> {
    const listOptions = {
      key: 'avatars',
      name: `${kind} avatars`,
      item: avatarItemSchema,
      logEvent,
    };
    const items = await readPages(async (page) => {
      const schema = listSchema({ ...listOptions, isOptional: kind !== 'public' || page > 1 });
      return (await transport.get(path, { page, page_size: PAGE_SIZE }, { schema })).data;
    }, logEvent);
    return items
      .filter((item) => kind === 'public' || item.ready)
      .map((item) => ({
        kind,
        id: item.id,
        name: item.name ?? item.id,
        coverUrl: link(item.cover_url),
        previewUrl: link(item.video_url),
        shape: item.aspect_ratio,
        style: item.style,
        gender: item.gender,
        age: item.age,
      }));
  }

  return {
    publicAvatars: () => load('public', '/v2/avatars/public'),
    customAvatars: () => load('custom', '/v2/avatars/custom'),
    photoAvatars: () => load('photo', '/v2/avatars/photo_avatars'),
  };
}

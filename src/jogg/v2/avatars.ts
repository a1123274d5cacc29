import type { Avatar, AvatarKind } from '../../domain/catalogue.ts';
import type { AdapterDeps, AvatarFilter } from '../api/adapter-contract.ts';
import type { Query } from '../http/exchange.ts';
import { listSchema } from '../schema/listing.ts';
import { PAGE_SIZE, readPages } from '../schema/pages.ts';
import { avatarItemSchema } from './schemas.ts';

/**
 * v2's three lists of avatars, all paged and without a total.
 * https://docs.jogg.ai/api-reference/v2/Avatar/PublicAvatarsGet
 */
export function createAvatars({ transport, link, logEvent }: AdapterDeps) {
  async function load(kind: AvatarKind, path: string, query: Query): Promise<Avatar[]> {
    const facts = { key: 'avatars', name: `${kind} avatars`, item: avatarItemSchema, logEvent };
    const items = await readPages(async (page) => {
      const schema = listSchema({ ...facts, mayBeMissing: kind !== 'public' || page > 1 });
      const paged = { page, page_size: PAGE_SIZE, ...query };
      return (await transport.get(path, paged, { schema })).data;
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
    publicAvatars: ({ shape: aspect_ratio, style, gender, age }: AvatarFilter) =>
      load('public', '/v2/avatars/public', { aspect_ratio, style, gender, age }),
    customAvatars: () => load('custom', '/v2/avatars/custom', {}),
    photoAvatars: () => load('photo', '/v2/avatars/photo_avatars', {}),
  };
}

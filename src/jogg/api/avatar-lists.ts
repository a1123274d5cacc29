import type { z } from 'zod';
import type { Avatar, AvatarKind, Shape } from '../../domain/catalogue.ts';
import { listSchema } from '../schema/listing.ts';
import { PAGE_SIZE, readPages } from '../schema/pages.ts';
import type { AdapterDeps } from './adapter-contract.ts';

/** An avatar in Jogg's lists. */
interface AvatarItem {
  readonly id: string;
  readonly name: string | null;
  readonly cover_url: string | null;
  readonly video_url: string | null;
  readonly aspect_ratio: Shape | null;
  readonly style: string | null;
  readonly gender: string | null;
  readonly age: string | null;
  readonly ready: boolean;
}

/** Loads the three lists of avatars of an API version. The account's own must be ready. */
export function createAvatarLists(
  { transport, link, logEvent }: AdapterDeps,
  version: {
    readonly paths: Readonly<Record<AvatarKind, string>>;
    readonly isPaged: boolean;
    readonly item: z.ZodType<AvatarItem>;
  },
) {
  const { paths, isPaged, item } = version;

  async function load(kind: AvatarKind): Promise<Avatar[]> {
    const isOwn = kind !== 'public';
    const name = `${kind} avatars`;
    const loadPage = async (page: number) => {
      const isOptional = isOwn || page > 1;
      const schema = listSchema({ key: 'avatars', name, isOptional, item, logEvent });
      const query = isPaged ? { page, page_size: PAGE_SIZE } : {};
      return (await transport.get(paths[kind], query, { schema })).data;
    };
    const items = isPaged ? await readPages(loadPage, logEvent) : (await loadPage(1)).items;
    return items
      .filter(({ ready }) => ready || !isOwn)
      .map((each) => ({
        kind,
        id: each.id,
        name: each.name ?? each.id,
        coverUrl: link(each.cover_url),
        previewUrl: link(each.video_url),
        shape: each.aspect_ratio,
        style: each.style,
        gender: each.gender,
        age: each.age,
      }));
  }

  return {
    publicAvatars: () => load('public'),
    customAvatars: () => load('custom'),
    photoAvatars: () => load('photo'),
  };
}

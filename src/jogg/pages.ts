import type { Note } from '../lib/log.ts';
import type { Page } from './listing.ts';

/** As many as v2 allows on a page; v1 states no limit. */
export const PAGE_SIZE = 100;
const MOST_PAGES = 100;

/**
 * Reads a paged list to its end, each id once. Servers have been seen to ignore paging and answer
 * the whole list each time, and to say that there is more when there is not; so what ends it is
 * whichever comes first: nothing new on a page, more items than asked for, or a page that is not
 * full while the total is reached or the server says that it was the last.
 */
export async function readPages<T extends { readonly id: string }>(
  load: (page: number) => Promise<Page<T>>,
  note: Note,
): Promise<T[]> {
  const found = new Map<string, T>();
  let counted = 0;
  for (let number = 1; number <= MOST_PAGES; number += 1) {
    const page = await load(number);
    const before = found.size;
    for (const item of page.items) if (!found.has(item.id)) found.set(item.id, item);
    counted += page.count;
    const reached = page.total !== null && counted >= page.total;
    const short = page.count < PAGE_SIZE;
    if (found.size === before || page.count > PAGE_SIZE) return [...found.values()];
    if (short && (reached || page.more === false)) return [...found.values()];
  }
  note('jogg_list_endless', { pages: MOST_PAGES, items: found.size });
  return [...found.values()];
}

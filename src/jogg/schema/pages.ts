import type { LogEvent } from '../../lib/log.ts';
import { isNotThere } from '../http/errors.ts';
import type { Page } from './listing.ts';

/** As many as v2 allows on a page; v1 states no limit. */
export const PAGE_SIZE = 100;
const MOST_PAGES = 100;

/**
 * Reads a paged list to its end, each id once. Servers have been seen to ignore paging and answer
 * the whole list each time, and to say that there is more when there is not; so what ends it is
 * whichever comes first: nothing new on a page, an error that says that there is no such page, or a
 * page that is not full while the total is reached or the server says that it was the last. More
 * items than asked for are the whole list, unless the total says otherwise.
 * @throws {JoggError}
 */
export async function readPages<T extends { readonly id: string }>(
  load: (page: number) => Promise<Page<T>>,
  logEvent: LogEvent,
): Promise<T[]> {
  const found = new Map<string, T>();
  let counted = 0;
  for (let number = 1; number <= MOST_PAGES; number += 1) {
    const page = await load(number).catch((error: unknown) => {
      // Past the end: only the page's number changes.
      if (number > 1 && isNotThere(error)) return null;
      throw error;
    });
    if (page === null) return [...found.values()];
    const before = found.size;
    for (const item of page.items) if (!found.has(item.id)) found.set(item.id, item);
    counted += page.count;
    const reached = page.total !== null && counted >= page.total;
    const long = page.count > PAGE_SIZE && (reached || page.total === null);
    if (found.size === before || long) return [...found.values()];
    const short = page.count < PAGE_SIZE;
    if (short && (reached || page.more === false)) return [...found.values()];
  }
  logEvent('jogg_list_endless', { pages: MOST_PAGES, items: found.size });
  return [...found.values()];
}

import type { LogEvent } from '../../lib/log.ts';
import { isNotFound } from '../http/errors.ts';
import type { Page } from './listing.ts';

/** As many as v2 allows on a page; v1 states no limit. */
export const PAGE_SIZE = 100;
const MAX_PAGES = 100;

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
  let count = 0;
  for (let number = 1; number <= MAX_PAGES; number += 1) {
    const page = await load(number).catch((error: unknown) => {
      // Past the end: only the page's number changes.
      if (number > 1 && isNotFound(error)) return null;
      throw error;
    });
    if (page === null) return [...found.values()];
    const before = found.size;
    for (const item of page.items) if (!found.has(item.id)) found.set(item.id, item);
    count += page.count;
    const hasReachedTotal = page.total !== null && count >= page.total;
    const isWholeList = page.count > PAGE_SIZE && (hasReachedTotal || page.total === null);
    if (found.size === before || isWholeList) return [...found.values()];
    const isPartial = page.count < PAGE_SIZE;
    if (isPartial && (hasReachedTotal || page.hasMore === false)) return [...found.values()];
  }
  logEvent('jogg_list_endless', { pages: MAX_PAGES, items: found.size });
  return [...found.values()];
}

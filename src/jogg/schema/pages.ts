import type { LogEvent } from '../../lib/log.ts';
import { isNotFound } from '../http/errors.ts';
import type { Page } from './listing.ts';

/** The maximum of v2. v1 documents no limit. */
export const PAGE_SIZE = 100;
const MAX_PAGES = 100;

/**
 * Loads all pages of a list, without duplicates. Servers may ignore paging and send the whole list
 * each time, or announce a next page that does not exist. The list ends at the first of these: a
 * page without new items, an error that a page does not exist, or a page that is not full once the
 * total is reached or the server says that it is the last. A page with more items than requested is
 * the whole list, unless the total is larger.
 * @throws {JoggError}
 */
export async function readPages<T extends { readonly id: string }>(
  load: (page: number) => Promise<Page<T>>,
  logEvent: LogEvent,
): Promise<T[]> {
  const byId = new Map<string, T>();
  let count = 0;
  for (let number = 1; number <= MAX_PAGES; number += 1) {
    const page = await load(number).catch((error: unknown) => {
      // After the end: the page number is the only parameter that changes.
      if (number > 1 && isNotFound(error)) return null;
      throw error;
    });
    if (page === null) return [...byId.values()];
    const knownBefore = byId.size;
    for (const item of page.items) if (!byId.has(item.id)) byId.set(item.id, item);
    count += page.count;
    const hasReachedTotal = page.total !== null && count >= page.total;
    const isWholeList = page.count > PAGE_SIZE && (hasReachedTotal || page.total === null);
    if (byId.size === knownBefore || isWholeList) return [...byId.values()];
    const isPartial = page.count < PAGE_SIZE;
    if (isPartial && (hasReachedTotal || page.hasMore === false)) return [...byId.values()];
  }
  logEvent('jogg_list_endless', { pages: MAX_PAGES, items: byId.size });
  return [...byId.values()];
}

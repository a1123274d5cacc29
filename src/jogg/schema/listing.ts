import { z } from 'zod';
import type { LogEvent } from '../../lib/log.ts';

/** The valid items of one page of a list. */
export interface Page<T> {
  readonly items: readonly T[];
  /** The number of all items, valid or not. */
  readonly count: number;
  readonly total: number | null;
  readonly hasMore: boolean | null;
}

/**
 * Parses a list: the field `key` of `data`, or `data` itself. Skips and logs invalid items; if all
 * items are invalid, the list is unreadable. With `isOptional`, a missing list or null is an empty
 * list, which Jogg sends for the account's own lists and after the last page.
 */
export function listSchema<T>(options: {
  readonly key: string;
  /** The name of the list in the log. */
  readonly name: string;
  readonly isOptional: boolean;
  readonly item: z.ZodType<T>;
  readonly logEvent: LogEvent;
}): z.ZodType<Page<T>> {
  const { key, name, isOptional, item, logEvent } = options;
  return z.unknown().transform((data, context): Page<T> => {
    const fields = fieldsSchema.safeParse(Array.isArray(data) ? { [key]: data } : (data ?? {}));
    const found = fields.data?.[key] ?? (isOptional && fields.success ? [] : undefined);
    const list = z.array(z.unknown()).safeParse(found);
    if (!list.success) {
      context.addIssue({ code: 'custom', message: `there is no list of ${key}` });
      return z.NEVER;
    }

    const items: T[] = [];
    for (const each of list.data) {
      const parsed = item.safeParse(each);
      if (parsed.success) items.push(parsed.data);
      else logEvent('jogg_item_skipped', { list: name, ...firstIssue(parsed.error) });
    }
    if (items.length === 0 && list.data.length > 0)
      context.addIssue({ code: 'custom', message: `none of the ${key} can be read` });
    const { total, has_more } = pagingSchema.parse(fields.data ?? {});
    return { items, count: list.data.length, total, hasMore: has_more };
  });
}

const fieldsSchema = z.record(z.string(), z.unknown());
const pagingSchema = z.object({
  total: z.int().nonnegative().nullable().catch(null),
  has_more: z.boolean().nullable().catch(null),
});

/** The path and code of the first issue, without the value. */
function firstIssue(error: z.ZodError): { field: string; issue: string } {
  const issue = error.issues[0];
  return { field: issue?.path.join('.') ?? '', issue: issue?.code ?? '' };
}

/** SQLite's own number for what went wrong, also where it is the cause of another error. */
export function resultCode(error: unknown): number | null {
  for (let each = error, depth = 0; each instanceof Error && depth < 5; each = each.cause, depth++)
    if ('errcode' in each && typeof each.errcode === 'number') return each.errcode;
  return null;
}

/**
 * Whether a failure is the store's and passes: locked, read-only, out of reach, full. A damaged
 * record is not such a one: it fails its task each time. https://sqlite.org/rescode.html
 */
export function isTransientStoreError(error: unknown): boolean {
  const code = resultCode(error);
  if (code !== null) return PASSING.has(code & 0xff);
  return error instanceof Error && 'code' in error && PASSING_WORDS.has(error.code);
}

/** SQLITE_BUSY, _LOCKED, _READONLY, _IOERR, _FULL, _CANTOPEN */
const PASSING: ReadonlySet<number> = new Set([5, 6, 8, 10, 13, 14]);
/** The store's own words for the same, where SQLite was not asked at all. */
const PASSING_WORDS: ReadonlySet<unknown> = new Set(['unreachable', 'read_only', 'full', 'locked']);

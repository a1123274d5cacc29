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
export function isStoreTrouble(error: unknown): boolean {
  const code = resultCode(error);
  return code !== null && PASSING.has(code & 0xff);
}

/** SQLITE_BUSY, _LOCKED, _READONLY, _IOERR, _FULL, _CANTOPEN */
const PASSING: ReadonlySet<number> = new Set([5, 6, 8, 10, 13, 14]);

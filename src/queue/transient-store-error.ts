/**
 * Whether a store error is transient: the store is locked, read-only, unreachable or full. A
 * damaged record is not transient: its task fails every time.
 */
export function isTransientStoreError(error: unknown): boolean {
  for (let each = error, depth = 0; each instanceof Error && depth < 5; each = each.cause, depth++)
    if (each.name === 'StoreError' && 'code' in each) return TRANSIENT.has(each.code);
  return false;
}

const TRANSIENT: ReadonlySet<unknown> = new Set(['unreachable', 'read_only', 'full', 'locked']);

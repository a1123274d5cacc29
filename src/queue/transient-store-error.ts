/**
 * Whether the store failed in a way that passes: locked, read-only, out of reach or full. A damaged
 * record does not pass: its task fails each time.
 */
export function isTransientStoreError(error: unknown): boolean {
  for (let each = error, depth = 0; each instanceof Error && depth < 5; each = each.cause, depth++)
    if (each.name === 'StoreError' && 'code' in each) return TRANSIENT.has(each.code);
  return false;
}

const TRANSIENT: ReadonlySet<unknown> = new Set(['unreachable', 'read_only', 'full', 'locked']);

/** A locale, or a choice of filters, may be anything. */
const MOST_KEYS = 50;

/**
 * `make`, asked once for each list and key: every key press asks anew. A catalogue's lists never
 * change in place, and what was made of one is dropped with it.
 */
export function perList<T, R, K = void>(
  make: (items: readonly T[], key: K) => R,
): (items: readonly T[], key: K) => R {
  const known = new WeakMap<readonly T[], Map<K, R>>();
  return (items, key) => {
    const made = known.get(items) ?? new Map<K, R>();
    known.set(items, made);
    const before = made.get(key);
    if (before !== undefined) return before;
    if (made.size >= MOST_KEYS) made.clear();
    const now = make(items, key);
    made.set(key, now);
    return now;
  };
}

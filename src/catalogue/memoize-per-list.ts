import { BoundedMap } from '../lib/bounded-map.ts';

/** Bounds the cache of a list: locales and filters come from outside. */
const MAX_KEYS = 50;

/**
 * Memoizes `make` for each list and key, because every key press in a picker needs its result. The
 * lists of a catalogue never change in place; a dropped list takes its results with it.
 */
export function memoizePerList<T, R, K = void>(
  make: (items: readonly T[], key: K) => R,
): (items: readonly T[], key: K) => R {
  const cache = new WeakMap<readonly T[], Map<K, R>>();
  return (items, key) => {
    const values = cache.get(items) ?? new BoundedMap<K, R>(MAX_KEYS);
    cache.set(items, values);
    const cached = values.get(key);
    if (cached !== undefined) return cached;
    const value = make(items, key);
    values.set(key, value);
    return value;
  };
}

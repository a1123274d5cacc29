import { BoundedMap } from './bounded-map.ts';
import type { Clock } from './clock.ts';

/** Values in memory, each for a limited time. */
export interface TtlCache<V> {
  /** The value; `undefined` if there is none or its time has passed. */
  get(key: string): V | undefined;
  /** Caches a value for `ttlMs`, which start again if it is cached already. */
  set(key: string, value: V, ttlMs: number): void;
  delete(key: string): void;
}

/** A cache of at most `max` values, which drops the oldest one. */
export function createTtlCache<V>(max: number, clock: Pick<Clock, 'monotonic'>): TtlCache<V> {
  const entries = new BoundedMap<string, { readonly value: V; readonly until: number }>(max);
  return {
    get(key) {
      const entry = entries.get(key);
      return entry && clock.monotonic() < entry.until ? entry.value : undefined;
    },
    set: (key, value, ttlMs) => {
      entries.set(key, { value, until: clock.monotonic() + ttlMs });
    },
    delete: (key) => {
      entries.delete(key);
    },
  };
}

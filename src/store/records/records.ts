import type { z } from 'zod';
import { StoreError } from '../store-error.ts';

/** The part of Keyv that records use. */
export interface KeyValues {
  get(key: string): Promise<unknown>;
  set(key: string, value: unknown, ttlMs?: number): Promise<boolean>;
}
export type KeyValuesFor = (namespace: string) => KeyValues;

/** The result of reading a key. `damaged` carries the raw value. */
export type Found<T> =
  | { readonly kind: 'found'; readonly value: T }
  | { readonly kind: 'absent' }
  | { readonly kind: 'damaged'; readonly raw: unknown };

/** Typed records in one Keyv. Both methods throw what the store throws. */
export interface Records<T> {
  read(key: string): Promise<Found<T>>;
  /** Stores a value forever, or for `ttlMs` (over 0). */
  write(key: string, value: T, ttlMs?: number): Promise<void>;
}

/** Records of `schema` in `keyv`. With an `error` listener Keyv would hide failures. */
export function createRecords<T>(keyv: KeyValues, schema: z.ZodType<T>): Records<T> {
  return {
    async read(key) {
      let raw: unknown;
      try {
        raw = await keyv.get(key);
      } catch (error) {
        // Keyv throws this for text that is not JSON. Any other error is a store failure.
        if (error instanceof SyntaxError) return { kind: 'damaged', raw: null };
        throw error;
      }
      return raw === undefined ? { kind: 'absent' } : parseRecord(schema, raw);
    },
    async write(key, value, ttlMs) {
      const isStored = await keyv.set(key, value, ttlMs);
      if (!isStored) throw new StoreError('unreachable', `the store did not keep ${key}`);
    },
  };
}

/** Parses a stored value. */
export function parseRecord<T>(schema: z.ZodType<T>, raw: unknown): Found<T> {
  const read = schema.safeParse(raw);
  return read.success ? { kind: 'found', value: read.data } : { kind: 'damaged', raw };
}

/** Returns the value, or undefined if there is none. Calls `onDamaged` if it cannot be read. */
export function unwrap<T>(found: Found<T>, onDamaged: () => void): T | undefined {
  if (found.kind === 'damaged') onDamaged();
  return found.kind === 'found' ? found.value : undefined;
}

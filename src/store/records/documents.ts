import type { z } from 'zod';
import type { LogEvent } from '../../lib/log.ts';
import type { StateBackend } from '../backend.ts';
import { createRecords, type KeyValuesFor, parseRecord, unwrap } from './records.ts';

export interface DocumentDeps extends Pick<StateBackend, 'change' | 'isShared'> {
  readonly keyvFor: KeyValuesFor;
  readonly logEvent: LogEvent;
}

/** Typed documents by key. All methods throw what the store throws. */
export interface Documents<T> {
  /** Returns undefined if there is no document, or none that can be read. */
  load(key: string): Promise<T | undefined>;
  save(key: string, value: T): Promise<void>;
  /**
   * Replaces a document by the result of `next` in one atomic step; null changes nothing. `next`
   * may be called several times and must be pure.
   */
  update(key: string, next: (old: T | undefined) => T | null): Promise<void>;
  /** Removes a document in one atomic step if `matches` returns true for it. */
  remove(key: string, matches: (old: T) => boolean): Promise<void>;
  /** Removes a document and returns it in one atomic step. Of concurrent callers one gets it. */
  take(key: string): Promise<T | undefined>;
  /** As `update`, but returns the document that is stored afterwards. */
  revise(key: string, next: (old: T | undefined) => T | null): Promise<T | undefined>;
}

/**
 * The documents of the namespace `name`, each kept for `ttlMs` after its last write, or forever. A
 * document that cannot be read is logged.
 */
export function createDocuments<T>(
  { keyvFor, change, logEvent }: DocumentDeps,
  name: string,
  schema: z.ZodType<T>,
  ttlMs?: number,
): Documents<T> {
  const records = createRecords(keyvFor(name), schema);
  const onDamaged = () => logEvent('record_damaged', { record: name });
  const revise: Documents<T>['revise'] = async (key, next) => {
    const ttl = ttlMs === undefined ? {} : { ttlMs };
    const { found, value } = await change(name, key, (raw) => {
      const found = raw === undefined ? ({ kind: 'absent' } as const) : parseRecord(schema, raw);
      const value = next(found.kind === 'found' ? found.value : undefined);
      const result = { found, value };
      return value === null ? { result } : { result, next: { value, ...ttl } };
    });
    const old = unwrap(found, onDamaged);
    return value ?? old;
  };
  return {
    load: async (key) => unwrap(await records.read(key), onDamaged),
    save: (key, value) => records.write(key, value, ttlMs),
    revise,
    async remove(key, matches) {
      await change(name, key, (raw) => {
        const found = raw === undefined ? ({ kind: 'absent' } as const) : parseRecord(schema, raw);
        const isRemoved =
          found.kind === 'damaged' || (found.kind === 'found' && matches(found.value));
        return isRemoved ? { result: null, next: 'removed' } : { result: null };
      });
    },
    async take(key) {
      const found = await change(name, key, (raw) =>
        raw === undefined
          ? { result: { kind: 'absent' } as const }
          : { result: parseRecord(schema, raw), next: 'removed' },
      );
      return unwrap(found, onDamaged);
    },
    async update(key, next) {
      await revise(key, next);
    },
  };
}

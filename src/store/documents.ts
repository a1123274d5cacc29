import type { z } from 'zod';
import type { LogEvent } from '../lib/log.ts';
import type { StateBackend } from './backend.ts';
import { createRecords, parsed, readable } from './records.ts';

export interface DocumentDeps extends Pick<StateBackend, 'keyvFor' | 'change'> {
  readonly logEvent: LogEvent;
}

/** Documents of one kind, by key. All methods throw what the store throws. */
export interface Documents<T> {
  /** Undefined where there is none, or none that can be read. */
  load(key: string): Promise<T | undefined>;
  /** Kept for ever, or for `ttlMs` (over 0). */
  save(key: string, value: T, ttlMs?: number): Promise<void>;
  /**
   * Makes of a document what `next` answers, in one step, whoever else changes it; null changes
   * nothing. `next` is asked as often as need be, so it only decides.
   */
  update(key: string, next: (old: T | undefined) => T | null): Promise<void>;
}

/** The documents of the namespace `name`; one that cannot be read is logged. */
export function createDocuments<T>(
  { keyvFor, change, logEvent }: DocumentDeps,
  name: string,
  schema: z.ZodType<T>,
): Documents<T> {
  const records = createRecords(keyvFor(name), schema);
  const damaged = () => logEvent('record_damaged', { record: name });
  return {
    load: async (key) => readable(await records.read(key), damaged),
    save: records.write,
    async update(key, next) {
      const found = await change(name, key, (raw) => {
        const old = raw === undefined ? ({ kind: 'absent' } as const) : parsed(schema, raw);
        const value = next(old.kind === 'found' ? old.value : undefined);
        return value === null ? { answer: old } : { answer: old, next: { value } };
      });
      readable(found, damaged);
    },
  };
}

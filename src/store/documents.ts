import type { z } from 'zod';
import type { LogEvent } from '../lib/log.ts';
import type { KeyvFor } from './keyv-for.ts';
import { createRecords, readable } from './records.ts';

export interface DocumentDeps {
  readonly keyvFor: KeyvFor;
  readonly logEvent: LogEvent;
}

/** Documents of one kind, by key. Both methods throw what the store throws. */
export interface Documents<T> {
  /** Undefined where there is none, or none that can be read. */
  load(key: string): Promise<T | undefined>;
  /** Kept for ever, or for `ttlMs` (over 0). */
  save(key: string, value: T, ttlMs?: number): Promise<void>;
}

/** The documents of the namespace `name`; one that cannot be read is logged. */
export function createDocuments<T>(
  { keyvFor, logEvent }: DocumentDeps,
  name: string,
  schema: z.ZodType<T>,
): Documents<T> {
  const records = createRecords(keyvFor(name), schema);
  return {
    load: async (key) =>
      readable(await records.read(key), () => logEvent('record_damaged', { record: name })),
    save: records.write,
  };
}

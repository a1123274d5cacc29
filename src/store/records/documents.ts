import type { z } from 'zod';
import type { LogEvent } from '../../lib/log.ts';
import type { StateBackend } from '../backend.ts';
import { createRecords, type KeyValuesFor, parsed, readable } from './records.ts';

export interface DocumentDeps extends Pick<StateBackend, 'change' | 'isShared'> {
  readonly keyvFor: KeyValuesFor;
  readonly logEvent: LogEvent;
}

/** Documents of one kind, by key. All methods throw what the store throws. */
export interface Documents<T> {
  /** Undefined where there is none, or none that can be read. */
  load(key: string): Promise<T | undefined>;
  save(key: string, value: T): Promise<void>;
  /**
   * Replaces a document by what `next` answers, in one atomic step; null changes nothing. `next`
   * may be called several times, so it only decides.
   */
  update(key: string, next: (old: T | undefined) => T | null): Promise<void>;
  /** Removes a document if `isThat` says so, in one atomic step. */
  remove(key: string, isThat: (old: T) => boolean): Promise<void>;
  /** Removes a document and answers it, in one atomic step: of several who take it, one gets it. */
  take(key: string): Promise<T | undefined>;
  /** As `update`; answers the document as it is then. */
  revise(key: string, next: (old: T | undefined) => T | null): Promise<T | undefined>;
}

/**
 * The documents of the namespace `name`, each kept for `keptMs` after it was written, or for ever.
 * One that cannot be read is logged.
 */
export function createDocuments<T>(
  { keyvFor, change, logEvent }: DocumentDeps,
  name: string,
  schema: z.ZodType<T>,
  keptMs?: number,
): Documents<T> {
  const records = createRecords(keyvFor(name), schema);
  const damaged = () => logEvent('record_damaged', { record: name });
  const revise: Documents<T>['revise'] = async (key, next) => {
    const ttl = keptMs === undefined ? {} : { ttlMs: keptMs };
    const { found, value } = await change(name, key, (raw) => {
      const found = raw === undefined ? ({ kind: 'absent' } as const) : parsed(schema, raw);
      const value = next(found.kind === 'found' ? found.value : undefined);
      const answer = { found, value };
      return value === null ? { answer } : { answer, next: { value, ...ttl } };
    });
    const old = readable(found, damaged);
    return value ?? old;
  };
  return {
    load: async (key) => readable(await records.read(key), damaged),
    save: (key, value) => records.write(key, value, keptMs),
    revise,
    async remove(key, isThat) {
      await change(name, key, (raw) => {
        const found = raw === undefined ? ({ kind: 'absent' } as const) : parsed(schema, raw);
        const goes = found.kind === 'damaged' || (found.kind === 'found' && isThat(found.value));
        return goes ? { answer: null, next: 'removed' } : { answer: null };
      });
    },
    async take(key) {
      const found = await change(name, key, (raw) =>
        raw === undefined
          ? { answer: { kind: 'absent' } as const }
          : { answer: parsed(schema, raw), next: 'removed' },
      );
      return readable(found, damaged);
    },
    async update(key, next) {
      await revise(key, next);
    },
  };
}

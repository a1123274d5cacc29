import { z } from 'zod';
import type { LogEvent } from '../lib/log.ts';
import type { KeyvFor } from './keyv-for.ts';
import { createRecords, readable } from './records.ts';

/** Words that wait for somebody to press a button whose value cannot hold them. */
export interface LongWords {
  /** Kept for 30 days. Throws what the store throws. */
  save(key: string, words: string): Promise<void>;
  /** Undefined where there are none, or none that can be read. Throws what the store throws. */
  load(key: string): Promise<string | undefined>;
}

const KEPT_MS = 30 * 24 * 3_600_000;

export function createLongWords(deps: { keyvFor: KeyvFor; logEvent: LogEvent }): LongWords {
  const records = createRecords(deps.keyvFor('words'), z.string());
  return {
    save: (key, words) => records.write(key, words, KEPT_MS),
    async load(key) {
      const found = await records.read(key);
      return readable(found, () => deps.logEvent('record_damaged', { record: 'words' }));
    },
  };
}

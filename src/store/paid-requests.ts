import { z } from 'zod';
import type { LogEvent } from '../lib/log.ts';
import type { KeyvFor } from './keyv-for.ts';
import { createRecords, readable } from './records.ts';

export interface PaidRequests {
  /** When the last paid requests were sent (ms since the epoch), oldest first. */
  load(): Promise<readonly number[]>;
  save(times: readonly number[]): Promise<void>;
}

const KEY = 'times';

/**
 * Remembers the last paid requests over a restart, for the limit over them. Throws what the store
 * throws.
 */
export function createPaidRequests(deps: { keyvFor: KeyvFor; logEvent: LogEvent }): PaidRequests {
  const records = createRecords(deps.keyvFor('paid-requests'), z.array(z.number()));
  return {
    async load() {
      const found = await records.read(KEY);
      return (
        readable(found, () => deps.logEvent('record_damaged', { record: 'paid-requests' })) ?? []
      );
    },
    save: (times) => records.write(KEY, [...times]),
  };
}

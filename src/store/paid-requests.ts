import { z } from 'zod';
import { createDocuments, type DocumentDeps } from './documents.ts';

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
export function createPaidRequests(deps: DocumentDeps): PaidRequests {
  const log = createDocuments(deps, 'paid-requests', z.array(z.number()));
  return {
    load: async () => (await log.load(KEY)) ?? [],
    save: (times) => log.save(KEY, [...times]),
  };
}

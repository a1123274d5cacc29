import { z } from 'zod';
import { createDocuments, type DocumentDeps } from './documents.ts';

/** Stores scripts that do not fit into a button's value. */
export interface LongScripts {
  /** Stores a script for 30 days. Throws what the store throws. */
  save(key: string, script: string): Promise<void>;
  /**
   * Returns undefined if there is no script, or none that can be read. Throws as the store does.
   */
  load(key: string): Promise<string | undefined>;
}

const TTL_MS = 30 * 24 * 3_600_000;

/** Keeps the scripts in the state, for all processes. */
export function createLongScripts(deps: DocumentDeps): LongScripts {
  const { load, save } = createDocuments(deps, 'words', z.string(), TTL_MS);
  return { load, save };
}

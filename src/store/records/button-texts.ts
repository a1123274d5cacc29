import { z } from 'zod';
import { createDocuments, type DocumentDeps } from './documents.ts';

/** Keeps the words of a button whose value is too short for them. */
export interface LongWords {
  /** Kept for 30 days. Throws what the store throws. */
  save(key: string, words: string): Promise<void>;
  /** Undefined where there are none, or none that can be read. Throws what the store throws. */
  load(key: string): Promise<string | undefined>;
}

const KEPT_MS = 30 * 24 * 3_600_000;

export function createLongWords(deps: DocumentDeps): LongWords {
  const { load, save } = createDocuments(deps, 'words', z.string(), KEPT_MS);
  return { load, save };
}

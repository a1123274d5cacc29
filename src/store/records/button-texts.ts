import { z } from 'zod';
import { createDocuments, type DocumentDeps } from './documents.ts';

/** Keeps the words of a button whose value is too short for them. */
export interface ButtonTexts {
  /** Kept for 30 days. Throws what the store throws. */
  save(key: string, text: string): Promise<void>;
  /** Undefined where there are none, or none that can be read. Throws what the store throws. */
  load(key: string): Promise<string | undefined>;
}

const TTL_MS = 30 * 24 * 3_600_000;

export function createButtonTexts(deps: DocumentDeps): ButtonTexts {
  const { load, save } = createDocuments(deps, 'words', z.string(), TTL_MS);
  return { load, save };
}

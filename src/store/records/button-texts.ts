import { z } from 'zod';
import { createDocuments, type DocumentDeps } from './documents.ts';

/** Stores texts that do not fit into a button's value. */
export interface ButtonTexts {
  /** Stores a text for 30 days. Throws what the store throws. */
  save(key: string, text: string): Promise<void>;
  /** Returns undefined if there is no text, or none that can be read. Throws as the store does. */
  load(key: string): Promise<string | undefined>;
}

const TTL_MS = 30 * 24 * 3_600_000;

export function createButtonTexts(deps: DocumentDeps): ButtonTexts {
  const { load, save } = createDocuments(deps, 'words', z.string(), TTL_MS);
  return { load, save };
}

import { z } from 'zod';
import { createDocuments, type DocumentDeps, type Documents } from './documents.ts';

/** How long Slack takes answers to a command. */
const TTL_MS = 30 * 60_000;

/** Where to answer the command that a video came from, by the video's id; each is a secret. */
export function createResponseUrls(deps: DocumentDeps): Documents<string> {
  return createDocuments(deps, 'answer', z.string(), TTL_MS);
}

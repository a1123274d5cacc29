import { z } from 'zod';
import { createDocuments, type DocumentDeps, type Documents } from './documents.ts';

/** How long Slack accepts responses to a command. */
const TTL_MS = 30 * 60_000;

/** The `response_url` of the command that created a video, by the video's id. Each is a secret. */
export function createResponseUrls(deps: DocumentDeps): Documents<string> {
  return createDocuments(deps, 'answer', z.string(), TTL_MS);
}

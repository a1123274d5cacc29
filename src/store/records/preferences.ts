import { type LastChoice, lastChoiceSchema } from '../../domain/choices.ts';
import { createDocuments, type DocumentDeps, type Documents } from './documents.ts';

/** The last choice of each person, by `workspace/user`. */
export function createPreferences(deps: DocumentDeps): Documents<LastChoice> {
  return createDocuments(deps, 'preferences', lastChoiceSchema);
}

import { z } from 'zod';
import { createDocuments, type DocumentDeps } from '../documents.ts';

const KEY = 'own-workspace';

/**
 * Writes down whose state this is, while one workspace has all of it: it keeps what is its own
 * where others may install the app later. Throws what the store throws.
 */
export function createOwnWorkspace(deps: DocumentDeps): {
  remember(workspace: string): Promise<void>;
} {
  const tenancy = createDocuments(deps, 'tenancy', z.string());
  return {
    remember: (workspace) => tenancy.update(KEY, (old) => (old === workspace ? null : workspace)),
  };
}

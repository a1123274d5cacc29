import { z } from 'zod';
import { createDocuments, type DocumentDeps } from '../records/documents.ts';

const KEY = 'own-workspace';

/**
 * Records which workspace owns this state while it is the only one, so that it keeps its videos
 * when others install the app later. Throws what the store throws.
 */
export function createOwnWorkspace(deps: DocumentDeps): {
  load(): Promise<string | null>;
  remember(workspace: string): Promise<void>;
} {
  const tenancy = createDocuments(deps, 'tenancy', z.string());
  return {
    load: async () => (await tenancy.load(KEY)) ?? null,
    remember: (workspace) => tenancy.update(KEY, (old) => (old === workspace ? null : workspace)),
  };
}

import { type Catalogue, catalogueSchema } from '../domain/catalogue.ts';
import { createDocuments, type DocumentDeps } from './documents.ts';

export interface CatalogueStore {
  /** Undefined where there is none, or none that can be read. */
  load(): Promise<Catalogue | undefined>;
  save(catalogue: Catalogue): Promise<void>;
}

const KEY = 'all';

/** The copy of Jogg's lists that serves while Jogg is down. Throws what the store throws. */
export function createCatalogueStore(deps: DocumentDeps): CatalogueStore {
  const lists = createDocuments(deps, 'catalogue', catalogueSchema);
  return { load: () => lists.load(KEY), save: (catalogue) => lists.save(KEY, catalogue) };
}

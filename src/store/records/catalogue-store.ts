import { z } from 'zod';
import { type Catalogue, catalogueSchema } from '../../domain/catalogue.ts';
import { createLocks } from '../limits/locks.ts';
import { createDocuments, type DocumentDeps } from './documents.ts';

/** The copy of Jogg's lists that all processes share. All methods throw what the store throws. */
export interface CatalogueStore {
  /** Undefined where there is none, or none that can be read. */
  load(): Promise<Catalogue | undefined>;
  save(catalogue: Catalogue): Promise<void>;
  /** The `loadedAt` of the copy, without reading all of it; undefined where that is not known. */
  loadedAt(): Promise<number | undefined>;
  /** Whether this process is to ask Jogg now: one of all may at a time. */
  tryLock(): Promise<boolean>;
  unlock(): Promise<void>;
}

const KEY = 'all';

/** The copy of Jogg's lists that serves while Jogg is down. */
export function createCatalogueStore(deps: DocumentDeps): CatalogueStore {
  const lists = createDocuments(deps, 'catalogue', catalogueSchema);
  const loadTimes = createDocuments(deps, 'catalogue-loaded', z.number());
  const locks = createLocks(deps, 'catalogue');
  return {
    load: () => lists.load(KEY),
    async save(catalogue) {
      await lists.save(KEY, catalogue);
      await loadTimes.save(KEY, catalogue.loadedAt);
    },
    loadedAt: () => loadTimes.load(KEY),
    tryLock: () => locks.tryAcquire(KEY),
    unlock: () => locks.release(KEY),
  };
}

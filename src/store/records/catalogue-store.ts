import { z } from 'zod';
import { type Catalogue, catalogueSchema } from '../../domain/catalogue.ts';
import { createLocks } from '../limits/locks.ts';
import { createDocuments, type DocumentDeps } from './documents.ts';

/** Jogg's lists as all processes share them. All methods throw what the store throws. */
export interface CatalogueStore {
  /** Returns undefined if there is no copy, or none that can be read. */
  load(): Promise<Catalogue | undefined>;
  save(catalogue: Catalogue): Promise<void>;
  /** The `loadedAt` of the copy, without reading the lists; undefined if it is unknown. */
  loadedAt(): Promise<number | undefined>;
  /** Returns whether this process got the lock to load the lists from Jogg. */
  tryLock(): Promise<boolean>;
  unlock(): Promise<void>;
}

const KEY = 'all';

/** Stores a copy of Jogg's lists, which is used while Jogg is down. */
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

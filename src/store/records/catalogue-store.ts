import { z } from 'zod';
import { type Catalogue, catalogueSchema } from '../../domain/catalogue.ts';
import { createTurns } from '../limits/locks.ts';
import { createDocuments, type DocumentDeps } from './documents.ts';

/** The copy of Jogg's lists that all processes share. All methods throw what the store throws. */
export interface CatalogueStore {
  /** Undefined where there is none, or none that can be read. */
  load(): Promise<Catalogue | undefined>;
  save(catalogue: Catalogue): Promise<void>;
  /** The `loadedAt` of the copy, without reading all of it; undefined where that is not known. */
  loadedAt(): Promise<number | undefined>;
  /** Whether this process is to ask Jogg now: one of all may at a time. */
  takeTurn(): Promise<boolean>;
  endTurn(): Promise<void>;
}

const KEY = 'all';

/** The copy of Jogg's lists that serves while Jogg is down. */
export function createCatalogueStore(deps: DocumentDeps): CatalogueStore {
  const lists = createDocuments(deps, 'catalogue', catalogueSchema);
  const times = createDocuments(deps, 'catalogue-loaded', z.number());
  const turns = createTurns(deps, 'catalogue');
  return {
    load: () => lists.load(KEY),
    async save(catalogue) {
      await lists.save(KEY, catalogue);
      await times.save(KEY, catalogue.loadedAt);
    },
    loadedAt: () => times.load(KEY),
    takeTurn: () => turns.take(KEY),
    endTurn: () => turns.end(KEY),
  };
}

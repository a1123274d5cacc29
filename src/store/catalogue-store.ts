import { type Catalogue, catalogueSchema } from '../domain/catalogue.ts';
import type { LogEvent } from '../lib/log.ts';
import type { KeyvFor } from './keyv-for.ts';
import { createRecords, readable } from './records.ts';

export interface CatalogueStore {
  /** Undefined where there is none, or none that can be read. */
  load(): Promise<Catalogue | undefined>;
  save(catalogue: Catalogue): Promise<void>;
}

const KEY = 'all';

/** The copy of Jogg's lists that serves while Jogg is down. Throws what the store throws. */
export function createCatalogueStore(deps: {
  keyvFor: KeyvFor;
  logEvent: LogEvent;
}): CatalogueStore {
  const records = createRecords(deps.keyvFor('catalogue'), catalogueSchema);
  return {
    async load() {
      const found = await records.read(KEY);
      return readable(found, () => deps.logEvent('record_damaged', { record: 'catalogue' }));
    },
    save: (catalogue) => records.write(KEY, catalogue),
  };
}

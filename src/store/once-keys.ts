import { z } from 'zod';
import { createKeyedMutex } from '../lib/keyed-mutex.ts';
import type { KeyvFor } from './keyv-for.ts';
import { createRecords } from './records.ts';

/** What may happen once. All methods throw what the store throws. */
export interface OnceKeys {
  /** False where it was taken before, within the last 90 days. Taken durably when it answers. */
  take(id: string): Promise<boolean>;
  /** It surely did not happen, so it may be taken again. */
  release(id: string): Promise<void>;
  /** It surely happened. */
  finish(id: string): Promise<void>;
  /** Whether it surely happened. A key that is only taken leaves that open. */
  finished(id: string): Promise<boolean>;
}

const KEPT_MS = 90 * 24 * 3_600_000;

/** Claims about one kind of thing; two of one process at the same instant are told apart. */
export function createOnceKeys(deps: {
  readonly keyvFor: KeyvFor;
  readonly about: string;
}): OnceKeys {
  const keyv = deps.keyvFor(`claim-${deps.about}`);
  const records = createRecords(keyv, z.enum(['taken', 'finished']));
  const mutex = createKeyedMutex();
  return {
    take: (id) =>
      mutex.run(id, async () => {
        if ((await records.read(id)).kind !== 'absent') return false;
        await records.write(id, 'taken', KEPT_MS);
        return true;
      }),
    release: async (id) => {
      await keyv.delete(id);
    },
    finish: (id) => records.write(id, 'finished', KEPT_MS),
    finished: async (id) => {
      const found = await records.read(id);
      return found.kind === 'found' && found.value === 'finished';
    },
  };
}

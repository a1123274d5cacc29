import { z } from 'zod';
import type { KeyvFor } from './keyv-for.ts';
import { createRecords } from './records.ts';

const REMEMBERED_MS = 90 * 24 * 3_600_000;

/** Whether something was said before; from then on it was, for 90 days. Throws what the store throws. */
export function createSaidOnce(deps: {
  readonly keyvFor: KeyvFor;
  readonly about: string;
}): (id: string) => Promise<boolean> {
  const records = createRecords(deps.keyvFor(`said-${deps.about}`), z.boolean());
  return async (id) => {
    if ((await records.read(id)).kind !== 'absent') return true;
    await records.write(id, true, REMEMBERED_MS);
    return false;
  };
}

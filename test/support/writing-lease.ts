import type { Lease } from '../../src/domain/ports.ts';
import type { StateBackend } from '../../src/store/backend.ts';

/** A lease without a task: it writes while `isHeld` is true; the test starts the next run. */
export const writingLease = (
  { keyvFor }: Pick<StateBackend, 'keyvFor'>,
  isHeld: Lease['isHeld'] = async () => true,
): Lease => ({
  isHeld,
  async write(records) {
    if (!(await isHeld())) return false;
    for (const { namespace, key, value } of records) await keyvFor(namespace).set(key, value);
    return true;
  },
});

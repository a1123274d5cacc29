import type { Lease } from '../../domain/ports.ts';
import { scopedId } from '../../domain/scope.ts';
import type { Change, StateBackend } from '../backend.ts';
import type { KeyValuesFor } from '../records/records.ts';

/** The part of the state that belongs to one tenant or one Jogg account, as its stores use it. */
export interface ScopedState {
  readonly isShared: boolean;
  readonly keyvFor: KeyValuesFor;
  readonly change: Change;
}

/**
 * `state` scoped to one tenant or account: every key is prefixed with `scope`, so one scope cannot
 * reach the records of another. The scope '' adds no prefix; it is the only one of an installation
 * with one workspace.
 */
export function scopedState(
  state: Pick<StateBackend, 'isShared' | 'keyvFor' | 'change'>,
  scope: string,
): ScopedState {
  const { isShared, keyvFor, change } = state;
  const full = (id: string): string => scopedId(scope, id);
  return {
    isShared,
    keyvFor: (namespace) => {
      const keyv = keyvFor(namespace);
      return {
        get: (key) => keyv.get(full(key)),
        set: (key, value, ttlMs) => keyv.set(full(key), value, ttlMs),
      };
    },
    change: (namespace, key, decide) => change(namespace, full(key), decide),
  };
}

/** `lease` scoped to `scope`: its records get prefixed keys. */
export function scopedLease(lease: Lease, scope: string): Lease {
  return {
    ...lease,
    write: (records, nextRun) =>
      lease.write(
        records.map((record) => ({ ...record, key: scopedId(scope, record.key) })),
        nextRun,
      ),
  };
}

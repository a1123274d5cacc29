import type { Lease } from '../../domain/ports.ts';
import { scopedId } from '../../domain/scope.ts';
import type { Change, StateBackend } from '../backend.ts';
import type { KeyValuesFor } from '../records/records.ts';

/**
 * The part of the state that belongs to one tenant or one Jogg account: what its stores need, and
 * nothing of another's.
 */
export interface ScopedState {
  readonly isShared: boolean;
  readonly keyvFor: KeyValuesFor;
  readonly change: Change;
}

/**
 * `state` as one tenant or account sees it: every key is prefixed with `scope`, so that what is
 * kept of one is out of reach for another. The scope '' is the state as it is: an installation with
 * one workspace has no other.
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

/** `lease`, whose records are those of `scope`. */
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

import type { ErasedCounts } from '../domain/ports.ts';
import type { TaskTable } from '../domain/task-table.ts';
import type { KeyvFor } from './keyv-for.ts';
import type { StateCopy } from './state-copy.ts';

/**
 * The result of a change and the next version of the record. Without `next` the record stays as it
 * is. `ttlMs` (over 0): how long the record is kept; without it, forever.
 */
export interface Decision<T> {
  readonly result: T;
  readonly next?: { readonly value: unknown; readonly ttlMs?: number } | 'removed';
}

/**
 * Changes one record in one atomic step. `decide` gets the old value (undefined if there is none,
 * `{ damaged }` if it cannot be read) and the store's time in ms since the epoch. It may be called
 * several times and must be pure.
 */
export type Change = <T>(
  namespace: string,
  key: string,
  decide: (old: unknown, now: number) => Decision<T>,
) => Promise<T>;

/**
 * The state of the app, implemented by one engine per folder. Once keys, limits and lists use
 * `change`, so they apply to all processes together. Every method rejects with a `StoreError` if
 * the store fails.
 */
export interface StateBackend {
  /** Whether several processes may use the state at once. */
  readonly isShared: boolean;
  /**
   * How far the clock that all processes agree on is ahead of this machine's, in ms; 0 for a state
   * of one process.
   */
  skewMs(): number;
  readonly keyvFor: KeyvFor;
  readonly change: Change;
  readonly tasks: TaskTable;
  /**
   * Calls `notify` whenever a process may have made a task due, until `close`. Notifications may be
   * lost; a state of one process sends none.
   */
  onNotify(notify: () => void): void;
  /** The raw records and tasks, for a migration to another engine. */
  readonly copy: StateCopy;
  /**
   * Erases every record and task of a scope, and the links of Jogg accounts to them. Of the scope
   * '' it erases only the namespaces `own`, because its other records belong to the whole
   * installation.
   */
  erase(scope: string, own: readonly string[]): Promise<ErasedCounts>;
  /** Resolves if the state can be read and written now. */
  ping(): Promise<void>;
  /**
   * Acquires the state for this process until `close`. An embedded file allows one process at a
   * time: returns false if `signal` aborts before the file is free.
   */
  acquire(signal: AbortSignal): Promise<boolean>;
  close(): Promise<void>;
}

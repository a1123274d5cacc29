import type { TaskTable } from '../domain/task-table.ts';
import type { KeyvFor } from './keyv-for.ts';
import type { StateCopy } from './state-copy.ts';

/**
 * What becomes of a record, and what to answer. Without `next` it stays as it is. `ttlMs` (over 0):
 * how long it is kept, else for ever.
 */
export interface Decision<T> {
  readonly result: T;
  readonly next?: { readonly value: unknown; readonly ttlMs?: number } | 'removed';
}

/**
 * Changes one record in one atomic step. `decide` is given what stands there (undefined for
 * nothing, `{ damaged }` for what cannot be read) and the store's time in ms since the epoch. It
 * may be called again, so it must have no effect of its own.
 */
export type Change = <T>(
  namespace: string,
  key: string,
  decide: (old: unknown, now: number) => Decision<T>,
) => Promise<T>;

/** How much was erased. */
export interface ErasedCounts {
  readonly records: number;
  readonly tasks: number;
}

/**
 * Where the state is kept: one port, with one engine in each folder beside it. Once-keys, budgets
 * and lists use `change`, so they hold over all processes. Every method rejects with a `StoreError`
 * where the store fails.
 */
export interface StateBackend {
  /** Whether several processes may use it at once. */
  readonly isShared: boolean;
  /**
   * How far the clock that all its processes go by is ahead of this machine's, in ms; 0 for a state
   * of one process.
   */
  skewMs(): number;
  readonly keyvFor: KeyvFor;
  readonly change: Change;
  readonly tasks: TaskTable;
  /**
   * Calls `nudged` whenever a process may have made a task due, until `close`. Nudges may be lost;
   * a state of one process sends none.
   */
  onNotify(notify: () => void): void;
  /** All of it as it is stored, to move it to another engine. */
  readonly copy: StateCopy;
  /**
   * Erases every record and task of a scope, and the links of Jogg accounts to them; of the scope
   * '' the records of the namespaces `own`, since others of it belong to the whole installation.
   */
  erase(scope: string, own: readonly string[]): Promise<ErasedCounts>;
  /** Resolves while the state can be read and written, which it tries. */
  ping(): Promise<void>;
  /**
   * Makes this process one that uses the state, until `close`. An embedded file takes one at a
   * time: false where `signal` aborts before it is free.
   */
  acquire(signal: AbortSignal): Promise<boolean>;
  close(): Promise<void>;
}

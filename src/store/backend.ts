import type { TaskTable } from '../domain/task-table.ts';
import type { KeyvFor } from './keyv-for.ts';

/**
 * Where the state is kept: one port, whose engines are the folders beside it. Every method rejects
 * with a `StoreError` where the store fails.
 */
export interface StateBackend {
  readonly keyvFor: KeyvFor;
  readonly tasks: TaskTable;
  /** Resolves while the state can be read and written, which it tries. */
  ping(): Promise<void>;
  /**
   * Makes this process one that uses the state, until `close`. An embedded file takes one at a
   * time: false where `signal` aborts before it is free.
   */
  hold(signal: AbortSignal): Promise<boolean>;
  close(): Promise<void>;
}

import { statSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import type { Note } from '../lib/log.ts';
import { createKeyvFor, type KeyvFor } from './keyv-for.ts';
import { openSqlite, proveWritable, type SqliteFile } from './sqlite-file.ts';
import { StoreError, storeError, storeErrorFrom } from './store-error.ts';

export interface State {
  readonly keyvFor: KeyvFor;
  /** The connection under it all, for the task table. */
  readonly db: DatabaseSync;
  /** Returns while the state can be read and written; throws a `StoreError` that says why not. */
  ping(): void;
  close(): void;
}

/**
 * Opens the state named by `STATE_URL`: `sqlite://path` (relative to the working folder, or
 * `sqlite:///absolute`) or `memory:`, which forgets on exit. Throws a `StoreError`.
 */
export function openState(stateUrl: string, note: Note): State {
  const path = pathOf(stateUrl);
  const file = openSqlite(path);
  const keyvFor = createKeyvFor(file);
  const opened = path === ':memory:' ? null : statSync(path).ino;
  note('state_opened', { fresh: file.fresh, memory: opened === null });
  return {
    keyvFor,
    db: file.db,
    ping: () => ping(file, opened),
    close: () => file.close(),
  };
}

function pathOf(stateUrl: string): string {
  if (stateUrl === 'memory:') return ':memory:';
  const path = stateUrl.startsWith('sqlite://') ? stateUrl.slice('sqlite://'.length) : '';
  if (path === '') {
    const mend = 'STATE_URL must be sqlite://path or memory:';
    throw new StoreError('unreachable', mend);
  }
  return path;
}

/** Takes and gives back the write lock; changes nothing. */
function ping({ db, path }: SqliteFile, opened: number | null): void {
  // In WAL mode SQLite goes on happily in a file that nobody will find again.
  if (opened !== null && statSync(path, { throwIfNoEntry: false })?.ino !== opened)
    throw storeError('unreachable', path);
  try {
    proveWritable(db);
  } catch (error) {
    throw storeErrorFrom(error, path);
  }
}

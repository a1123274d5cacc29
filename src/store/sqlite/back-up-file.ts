import { existsSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { StoreError, storeErrorFrom } from '../store-error.ts';
import { copyFileTo } from './file-copy.ts';
import { readStamp } from './tables.ts';

/** The app holds locks only for moments. */
const BUSY_TIMEOUT_MS = 5_000;

export interface BackupSummary {
  readonly bytes: number;
  readonly records: number;
  /** How many videos are in progress. */
  readonly pending: number;
}

/**
 * Copies the state file at `from` to a new file at `to` and returns a summary of the copy. The app
 * may write to `from` meanwhile.
 * @throws {StoreError} as `copyFileTo`, and if `from` is missing or not a state of this app
 */
export function backUpFile(from: string, to: string): BackupSummary {
  if (!existsSync(from))
    throw new StoreError('unreachable', `${from}: there is no such file. Check STATE_URL.`);
  try {
    // Not read-only: such a connection would leave -wal and -shm files behind, owned by this user.
    using db = new DatabaseSync(from, { timeout: BUSY_TIMEOUT_MS });
    if (readStamp(db, from).kind === 'empty')
      throw new StoreError('foreign', `${from}: holds nothing of this app: check STATE_URL.`);
    const bytes = copyFileTo(db, to);
    using copy = new DatabaseSync(to, { readOnly: true });
    return {
      bytes,
      records: numberOf(copy, 'SELECT count(*) AS number FROM keyv'),
      pending: numberOf(copy, 'SELECT count(*) AS number FROM task WHERE due IS NOT NULL'),
    };
  } catch (error) {
    throw storeErrorFrom(error, from);
  }
}

function numberOf(db: DatabaseSync, query: string): number {
  return Number(db.prepare(query).get()?.['number']);
}

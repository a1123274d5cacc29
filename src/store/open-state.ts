import { statSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import type { Clock } from '../lib/clock.ts';
import type { LogEvent } from '../lib/log.ts';
import { thisProcess } from '../lib/process-identity.ts';
import type { Random } from '../lib/random.ts';
import { createFileHolder, type FileHolder } from './file-holder.ts';
import { createKeyvFor, type KeyvFor } from './keyv-for.ts';
import { openSqlite, type SqliteFile } from './sqlite-file.ts';
import { statePath } from './state-path.ts';
import { storeError, storeErrorFrom } from './store-error.ts';
import { SCHEMA_VERSION } from './tables.ts';

export interface State {
  readonly keyvFor: KeyvFor;
  /** The connection under it all, for the task table. */
  readonly db: DatabaseSync;
  /**
   * Returns while the state can be read and written, which it tries.
   * @throws {StoreError} that says why not.
   */
  ping(): void;
  /** Makes this process the one that uses the file, until `close`: see `FileHolder.take`. */
  hold(
    deps: { clock: Clock; random: Random; logEvent: LogEvent },
    signal: AbortSignal,
  ): Promise<boolean>;
  close(): void;
}

/**
 * Opens the state named by `STATE_URL`; `memory:` forgets on exit.
 * @throws {StoreError}
 */
export function openState(stateUrl: string, logEvent: LogEvent): State {
  const path = statePath(stateUrl) ?? ':memory:';
  const file = openSqlite(path);
  const opened = path === ':memory:' ? null : statSync(path).ino;
  const keyvFor = createKeyvFor(file, () => assertSameFile(file, opened));
  logEvent('state_opened', { fresh: file.fresh, memory: opened === null });
  let holder: FileHolder | null = null;
  return {
    keyvFor,
    db: file.db,
    ping: () => ping(file, opened),
    async hold(deps, signal) {
      if (opened === null) return true;
      const nonce = deps.random().toString(36).slice(2);
      holder = createFileHolder({ ...file, ...deps, self: thisProcess(), nonce });
      return holder.take(signal);
    },
    close() {
      holder?.release();
      file.close();
    },
  };
}

/** @throws {StoreError} where the file is not at its place: what is written would be lost. */
function assertSameFile({ path }: SqliteFile, opened: number | null): void {
  // In WAL mode SQLite goes on happily in a file that nobody will find again.
  if (opened !== null && statSync(path, { throwIfNoEntry: false })?.ino !== opened)
    throw storeError('unreachable', path);
}

/** On a full or sick disk only a commit fails, so there is one; it changes nothing. */
function ping(file: SqliteFile, opened: number | null): void {
  assertSameFile(file, opened);
  try {
    file.db.exec(`PRAGMA user_version = ${SCHEMA_VERSION}`);
  } catch (error) {
    throw storeErrorFrom(error, file.path);
  }
}

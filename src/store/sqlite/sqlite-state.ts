import type { Clock } from '../../lib/clock.ts';
import type { LogEvent } from '../../lib/log.ts';
import { thisProcess } from '../../lib/process/process-identity.ts';
import type { Random } from '../../lib/random.ts';
import type { StateBackend } from '../backend.ts';
import { createKeyvFor } from '../keyv-for.ts';
import { deserializeValue, serializeValue } from '../keyv-serializer.ts';
import { storeErrorFrom } from '../store-error.ts';
import { createFileLock, type FileLock } from './file-lock.ts';
import { createKeyvSqlite } from './keyv-sqlite.ts';
import { createKeyvTable } from './keyv-table.ts';
import { createLeaseOwner, type LeaseOwner } from './lease-owner.ts';
import { createSqliteCopy } from './sqlite-copy.ts';
import { eraseScope } from './sqlite-erase.ts';
import { openSqlite, type SqliteFile } from './sqlite-file.ts';
import { createSqliteTasks } from './sqlite-tasks.ts';
import { SCHEMA_VERSION } from './tables.ts';
import { isUnsynced } from './unsynced-namespaces.ts';

export interface SqliteState extends StateBackend {
  /** The connection to the file. */
  readonly db: SqliteFile['db'];
}

/** The state in one SQLite file, or in memory if `path` is null. @throws {StoreError} */
export function openSqliteState(deps: {
  readonly path: string | null;
  readonly clock: Clock;
  readonly random: Random;
  readonly logEvent: LogEvent;
  /** The owner of the leases; this process by default. */
  readonly owner?: LeaseOwner;
}): SqliteState {
  const { clock, random, logEvent } = deps;
  const file = openSqlite(deps.path ?? ':memory:');
  const nonce = random().toString(36).slice(2);
  const self = thisProcess();
  const table = createKeyvTable(file);
  logEvent('state_opened', { fresh: file.isNew, memory: deps.path === null });
  if (file.copyPath !== null)
    logEvent('state_copied', { copy: file.copyPath, schema: SCHEMA_VERSION });
  let lock: FileLock | null = null;
  const transactionFor = (namespace: string) =>
    isUnsynced(namespace)
      ? <T>(work: () => T): T => file.withoutSync(() => file.atomically(work))
      : file.atomically;
  return {
    isShared: false,
    skewMs: () => 0,
    db: file.db,
    keyvFor: createKeyvFor(() => createKeyvSqlite(file, table)),
    change: async (namespace, key, decide) =>
      transactionFor(namespace)(() => {
        const text = table.read(namespace, key);
        const old = text === undefined ? undefined : deserializeValue(text);
        const { result, next } = decide(old, clock.now());
        if (next === 'removed') table.remove(namespace, key);
        else if (next) {
          const expires = next.ttlMs === undefined ? undefined : table.expiry(next.ttlMs);
          table.write(namespace, key, serializeValue(next.value, expires), expires);
        }
        return result;
      }),
    tasks: createSqliteTasks({
      file,
      records: table,
      clock,
      owner: deps.owner ?? createLeaseOwner(self, nonce),
    }),
    onNotify: () => undefined,
    copy: createSqliteCopy({ file, clock, others: () => lock?.others() ?? [] }),
    erase: async (scope, own) => eraseScope(file, scope, own),
    ping: async () => {
      file.assertInPlace();
      // On a full or failing disk only a commit fails. This one changes nothing.
      file.sync();
    },
    async acquire(signal) {
      if (deps.path === null) return true;
      try {
        lock = createFileLock({ ...file, self, nonce, clock, logEvent });
        return await lock.acquire(signal);
      } catch (error) {
        throw storeErrorFrom(error, file.path);
      }
    },
    async close() {
      lock?.release();
      await file.close();
    },
  };
}

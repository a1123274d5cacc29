import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmdirSync,
  statSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { StoreError, storeError, storeErrorFrom } from '../store-error.ts';
import { copyBeforeMigration } from './file-copy.ts';
import { readStamp, SCHEMA_VERSION, writeStamp } from './tables.ts';
import { createWalSync } from './wal-sync.ts';

/** A call may block the whole process this long, so it is well below Slack's 3 s. */
const BUSY_TIMEOUT_MS = 1_000;

export interface SqliteFile {
  readonly path: string;
  readonly db: DatabaseSync;
  /** Whether the file is new. */
  readonly isNew: boolean;
  /** The copy that was made before a file of an earlier version was upgraded, or null. */
  readonly copyPath: string | null;
  /**
   * Runs `work` and returns its result.
   * @throws {StoreError} for errors of SQLite or the file system
   */
  run<T>(work: () => T): T;
  /** Runs `work` in one transaction. `work` must be synchronous. */
  atomically<T>(work: () => T): T;
  /**
   * Runs `work` without syncing its writes: a crash of the process loses none of them, a crash of
   * the machine may lose all writes since the last sync.
   * https://sqlite.org/pragma.html#pragma_synchronous
   */
  withoutSync<T>(work: () => T): T;
  /**
   * Syncs all earlier writes to disk, by a commit that changes nothing.
   * @throws {StoreError} if that fails
   */
  sync(): void;
  /** As `sync`, but without blocking the process. */
  syncAsync(): Promise<void>;
  /** @throws {StoreError} if the file was moved or removed, so that writes would be lost */
  assertInPlace(): void;
  close(): Promise<void>;
}

/**
 * Opens the app's SQLite file (or `:memory:`) and creates its folder if it is missing. A completed
 * write survives a crash of the process and of the machine (WAL, synchronous=FULL), except in
 * `withoutSync`. Waits for a lock for at most a second. Made for one process, but a second one
 * during a restart does no harm. A file of an earlier version is copied beside itself first.
 * @throws {StoreError} if the file cannot be read and written, belongs to another program or a
 * newer version, or is damaged. Damage is checked now, so that it is not found in the middle of a
 * video.
 */
export function openSqlite(path: string, busyMs = BUSY_TIMEOUT_MS): SqliteFile {
  const inMemory = path === ':memory:';
  let db: DatabaseSync | undefined;
  try {
    const isNew = inMemory || prepareFile(path) === 'new';
    db = new DatabaseSync(path, { timeout: busyMs });
    // Checked before the first write: a file of another program stays unchanged.
    const stampBefore = inMemory ? null : readStamp(db, path);
    db.exec('PRAGMA journal_mode = WAL');
    db.exec('PRAGMA synchronous = FULL');
    if (!inMemory) assertIntact(db, path);
    const copyPath =
      stampBefore?.kind === 'earlier' ? copyBeforeMigration(db, path, stampBefore.version) : null;
    if (stampBefore && stampBefore.kind !== 'current') stamp(db);
    return createSqliteFile({ path, db, isNew, copyPath });
  } catch (error) {
    db?.close();
    throw permissionError(path) ?? storeErrorFrom(error, path);
  }
}

const NOT_A_FILE =
  'the state file cannot be opened: it is a folder or a device. Set STATE_URL to a file, e.g. sqlite://data/jogg-slack.sqlite.';

function prepareFile(path: string): 'new' | 'existing' {
  createFolder(dirname(path));
  // WAL creates two more files beside the database, so the folder must be writable.
  rmdirSync(mkdtempSync(`${path}-`));
  const file = statSync(path, { throwIfNoEntry: false });
  if (!file) return 'new';
  if (!file.isFile()) throw new StoreError('unreachable', `${path}: ${NOT_A_FILE}`);
  // SQLite would discard the log beside an emptied file and start over.
  const log = statSync(`${path}-wal`, { throwIfNoEntry: false });
  if (file.size === 0 && log && log.size > 0) throw storeError('corrupt', path);
  return file.size === 0 ? 'new' : 'existing';
}

/**
 * Creates a folder and its parents. Node's own recursive `mkdir` never returns if the system
 * reports ENOENT although the parent exists, as `/proc` does.
 */
function createFolder(path: string): void {
  const parent = dirname(path);
  if (existsSync(path) || parent === path) return;
  createFolder(parent);
  try {
    mkdirSync(path);
  } catch (error) {
    // Another process may have created it meanwhile.
    if (!existsSync(path)) throw error;
  }
}

/**
 * Checks every page, and each index against its table: a key that changed on the disk would hide
 * its record. Takes about 130 ms for 100 MB.
 */
function assertIntact(db: DatabaseSync, path: string): void {
  const [first] = db.prepare('PRAGMA integrity_check(1)').all();
  if (first?.['integrity_check'] !== 'ok') throw storeError('corrupt', path);
  assertWritable(db);
}

/** Throws unless the database can be written now. Writes nothing. */
function assertWritable(db: DatabaseSync): void {
  // On a read-only file this begins only a read. https://sqlite.org/lang_transaction.html
  db.exec('BEGIN IMMEDIATE');
  try {
    db.exec(`PRAGMA user_version = ${SCHEMA_VERSION}`);
  } finally {
    if (db.isTransaction) db.exec('ROLLBACK');
  }
}

/** An error that names the file which this user may not access. SQLite does not name it. */
function permissionError(path: string): StoreError | null {
  for (const file of [path, `${path}-wal`, `${path}-shm`]) {
    if (!statSync(file, { throwIfNoEntry: false })?.isFile()) continue;
    try {
      accessSync(file, constants.R_OK | constants.W_OK);
    } catch {
      const message = `this user may not read and write ${file}. Give it, with its -wal and -shm files, to the user that runs the app.`;
      return new StoreError('read_only', `${path}: ${message}`);
    }
  }
  return null;
}

function stamp(db: DatabaseSync): void {
  db.exec('BEGIN IMMEDIATE');
  writeStamp(db);
  db.exec('COMMIT');
}

function createSqliteFile({
  path,
  db,
  ...found
}: Pick<SqliteFile, 'path' | 'db' | 'isNew' | 'copyPath'>): SqliteFile {
  const inode = path === ':memory:' ? null : statSync(path).ino;
  const log = createWalSync(path);
  const run = <T>(work: () => T): T => {
    try {
      return work();
    } catch (error) {
      throw storeErrorFrom(error, path);
    }
  };
  const sync = (): void => run(() => db.exec(`PRAGMA user_version = ${SCHEMA_VERSION}`));
  return {
    path,
    db,
    ...found,
    run,
    atomically: (work) =>
      run(() => {
        db.exec('BEGIN IMMEDIATE');
        try {
          const answer = work();
          db.exec('COMMIT');
          return answer;
        } finally {
          if (db.isOpen && db.isTransaction) db.exec('ROLLBACK');
        }
      }),
    withoutSync: (work) =>
      run(() => {
        db.exec('PRAGMA synchronous = NORMAL');
        try {
          return work();
        } finally {
          if (db.isOpen) db.exec('PRAGMA synchronous = FULL');
        }
      }),
    sync,
    async syncAsync() {
      try {
        if (!(await log.sync())) sync();
      } catch (error) {
        throw storeErrorFrom(error, path);
      }
    },
    assertInPlace() {
      // In WAL mode SQLite keeps writing into a file that was moved or removed.
      if (inode !== null && statSync(path, { throwIfNoEntry: false })?.ino !== inode)
        throw storeError('unreachable', path);
    },
    async close() {
      if (db.isOpen) db.close();
      await log.close();
    },
  };
}

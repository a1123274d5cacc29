import {
  closeSync,
  constants,
  copyFileSync,
  existsSync,
  fsyncSync,
  linkSync,
  openSync,
  readdirSync,
  rmSync,
  statfsSync,
} from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { errorCodeOf } from '../../lib/network/error-code.ts';
import { StoreError, storeErrorFrom } from '../store-error.ts';

/** Room for SQLite's journal of the copy, and for what others write meanwhile. */
const RESERVE_BYTES = 1024 * 1024;

/**
 * Writes a snapshot of `db` into a new file at `to`. Other connections may read and write
 * meanwhile. The copy is verified and synced to disk before it gets its name.
 * https://sqlite.org/lang_vacuum.html#vacuuminto
 * @returns the size of the copy in bytes
 * @throws {StoreError} `exists` if `to` exists, `full` if there is no room, and for errors of
 * SQLite or the file system; then nothing is left at `to`
 */
export function copyFileTo(db: DatabaseSync, to: string, free = freeBytes): number {
  const path = resolve(to);
  const partPath = `${path}.part-${process.pid}`;
  try {
    if (existsSync(path)) throw existsError(path);
    const bytes = assertRoom(db, path, free(dirname(path)));
    // Readable by this user only, because the state contains scripts. SQLite accepts an empty file.
    closeSync(openSync(partPath, 'wx', 0o600));
    db.prepare('VACUUM INTO ?').run(partPath);
    verify(partPath);
    fsyncPath(partPath);
    linkIntoPlace(partPath, path);
    fsyncPath(dirname(path));
    return bytes;
  } catch (error) {
    throw copyError(error, path);
  } finally {
    for (const each of [partPath, `${partPath}-journal`]) rmSync(each, { force: true });
  }
}

/** The suffix by which copies made before a migration are recognized. */
const COPY_SUFFIX = /\.schema-\d+\.\d{8}T\d{6}Z$/;

/**
 * Copies the file at `path` beside itself before it is migrated from schema `version`, removes the
 * copy of an earlier migration, and returns the path of the copy.
 * @throws {StoreError}
 */
export function copyBeforeMigration(db: DatabaseSync, path: string, version: number): string {
  const now = db.prepare("SELECT strftime('%Y%m%dT%H%M%SZ', 'now') AS now").get()?.['now'];
  const copy = `${path}.schema-${version}.${now}`;
  // Two starts in one second would make the same copy.
  if (!existsSync(copy)) copyFileTo(db, copy);
  const folder = dirname(path);
  const earlier = readdirSync(folder).filter(
    (name) =>
      name.startsWith(basename(path)) && COPY_SUFFIX.test(name.slice(basename(path).length)),
  );
  for (const name of earlier) if (name !== basename(copy)) rmSync(join(folder, name));
  return copy;
}

function assertRoom(db: DatabaseSync, path: string, free: number): number {
  const size = 'page_count * page_size AS bytes FROM pragma_page_count, pragma_page_size';
  const bytes = Number(db.prepare(`SELECT ${size}`).get()?.['bytes']);
  if (free >= bytes + RESERVE_BYTES) return bytes;
  const message = `there is no room for a copy of the state file: it takes ${mib(bytes)} MiB, and this disk has ${mib(free)} MiB left. Free some, then try again.`;
  throw new StoreError('full', `${path}: ${message}`);
}

/** The bytes that this user may still write there. */
function freeBytes(folder: string): number {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
}

/** Rewords an error for the copy, because the store's messages are about the state file. */
function copyError(error: unknown, path: string): unknown {
  if (error instanceof StoreError) return error;
  const storeFailure = storeErrorFrom(error, path);
  if (!(storeFailure instanceof StoreError)) return error;
  const code = errorCodeOf(error);
  const message = `the copy cannot be written${code === null ? '' : ` (${code})`}. Name a file in a folder that exists, with room, and that this user may write to.`;
  return new StoreError(storeFailure.code, `${path}: ${message}`, { cause: error });
}

const mib = (bytes: number): string => Math.ceil(bytes / 2 ** 20).toLocaleString('en-US');

/** @throws {StoreError} unless the copy is intact */
function verify(part: string): void {
  using copy = new DatabaseSync(part, { readOnly: true });
  const [first] = copy.prepare('PRAGMA integrity_check(1)').all();
  if (first?.['integrity_check'] === 'ok') return;
  throw new StoreError(
    'corrupt',
    `${part}: the copy is damaged, so it was removed: check the disk.`,
  );
}

function fsyncPath(path: string): void {
  const file = openSync(path, 'r');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** Never replaces a file, even one that another process creates at the same moment. */
function linkIntoPlace(part: string, path: string): void {
  try {
    linkSync(part, path);
  } catch {
    if (existsSync(path)) throw existsError(path);
    // The disk has no hard links, such as FAT.
    copyFileSync(part, path, constants.COPYFILE_EXCL);
    fsyncPath(path);
  }
}

const existsError = (path: string): StoreError =>
  new StoreError('exists', `${path}: a file is there already, and it stays. Name another one.`);

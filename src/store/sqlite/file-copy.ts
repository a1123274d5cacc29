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
import { StoreError, storeErrorFrom } from '../store-error.ts';

/** Beside the copy itself, SQLite's journal of it and what others write meanwhile. */
const RESERVE_BYTES = 1024 * 1024;

/**
 * Writes all of `db` into a new file at `to`, as it stands at one moment; other connections may
 * read and write meanwhile. The copy is checked, and on the disk, before it gets its name.
 * https://sqlite.org/lang_vacuum.html#vacuuminto
 * @returns the size of the copy in bytes
 * @throws {StoreError} `exists` where `to` is there, `full` where there is no room, and for what
 * SQLite or the file system throws; then nothing is left at `to`
 */
export function copyFileTo(db: DatabaseSync, to: string, free = freeBytes): number {
  const path = resolve(to);
  const part = `${path}.part-${process.pid}`;
  try {
    if (existsSync(path)) throw existsError(path);
    const bytes = assertRoom(db, path, free(dirname(path)));
    // Only for this user: the state holds scripts. SQLite writes into an empty file.
    closeSync(openSync(part, 'wx', 0o600));
    db.prepare('VACUUM INTO ?').run(part);
    verify(part);
    fsyncPath(part);
    linkIntoPlace(part, path);
    fsyncPath(dirname(path));
    return bytes;
  } catch (error) {
    throw copyError(error, path);
  } finally {
    for (const each of [part, `${part}-journal`]) rmSync(each, { force: true });
  }
}

/** What a copy before a migration is called, and what is told apart by it. */
const COPY_SUFFIX = /\.schema-\d+\.\d{8}T\d{6}Z$/;

/**
 * Copies the file at `path` beside itself before it is migrated from the schema `version`, and
 * removes the copy of an earlier migration. Answers the name of the copy.
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

/** What this user may still write there. */
function freeBytes(folder: string): number {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
}

/** An error in the words of the copy: those of the store speak of the file itself. */
function copyError(error: unknown, path: string): unknown {
  if (error instanceof StoreError) return error;
  const known = storeErrorFrom(error, path);
  if (!(known instanceof StoreError)) return error;
  const code = error instanceof Error && 'code' in error ? ` (${error.code})` : '';
  const says = `the copy cannot be written${code}. Name a file in a folder that exists, with room, and that this user may write to.`;
  return new StoreError(known.code, `${path}: ${says}`, { cause: error });
}

const mib = (bytes: number): string => Math.ceil(bytes / 2 ** 20).toLocaleString('en-US');

/** @throws {StoreError} unless the copy is whole */
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

/** Never replaces a file, even one that another process makes at this moment. */
function linkIntoPlace(part: string, path: string): void {
  try {
    linkSync(part, path);
  } catch {
    if (existsSync(path)) throw existsError(path);
    // A disk without hard links, such as FAT.
    copyFileSync(part, path, constants.COPYFILE_EXCL);
    fsyncPath(path);
  }
}

const existsError = (path: string): StoreError =>
  new StoreError('exists', `${path}: a file is there already, and it stays. Name another one.`);

import type { DatabaseSync } from 'node:sqlite';
import { StoreError } from '../store-error.ts';

/**
 * Stamped into each state file: the four letters "Jogg".
 * https://sqlite.org/pragma.html#pragma_application_id
 */
export const APPLICATION_ID = 0x4a_6f_67_67;
/** Increases with every change that an earlier version of the app cannot read. */
export const SCHEMA_VERSION = 1;

/** The tables of a state file, and the columns that this version reads and writes. */
export const TABLES: Readonly<Record<string, readonly string[]>> = {
  holder: ['id', 'since', 'beat'],
  keyv: ['namespace', 'key', 'value', 'expires', 'checksum'],
  task: [
    'id',
    'payload',
    'lane',
    'due',
    'fence',
    'owner',
    'lease_until',
    'woken',
    'failures',
    'quarantined',
    'touched',
  ],
};

const FIX = 'Set STATE_URL to another file (the app creates it); this one stays unchanged.';

/** A file before its first write: current, empty, or written by an earlier version. */
export type Stamp = { readonly kind: 'current' | 'empty' | 'earlier'; readonly version: number };

/**
 * Reads the stamp of the file. An empty file may become a state file. A file of an earlier version
 * is recognized by its tables, even without a stamp.
 * @throws {StoreError} `foreign` or `newer` if this version must not write to it.
 */
export function readStamp(db: DatabaseSync, path: string): Stamp {
  const id = numberOf(db, 'application_id');
  const version = numberOf(db, 'user_version');
  if (id !== 0 && id !== APPLICATION_ID) {
    const reason = `its application_id is 0x${(id >>> 0).toString(16)}`;
    throw foreignError(path, `is another program's database (${reason}).`);
  }
  const tables = tablesOf(db);
  const ownTables = tables.filter((name) => name in TABLES);
  if (id === 0 && tables.length > 0 && ownTables.length === 0)
    throw foreignError(path, `is another program's database (it has the table "${tables[0]}").`);
  if (version > SCHEMA_VERSION) {
    const message = `was written by a newer version of this app (schema ${version}; this one knows ${SCHEMA_VERSION}). Start that version again, or set STATE_URL to another file.`;
    throw new StoreError('newer', `${path}: ${message}`);
  }
  for (const name of ownTables) {
    const missing = TABLES[name]?.filter((column) => !columnsOf(db, name).includes(column)) ?? [];
    if (missing.length > 0)
      throw foreignError(
        path,
        `has a table "${name}" that is not ours (no column "${missing[0]}").`,
      );
  }
  if (id === APPLICATION_ID && version === SCHEMA_VERSION) return { kind: 'current', version };
  return { kind: tables.length > 0 ? 'earlier' : 'empty', version };
}

/** Stamps the file as a state file. The caller holds a transaction. */
export function writeStamp(db: DatabaseSync): void {
  db.exec(`PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${SCHEMA_VERSION}`);
}

function foreignError(path: string, message: string): StoreError {
  return new StoreError('foreign', `${path}: ${message} ${FIX}`);
}

function numberOf(db: DatabaseSync, pragma: string): number {
  return Number(db.prepare(`PRAGMA ${pragma}`).get()?.[pragma]);
}

function tablesOf(db: DatabaseSync): string[] {
  const rows = db
    .prepare(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'",
    )
    .all();
  return rows.map((row) => String(row['name']));
}

function columnsOf(db: DatabaseSync, table: string): string[] {
  const rows = db.prepare('SELECT name FROM pragma_table_info(?)').all(table);
  return rows.map((row) => String(row['name']));
}

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from 'vitest';
import { createKeyvFor } from '../../src/store/keyv-for.ts';
import { openSqlite, type SqliteFile } from '../../src/store/sqlite-file.ts';

const folders: string[] = [];
const files: SqliteFile[] = [];
afterEach(() => {
  for (const file of files.splice(0)) file.close();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A folder that is gone after the test. */
export function someFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'jogg-store-'));
  folders.push(folder);
  return folder;
}

/** An open file, closed after the test. */
export function open(path = ':memory:'): SqliteFile {
  const file = openSqlite(path);
  files.push(file);
  return file;
}

/** A store in memory, what it noted, and a way to damage it. */
export function someStore() {
  const file = open();
  const notes: string[] = [];
  return {
    file,
    notes,
    deps: {
      keyvFor: createKeyvFor(file),
      note: (event: string, fields: Record<string, unknown> = {}) => {
        notes.push([event, ...Object.values(fields)].join(' '));
      },
    },
    /** Changes one character of a stored value, as a bad disk would. */
    flip: (namespace: string, from: string, to: string) =>
      file.db
        .prepare('UPDATE keyv SET value = replace(value, ?, ?) WHERE namespace = ?')
        .run(from, to, namespace),
  };
}

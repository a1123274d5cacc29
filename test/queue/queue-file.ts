import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { openSqlite, type SqliteFile } from '../../src/store/sqlite/sqlite-file.ts';

/** A path for a queue, gone after the test. */
export function newFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'jogg-queue-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, 'state.sqlite');
}

/** A file as the app opens it, closed after the test. */
export function open(path: string, busyMs?: number): SqliteFile {
  const file = openSqlite(path, busyMs);
  onTestFinished(() => file.close());
  return file;
}

/** Rows as they would be found after a crash or by another process. */
export const plant = (
  { db }: SqliteFile,
  rows: { id: string; owner?: string; until?: number }[],
): void => {
  const insert = db.prepare(`
    INSERT INTO task (id, payload, lane, due, owner, lease_until, fence, touched)
    VALUES (?, '', 'poll', 0, ?, ?, 1, 0)`);
  db.exec('BEGIN');
  for (const { id, owner, until } of rows) insert.run(id, owner ?? null, until ?? null);
  db.exec('COMMIT');
};

export const plantLater = ({ db }: SqliteFile, id: string): void => {
  db.prepare("INSERT INTO task (id, payload, lane, due, touched) VALUES (?, '', 'poll', 0, 0)").run(
    id,
  );
};

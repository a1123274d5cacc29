import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { openState } from '../../src/store/open-state.ts';
import { openSqlite, type SqliteFile } from '../../src/store/sqlite/sqlite-file.ts';
import type { SqliteState } from '../../src/store/sqlite/sqlite-state.ts';

/** A folder that is gone after the test. */
export function someFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'jogg-store-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** An open state, closed after the test. */
export function open(path?: string): SqliteState {
  const state = openState(path ? `sqlite://${path}` : 'memory:', () => undefined);
  onTestFinished(() => state.close());
  return state;
}

/** A store in memory, what it noted, and a way to damage it. */
export function someStore() {
  const file = open();
  const notes: string[] = [];
  return {
    file,
    notes,
    deps: {
      ...file,
      logEvent: (event: string, fields: Record<string, unknown> = {}) => {
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

/** An open file, closed after the test. */
export function openFile(path = ':memory:'): SqliteFile {
  const file = openSqlite(path);
  onTestFinished(() => file.close());
  return file;
}

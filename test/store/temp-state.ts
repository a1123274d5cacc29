import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { openState } from '../../src/store/open-state.ts';
import { openSqlite, type SqliteFile } from '../../src/store/sqlite/sqlite-file.ts';

type AtEnd = (end: () => void) => void;
/** Creates a folder that is removed after the test. A concurrent test passes its own `atEnd`. */
export function tempFolder(atEnd: AtEnd = onTestFinished): string {
  const folder = mkdtempSync(join(tmpdir(), 'jogg-store-'));
  atEnd(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export const tempStatePath = (atEnd?: AtEnd) => join(tempFolder(atEnd), 'state.sqlite');

/** Opens a state file as the app does, and closes it after the test. */
export function openFile(path = ':memory:', busyMs?: number): SqliteFile {
  const file = openSqlite(path, busyMs);
  onTestFinished(() => file.close());
  return file;
}

const CORRUPT = 'UPDATE keyv SET value = replace(value, ?, ?) WHERE namespace = ?';

/** A state in memory with its log events and a way to corrupt values; closed after the test. */
export function memoryStore() {
  const events: string[] = [];
  const state = openState('memory:', () => undefined);
  onTestFinished(() => state.close());
  const logEvent = (event: string, fields: Record<string, unknown> = {}) => {
    events.push([event, ...Object.values(fields)].join(' '));
  };
  return {
    state,
    events,
    deps: { ...state, logEvent },
    /** Changes one character of a stored value, as a bad disk would. */
    corrupt: (namespace: string, from: string, to: string) =>
      state.db.prepare(CORRUPT).run(from, to, namespace),
  };
}

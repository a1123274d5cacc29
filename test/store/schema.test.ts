import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { systemClock } from '../../src/lib/clock.ts';
import { thisProcess } from '../../src/lib/process-identity.ts';
import { openState } from '../../src/store/open-state.ts';
import { createFileHolder } from '../../src/store/sqlite/file-holder.ts';
import { openSqlite } from '../../src/store/sqlite/sqlite-file.ts';
import { TABLES } from '../../src/store/sqlite/tables.ts';
import { StoreError } from '../../src/store/store-error.ts';
import { someFolder } from './some-files.ts';

/** A database at a new path, made by `statements`. */
function made(statements: string): string {
  const path = join(someFolder(), 'state.sqlite');
  const db = new DatabaseSync(path);
  db.exec(statements);
  db.close();
  return path;
}

/** The sentence that opening ends with, without the path; and whether the file stayed as it was. */
function refusal(path: string): unknown {
  const before = readFileSync(path);
  try {
    openSqlite(path).close();
  } catch (error) {
    if (!(error instanceof StoreError)) return error;
    const same = readFileSync(path).equals(before);
    return [error.code, error.message.replace(`${path}: `, ''), same];
  }
  return 'opened';
}

/** application_id and user_version. */
function stampOf(path: string): unknown[] {
  const db = new DatabaseSync(path, { readOnly: true });
  const pragma = (name: string) => db.prepare(`PRAGMA ${name}`).get()?.[name];
  const stamp = [pragma('application_id'), pragma('user_version')];
  db.close();
  return stamp;
}

const OTHER = 'Let STATE_URL name another file (the app makes it); this one stays as it is.';
const KEYV =
  'CREATE TABLE keyv (namespace TEXT, key TEXT, value TEXT, expires INTEGER, checksum INTEGER);';

describe('whose database it is', () => {
  it('a new file bears the stamp of the app and of its schema', () => {
    const path = join(someFolder(), 'state.sqlite');
    openSqlite(path).close();
    expect(stampOf(path)).toEqual([0x4a6f6767, 1]);
  });

  it.each([
    ['with version 0', KEYV],
    ['with version 1', `${KEYV} PRAGMA user_version = 1`],
    ['with a table of somebody else beside ours', `${KEYV} CREATE TABLE notes (x)`],
    ['with no table yet', 'PRAGMA user_version = 1'],
  ])('a file of an earlier version without a stamp, %s, is taken and stamped', (_, statements) => {
    const path = made(statements);
    expect([refusal(path), stampOf(path)]).toEqual(['opened', [0x4a6f6767, 1]]);
  });

  it.each([
    [
      'of a program with an id of its own',
      'PRAGMA application_id = 252006674; CREATE TABLE node (x)',
      'foreign',
      `is another program's database (its application_id is 0xf055112). ${OTHER}`,
    ],
    [
      'of a program whose id has the highest bit, and tables with our names',
      `PRAGMA application_id = -2; ${KEYV}`,
      'foreign',
      `is another program's database (its application_id is 0xfffffffe). ${OTHER}`,
    ],
    [
      'without an id, with tables of another program',
      'CREATE TABLE moz_places (id INTEGER PRIMARY KEY AUTOINCREMENT, url)',
      'foreign',
      `is another program's database (it has the table "moz_places"). ${OTHER}`,
    ],
    [
      'of the adapter of Keyv itself',
      'CREATE TABLE keyv (key VARCHAR(255) PRIMARY KEY, value TEXT)',
      'foreign',
      `has a table "keyv" that is not ours (no column "namespace"). ${OTHER}`,
    ],
    [
      'of a list of things to do',
      'CREATE TABLE task (id INTEGER, title TEXT)',
      'foreign',
      `has a table "task" that is not ours (no column "payload"). ${OTHER}`,
    ],
    [
      'of ours that lacks a column',
      'PRAGMA application_id = 1248814951; PRAGMA user_version = 1; CREATE TABLE task (id, payload)',
      'foreign',
      `has a table "task" that is not ours (no column "lane"). ${OTHER}`,
    ],
    [
      'of a newer version of the app',
      `PRAGMA application_id = 1248814951; PRAGMA user_version = 7; ${KEYV}`,
      'newer',
      'was written by a newer version of this app (schema 7; this one knows 1). Start that version again, or let STATE_URL name another file.',
    ],
  ])('a file %s ends the start with a sentence and stays as it is', (_, statements, code, says) => {
    expect(refusal(made(statements))).toEqual([code, says, true]);
  });

  it('the columns that are looked for are those that the app makes', () => {
    const { db, keyvFor, close } = openState('memory:', () => undefined);
    keyvFor('any');
    createFileHolder({
      db,
      path: 'any',
      self: thisProcess(),
      nonce: '',
      clock: systemClock,
      logEvent: () => undefined,
    });
    const columns = (table: string) =>
      db
        .prepare('SELECT name FROM pragma_table_info(?)')
        .all(table)
        .map((row) => row['name']);
    const found = Object.fromEntries(Object.keys(TABLES).map((name) => [name, columns(name)]));
    close();
    expect(found).toEqual(TABLES);
  });
});

describe('a file that cannot be the state', () => {
  it('a folder is called one, with what to do', () => {
    const path = join(someFolder(), 'state.sqlite');
    mkdirSync(path);
    expect(() => openSqlite(path)).toThrow(
      `${path}: the state file cannot be opened: it is a folder or a device. Let STATE_URL name a file, e.g. sqlite://data/jogg-slack.sqlite.`,
    );
  });

  it.each(['', '-wal'])(
    'a state%s that belongs to somebody else is named, with what to do',
    (end) => {
      const folder = someFolder();
      const path = join(folder, 'state.sqlite');
      const { db, close } = openSqlite(path);
      db.exec(KEYV);
      chmodSync(folder, 0o777);
      for (const each of ['', '-wal', '-shm']) chmodSync(path + each, each === end ? 0o000 : 0o666);
      const program = resolve(import.meta.dirname, 'writing-process.ts');
      const { stderr } = spawnSync(process.execPath, [program, path], {
        encoding: 'utf8',
        ...(process.geteuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {}),
      });
      close();
      expect(stderr).toContain(
        `${path}: this user may not read and write ${path}${end}. Give it, with its -wal and -shm neighbours, to the user that runs the app.`,
      );
    },
  );

  it('one that was cut off is called damaged', () => {
    const path = made(`${KEYV} INSERT INTO keyv VALUES ('a', 'b', hex(randomblob(40000)), 0, 0)`);
    truncateSync(path, Math.floor(statSync(path).size / 2));
    expect(refusal(path)).toEqual([
      'corrupt',
      expect.stringMatching(/^the state file is damaged/),
      true,
    ]);
    writeFileSync(path, 'SQLite format 3\0');
    expect(refusal(path)).toEqual([
      'corrupt',
      expect.stringMatching(/^the state file is damaged/),
      true,
    ]);
  });
});

import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, it, onTestFinished } from 'vitest';
import { openState } from '../../src/store/open-state.ts';
import { copyFileTo } from '../../src/store/sqlite/file-copy.ts';
import { openSqlite } from '../../src/store/sqlite/sqlite-file.ts';
import { StoreError } from '../../src/store/store-error.ts';
import { openFile, tempFolder, tempStatePath } from './temp-state.ts';

function createDatabase(statements: string): string {
  const path = tempStatePath();
  const db = new DatabaseSync(path);
  db.exec(statements);
  db.close();
  return path;
}

function stampOf(path: string): unknown[] {
  using db = new DatabaseSync(path, { readOnly: true });
  const stamp = 'SELECT * FROM pragma_application_id, pragma_user_version';
  return Object.values(db.prepare(stamp).get() ?? {});
}

/** The code and the message, without the path, of the error that opening `path` throws. */
function openError(path: string, attempt: () => unknown = () => openSqlite(path).close()): unknown {
  try {
    attempt();
    return 'opened';
  } catch (error) {
    const { code, message } = error instanceof StoreError ? error : Object(error);
    return [code, message.replace(`${path}: `, '')];
  }
}

/** The same for a user to whom file permissions apply; the superuser bypasses them. */
function openErrorsAsOtherUser(...paths: string[]): unknown[] {
  const program = `import { openSqlite } from '${SQLITE_FILE}';
    const openError = (path) => {
      try { openSqlite(path); return 'opened'; }
      catch ({ code, message }) { return [code, message.replace(path + ': ', '')]; }
    };
    console.log(JSON.stringify(process.argv.slice(1).map(openError)));`;
  const args = ['--input-type=module', '-e', program, ...paths];
  const another = process.geteuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
  return JSON.parse(String(spawnSync(process.execPath, args, another).stdout));
}

const SQLITE_FILE = resolve(import.meta.dirname, '../../src/store/sqlite/sqlite-file.ts');
const KEYV =
  'CREATE TABLE keyv (namespace TEXT, key TEXT, value TEXT, expires INTEGER, checksum INTEGER);';
const FILLED = `PRAGMA journal_mode = WAL; PRAGMA application_id = 1248814951;
  PRAGMA user_version = 1; CREATE TABLE keyv (namespace, key, value, expires, checksum, PRIMARY KEY (key));
  WITH RECURSIVE n (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM n LIMIT 2000)
  INSERT INTO keyv SELECT 'a', 'key ' || n, hex(zeroblob(100)), 0, 0 FROM n;`;

it('opening a new file creates its folder and its stamp, and syncs every commit', () => {
  const path = join(tempFolder(), 'deep', 'folder', 'state.sqlite');
  const { db, isNew } = openFile(path);
  // A start may have been killed while the file was still empty.
  const found = [isNew, existsSync(path), openFile(path).isNew, openFile(createDatabase('')).isNew];
  const names = ['application_id', 'user_version', 'journal_mode', 'synchronous', 'busy_timeout'];
  const pragmas = names.map((name) => Object.values(db.prepare(`PRAGMA ${name}`).get() ?? {})[0]);
  expect(found).toEqual([true, true, false, true]);
  expect(pragmas).toEqual([0x4a6f6767, 1, 'wal', 2, 1_000]);
});

it.each([
  ['with version 0', KEYV],
  ['with a table of another program beside ours', `${KEYV} CREATE TABLE notes (x)`],
  ['with no table yet', 'PRAGMA user_version = 1'],
])('a file of an earlier version, %s, is accepted and stamped', (_, statements) => {
  const path = createDatabase(statements);
  openFile(path).close();
  expect(stampOf(path)).toEqual([0x4a6f6767, 1]);
});

it('a file of an earlier version is copied beside itself before the upgrade; only the latest such copy stays', () => {
  const path = createDatabase(`${KEYV} INSERT INTO keyv (key) VALUES ('kept')`);
  const [earlier, other] = [`${path}.schema-0.20200101T000000Z`, `${path}.by-hand`];
  for (const each of [earlier, other]) writeFileSync(each, '');
  const { copyPath } = openFile(path);
  const secondCopy = openFile(path).copyPath;
  const found = readdirSync(dirname(path)).filter((name) => !/-(wal|shm)$/.test(name));
  using db = new DatabaseSync(copyPath ?? '', { readOnly: true });
  const names = [path, other, copyPath ?? ''].map((each) => basename(each));
  expect([found.toSorted(), secondCopy]).toEqual([names.toSorted(), null]);
  const copied = [stampOf(copyPath ?? ''), db.prepare('SELECT key FROM keyv').all()];
  expect(copied).toEqual([[0, 0], [{ key: 'kept' }]]);
  expect(copyPath).toMatch(/state\.sqlite\.schema-0\.\d{8}T\d{6}Z$/);
});

it('if there is no room for that copy, the start fails and leaves no partial copy', () => {
  using db = new DatabaseSync(createDatabase(KEYV));
  const to = join(tempFolder(), 'copy');
  const error = openError(to, () => copyFileTo(db, to, () => 9 * 2 ** 10));
  const says = expect.stringMatching(/^there is no room .* takes 1 MiB, .* has 1 MiB left/);
  expect([error, readdirSync(dirname(to))]).toEqual([['full', says], []]);
});

const OTHER = 'Set STATE_URL to another file (the app creates it); this one stays unchanged.';
const OURS = 'PRAGMA application_id = 1248814951; PRAGMA user_version';
const NEWER = `was written by a newer version of this app (schema 7; this one knows 1). Start that version again, or set STATE_URL to another file.`;
const foreign = (why: string) => `is another program's database (${why}). ${OTHER}`;
const lacks = (table: string, column: string) =>
  `has a table "${table}" that is not ours (no column "${column}"). ${OTHER}`;
it.each([
  ['PRAGMA application_id = 7; CREATE TABLE node (x)', foreign('its application_id is 0x7')],
  [`PRAGMA application_id = -2; ${KEYV}`, foreign('its application_id is 0xfffffffe')],
  ['CREATE TABLE moz_places (id, url)', foreign('it has the table "moz_places"')],
  ['CREATE TABLE keyv (key VARCHAR(255) PRIMARY KEY, value TEXT)', lacks('keyv', 'namespace')],
  [`${OURS} = 1; CREATE TABLE task (id, payload)`, lacks('task', 'lane')],
  [`${OURS} = 7; ${KEYV}`, NEWER],
])('%s: the start fails with a message, and the file stays unchanged', (statements, says) => {
  const path = createDatabase(statements);
  const before = readFileSync(path);
  const error = openError(path);
  expect(error).toEqual([says === NEWER ? 'newer' : 'foreign', says]);
  expect(readFileSync(path).equals(before)).toBe(true);
});

/** Flips one bit in the last digit of the `nth` occurrence of a key. */
const flipKey = (nth: number) => (path: string) => {
  const bytes = readFileSync(path);
  const places: number[] = [];
  const key = 'key 1777';
  for (let at = bytes.indexOf(key); at >= 0; at = bytes.indexOf(key, at + 1)) places.push(at);
  const at = (places[nth] ?? Number.NaN) + key.length - 1;
  bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
  writeFileSync(path, bytes);
};
const emptyWithLog = (path: string) => {
  writeFileSync(`${path}-wal`, 'what was written last');
  truncateSync(path, 0);
};
it.each<[string, (path: string) => void]>([
  ['text instead of a database', (path) => writeFileSync(path, 'not a database. '.repeat(500))],
  ['a head alone', (path) => writeFileSync(path, 'SQLite format 3\0')],
  ['a file cut short', (path) => truncateSync(path, 40_960)],
  ['an emptied file beside its log', emptyWithLog],
  ['one bit of a key that changed in its index', flipKey(0)],
  ['one bit of a key that changed in its table', flipKey(1)],
])('%s is reported as damaged, and the file stays unchanged', (_, damage) => {
  const path = createDatabase(FILLED);
  damage(path);
  const before = readFileSync(path);
  const corrupt = ['corrupt', expect.stringMatching(/^the state file is damaged/)];
  expect([openError(path), readFileSync(path).equals(before)]).toEqual([corrupt, true]);
});

it('a read-only folder or file is reported as read-only; a file of another user is named with a fix', () => {
  const folder = tempFolder();
  const [present = '', ...absent] = ['kept', 'none', 'new/state'].map((name) => join(folder, name));
  openSqlite(present).close();
  /** A state in a public folder whose file with this suffix has this mode. */
  const stateWithMode = (mode: number, end: string) => {
    const path = tempStatePath();
    openFile(path).db.exec(KEYV);
    chmodSync(dirname(path), 0o777);
    for (const each of ['', '-wal', '-shm']) chmodSync(path + each, each === end ? mode : 0o666);
    return path;
  };
  const others = [stateWithMode(0o444, ''), stateWithMode(0o000, ''), stateWithMode(0o000, '-wal')];
  chmodSync(folder, 0o555);
  const found = openErrorsAsOtherUser(present, ...absent, ...others);
  chmodSync(folder, 0o777);
  const namedFile = (file: string) => [
    'read_only',
    `this user may not read and write ${file}. Give it, with its -wal and -shm files, to the user that runs the app.`,
  ];
  const readOnly = ['read_only', expect.stringMatching(/is read-only|may not read and write/)];
  const named = [namedFile(others[1] ?? ''), namedFile(`${others[2]}-wal`)];
  expect(found).toEqual([...Array(4).fill(readOnly), ...named]);
});

// Linux has no such folder there and makes none; elsewhere the root is read-only.
it('a folder that cannot be created fails the start instead of blocking it forever', () => {
  const says = expect.stringMatching(/^the state file (cannot be opened|or its folder)/);
  expect(openError('/proc/none/state.sqlite')).toEqual([expect.any(String), says]);
});

it('a start and a ping report a locked file; a ping reports a file that was removed or replaced', async () => {
  const path = tempStatePath();
  const state = openState(`sqlite://${path}`, () => undefined);
  onTestFinished(() => state.close());
  const ping = async () => (await state.ping().catch(({ code }) => code)) ?? 'opened';
  const lock = new DatabaseSync(path);
  lock.exec('BEGIN IMMEDIATE');
  const results = [openError(path), await ping()];
  lock.close();
  renameSync(path, `${path}.away`);
  results.push(await ping());
  writeFileSync(path, '');
  results.push(await ping());
  renameSync(`${path}.away`, path);
  const locked = ['locked', expect.stringMatching(/^another program holds the state file/)];
  const gone = Array(2).fill('unreachable');
  expect([...results, await ping()]).toEqual([locked, 'locked', ...gone, 'opened']);
});

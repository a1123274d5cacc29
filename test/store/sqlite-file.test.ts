import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { openState } from '../../src/store/open-state.ts';
import { openSqlite } from '../../src/store/sqlite/sqlite-file.ts';
import { StoreError } from '../../src/store/store-error.ts';
import { openFile as open, someFolder } from './some-files.ts';

/** A file with enough rows to fill many pages. */
function filled(): string {
  const path = join(someFolder(), 'state.sqlite');
  const { db, close } = open(path);
  db.exec('CREATE TABLE t (k TEXT PRIMARY KEY, v TEXT)');
  db.exec('BEGIN');
  const insert = db.prepare('INSERT INTO t VALUES (?, ?)');
  for (let n = 0; n < 2_000; n += 1) insert.run(`key ${n}`, 'x'.repeat(200));
  db.exec('COMMIT');
  close();
  return path;
}

/** What opening throws: its code, and whether it says which file and what to do. */
function troubleOf(attempt: () => unknown, path: string): unknown {
  try {
    attempt();
  } catch (error) {
    return troubleFrom(error, path);
  }
  return 'opened';
}

function troubleFrom(error: unknown, path: string): unknown {
  if (!(error instanceof StoreError)) return error;
  return { code: error.code, names: error.message.startsWith(`${path}: `) };
}

/** Runs `fn` as somebody whom permissions bind; the superuser passes them all. */
function asNobody<T>(fn: () => T): T {
  if (process.geteuid?.() !== 0 || !process.seteuid) return fn();
  process.seteuid(65_534);
  try {
    return fn();
  } finally {
    process.seteuid(0);
  }
}

describe('opening the state file', () => {
  it('makes the folder, and syncs every commit to the disk', () => {
    const path = join(someFolder(), 'deep', 'folder', 'state.sqlite');
    const { db, fresh } = open(path);
    const pragma = (name: string) => Object.values(db.prepare(`PRAGMA ${name}`).get() ?? {})[0];
    expect({
      fresh,
      exists: existsSync(path),
      journal: pragma('journal_mode'),
      synchronous: pragma('synchronous'),
      patience: pragma('busy_timeout'),
    }).toEqual({ fresh: true, exists: true, journal: 'wal', synchronous: 2, patience: 1_000 });
  });

  it('says whether anything was there before', () => {
    const path = filled();
    expect([open(path).fresh, open().fresh]).toEqual([false, true]);
  });

  it.each([
    [
      'text instead of a database',
      (path: string) => writeFileSync(path, 'not a database. '.repeat(500)),
    ],
    ['a few bytes', (path: string) => writeFileSync(path, 'hello')],
    ['a file cut in half', (path: string) => truncateSync(path, 40_960)],
    [
      'overwritten pages',
      (path: string) => {
        const bytes = readFileSync(path);
        bytes.fill(0xff, 4_096 * 20, 4_096 * 22);
        writeFileSync(path, bytes);
      },
    ],
    [
      'an emptied file beside its log',
      (path: string) => {
        writeFileSync(`${path}-wal`, 'what was written last');
        truncateSync(path, 0);
      },
    ],
  ])('%s is called corrupt, and left as it is', (_, damage) => {
    const path = filled();
    damage(path);
    const before = readFileSync(path);
    expect(troubleOf(() => openSqlite(path), path)).toEqual({ code: 'corrupt', names: true });
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  it.each([
    ['its index', 0],
    ['its table', 1],
  ])(
    'one byte of a key that changed in %s is called corrupt, so that no record seems absent',
    (_, nth) => {
      const path = filled();
      const bytes = readFileSync(path);
      const places: number[] = [];
      const key = 'key 1777';
      for (let at = bytes.indexOf(key); at >= 0; at = bytes.indexOf(key, at + 1)) places.push(at);
      const at = (places[nth] ?? Number.NaN) + key.length - 1;
      bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
      writeFileSync(path, bytes);
      const problem = troubleOf(() => openSqlite(path), path);
      expect([places.length, problem]).toEqual([2, { code: 'corrupt', names: true }]);
    },
  );

  it('an empty file without a log is a beginning: a start may have been killed there', () => {
    const path = join(someFolder(), 'state.sqlite');
    writeFileSync(path, '');
    expect(open(path).fresh).toBe(true);
  });

  it('a folder in the place of the file, or a file in the place of its folder, is unreachable', () => {
    const folder = someFolder();
    const asFolder = join(folder, 'state.sqlite');
    mkdirSync(asFolder);
    writeFileSync(join(folder, 'file'), '');
    const below = join(folder, 'file', 'state.sqlite');
    expect([
      troubleOf(() => openSqlite(asFolder), asFolder),
      troubleOf(() => openSqlite(below), below),
    ]).toEqual([
      { code: 'unreachable', names: true },
      { code: 'unreachable', names: true },
    ]);
  });

  it('a read-only folder or file is called read-only', () => {
    const folder = someFolder();
    const inside = join(folder, 'state.sqlite');
    chmodSync(folder, 0o555);
    const readOnlyFolder = troubleOf(() => asNobody(() => openSqlite(inside)), inside);
    const below = join(folder, 'new', 'state.sqlite');
    const newFolder = troubleOf(() => asNobody(() => openSqlite(below)), below);
    chmodSync(folder, 0o777);
    const file = join(folder, 'file.sqlite');
    open(file).close();
    chmodSync(file, 0o444);
    const readOnlyFile = troubleOf(() => asNobody(() => openSqlite(file)), file);
    chmodSync(file, 0o666);
    chmodSync(folder, 0o555);
    const folderOfFile = troubleOf(() => asNobody(() => openSqlite(file)), file);
    chmodSync(folder, 0o777);
    expect([readOnlyFolder, newFolder, readOnlyFile, folderOfFile]).toEqual([
      { code: 'read_only', names: true },
      { code: 'read_only', names: true },
      { code: 'read_only', names: true },
      { code: 'read_only', names: true },
    ]);
  });

  it('a file that another program holds is called locked, after a bounded wait', () => {
    const path = filled();
    const other = new DatabaseSync(path);
    other.exec('BEGIN EXCLUSIVE');
    const problem = troubleOf(() => openSqlite(path), path);
    other.close();
    expect(problem).toEqual({ code: 'locked', names: true });
  });
});

describe('opening the state by its address', () => {
  const said: unknown[] = [];
  const logEvent = (event: string, fields?: object) => said.push({ event, ...fields });

  it('sqlite:// is a path, memory: forgets', async () => {
    const path = join(someFolder(), 'state.sqlite');
    said.length = 0;
    for (const url of [`sqlite://${path}`, `sqlite://${path}`, 'memory:']) {
      const state = openState(url, logEvent);
      await state.ping();
      await state.close();
    }
    expect(said).toEqual([
      { event: 'state_opened', fresh: true, memory: false },
      { event: 'state_opened', fresh: false, memory: false },
      { event: 'state_opened', fresh: true, memory: true },
    ]);
  });

  it.each(['', 'sqlite://', 'redis://localhost', 'data/x.sqlite'])('"%s" is refused', (url) => {
    expect(() => openState(url, logEvent)).toThrow(
      'STATE_URL must be sqlite://path, memory: or postgres://',
    );
  });

  it('a ping says when the file is locked, gone, replaced or closed', async () => {
    const path = join(someFolder(), 'state.sqlite');
    const state = openState(`sqlite://${path}`, logEvent);
    const ping = () =>
      state.ping().then(
        () => 'opened',
        (error: unknown) => troubleFrom(error, path),
      );
    const other = new DatabaseSync(path);
    other.exec('BEGIN IMMEDIATE');
    const locked = await ping();
    other.close();
    const mended = await ping();
    renameSync(path, `${path}.away`);
    const gone = await ping();
    writeFileSync(path, '');
    const replaced = await ping();
    renameSync(`${path}.away`, path);
    const back = await ping();
    await state.close();
    expect([locked, mended, gone, replaced, back, await ping()]).toEqual([
      { code: 'locked', names: true },
      'opened',
      { code: 'unreachable', names: true },
      { code: 'unreachable', names: true },
      'opened',
      { code: 'unreachable', names: true },
    ]);
  });
});

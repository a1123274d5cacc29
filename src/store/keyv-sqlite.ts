import type { DatabaseSync } from 'node:sqlite';
import { crc32 } from 'node:zlib';
import { type KeyvStorageAdapter, type KeyvStorageCapability, keyvStorageCapability } from 'keyv';
import { damagedText } from './damaged.ts';
import { storeErrorFrom } from './store-error.ts';

/** What Keyv asks of a storage adapter; ours emits nothing, it throws. */
export type KeyvSqlite = Pick<
  KeyvStorageAdapter,
  | 'get'
  | 'getMany'
  | 'set'
  | 'setMany'
  | 'has'
  | 'hasMany'
  | 'delete'
  | 'deleteMany'
  | 'clear'
  | 'disconnect'
> & {
  namespace: string | undefined;
  readonly capabilities: KeyvStorageCapability;
  iterator<Value>(): AsyncGenerator<Array<string | Awaited<Value> | undefined>, void>;
};

/** Expired rows are cleared away a few at a time, whenever one is written that will expire. */
const SWEEP = 20;
const PAGE = 500;

/** Keyv's deadlines come from the real clock, so they are compared with the real clock. */
const ALIVE = `(expires IS NULL OR expires > unixepoch('subsec') * 1000)`;

const TABLE = `
  CREATE TABLE IF NOT EXISTS keyv (
    namespace TEXT NOT NULL,
    key TEXT NOT NULL,
    value TEXT NOT NULL,
    expires INTEGER,
    checksum INTEGER NOT NULL,
    PRIMARY KEY (namespace, key)
  );
  CREATE INDEX IF NOT EXISTS keyv_expires ON keyv (expires) WHERE expires IS NOT NULL;
`;

/**
 * A Keyv 6 storage adapter on a connection that others may share. Each value carries a checksum: a
 * value that changed on the disk is answered as `Damaged`, not as what it seems to say. Failures of
 * the file are thrown as `StoreError`. One adapter object serves one namespace, because Keyv writes
 * its namespace into the object. https://github.com/jaredwray/keyv#storage-adapters
 */
export function createKeyvSqlite(
  db: DatabaseSync,
  path: string,
  {
    assertSameFile = () => undefined,
    firstStays = false,
  }: {
    readonly assertSameFile?: () => void;
    /** What stands under a key stays until it is deleted, expires or is damaged. */
    readonly firstStays?: boolean;
  } = {},
): KeyvSqlite {
  const guard = <T>(work: () => T): T => {
    try {
      return work();
    } catch (error) {
      throw storeErrorFrom(error, path);
    }
  };
  const sql = guard(() => prepare(db));
  const here = (): string => adapter.namespace ?? '';

  const read = (key: string): string | undefined => {
    const row = sql.get.get(here(), key);
    return row && textOf(row['value'], row['checksum']);
  };
  const write = (key: string, value: unknown, expires: number | undefined): void => {
    if (typeof value !== 'string') throw new TypeError('Keyv must serialise what is stored here');
    assertSameFile();
    if (firstStays && isWhole(sql.get.get(here(), key))) return;
    sql.set.run(here(), key, value, expires ?? null, crc32(value));
    if (expires !== undefined) sql.sweep.run(SWEEP);
  };
  const remove = (key: string): boolean => sql.delete.run(here(), key).changes > 0;
  const has = (key: string): boolean => sql.has.get(here(), key) !== undefined;

  const adapter: KeyvSqlite = {
    namespace: undefined,
    get capabilities() {
      return keyvStorageCapability(adapter);
    },
    get: async (key) => guard(() => read(key)),
    getMany: async (keys) => guard(() => keys.map(read)),
    async set(key, value, expires) {
      const work = () => write(key, value, expires);
      guard(() => (firstStays ? atOnce(db, work) : work()));
      return true;
    },
    async setMany(entries) {
      guard(() =>
        atOnce(db, () => {
          for (const { key, value, expires } of entries) write(key, value, expires);
        }),
      );
      return entries.map(() => true);
    },
    has: async (key) => guard(() => has(key)),
    hasMany: async (keys) => guard(() => keys.map(has)),
    delete: async (key) => guard(() => remove(key)),
    deleteMany: async (keys) => guard(() => atOnce(db, () => keys.map(remove))),
    async clear() {
      guard(() => sql.clear.run(here()));
    },
    /** The caller that opened the connection closes it. */
    async disconnect() {},
    async *iterator() {
      let after = '';
      while (true) {
        const rows = guard(() => sql.page.all(here(), after, PAGE));
        for (const { key, value, checksum } of rows) {
          if (typeof key !== 'string') continue;
          after = key;
          yield [key, textOf(value, checksum)];
        }
        if (rows.length < PAGE) return;
      }
    },
  };
  return adapter;
}

function prepare(db: DatabaseSync) {
  db.exec(TABLE);
  const where = 'FROM keyv WHERE namespace = ? AND key = ?';
  return {
    get: db.prepare(`SELECT value, checksum ${where} AND ${ALIVE}`),
    has: db.prepare(`SELECT 1 ${where} AND ${ALIVE}`),
    set: db.prepare(`
      INSERT INTO keyv (namespace, key, value, expires, checksum) VALUES (?, ?, ?, ?, ?)
      ON CONFLICT DO UPDATE SET
        value = excluded.value, expires = excluded.expires, checksum = excluded.checksum`),
    delete: db.prepare(`DELETE ${where}`),
    clear: db.prepare('DELETE FROM keyv WHERE namespace = ?'),
    page: db.prepare(`
      SELECT key, value, checksum FROM keyv
      WHERE namespace = ? AND key > ? AND ${ALIVE} ORDER BY key LIMIT ?`),
    sweep: db.prepare(`
      DELETE FROM keyv WHERE rowid IN
        (SELECT rowid FROM keyv WHERE expires <= unixepoch('subsec') * 1000 LIMIT ?)`),
  };
}

function textOf(value: unknown, checksum: unknown): string {
  const text = typeof value === 'string' ? value : '';
  return crc32(text) === checksum ? text : damagedText(text);
}

const isWhole = (row: Record<string, unknown> | undefined): boolean =>
  row !== undefined && crc32(String(row['value'])) === row['checksum'];

/** All or nothing. Nothing else uses the connection meanwhile, because nothing here waits. */
function atOnce<T>(db: DatabaseSync, work: () => T): T {
  db.exec('BEGIN IMMEDIATE');
  try {
    const answer = work();
    db.exec('COMMIT');
    return answer;
  } catch (error) {
    if (db.isTransaction) db.exec('ROLLBACK');
    throw error;
  }
}

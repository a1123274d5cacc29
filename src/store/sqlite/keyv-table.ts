import { crc32 } from 'node:zlib';
import { damagedText } from '../keyv-serializer.ts';
import type { SqliteFile } from './sqlite-file.ts';

/** The rows of Keyv's namespaces. All methods are synchronous and throw what SQLite throws. */
export interface KeyvTable {
  /** Keyv's text, or the text of a damaged value if it changed on the disk; undefined for none. */
  read(namespace: string, key: string): string | undefined;
  has(namespace: string, key: string): boolean;
  /** When a value with the time to live `ttlMs` expires, in ms since the epoch. */
  expiry(ttlMs: number): number;
  /** `expires`: ms since the epoch. */
  write(namespace: string, key: string, text: string, expires?: number): void;
  remove(namespace: string, key: string): boolean;
  clear(namespace: string): void;
  /** Up to `limit` keys after `after`, with their texts. */
  page(namespace: string, after: string, limit: number): (readonly [key: string, text: string])[];
}

/** Writing a row that expires also deletes this many expired rows. */
const SWEEP_LIMIT = 20;

/** Keyv's deadlines come from the real clock, so they are compared with the real clock. */
const NOT_EXPIRED = `(expires IS NULL OR expires > unixepoch('subsec') * 1000)`;

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

/** Each value has a checksum that reveals changes on the disk. */
export function createKeyvTable(file: SqliteFile): KeyvTable {
  const sql = file.run(() => {
    file.db.exec(TABLE);
    return statements(file.db);
  });
  return {
    read(namespace, key) {
      const row = sql.get.get(namespace, key);
      return row && storedText(row['value'], row['checksum']);
    },
    has: (namespace, key) => sql.has.get(namespace, key) !== undefined,
    expiry: (ttlMs) => Number(sql.expiry.get(ttlMs)?.['at']),
    write(namespace, key, text, expires) {
      file.assertInPlace();
      sql.set.run(namespace, key, text, expires ?? null, crc32(text));
      if (expires !== undefined) sql.sweep.run(SWEEP_LIMIT);
    },
    remove: (namespace, key) => sql.delete.run(namespace, key).changes > 0,
    clear: (namespace) => void sql.clear.run(namespace),
    page: (namespace, after, limit) =>
      sql.page
        .all(namespace, after, limit)
        .map(({ key, value, checksum }) => [String(key), storedText(value, checksum)]),
  };
}

function statements(db: SqliteFile['db']) {
  const where = 'FROM keyv WHERE namespace = ? AND key = ?';
  return {
    get: db.prepare(`SELECT value, checksum ${where} AND ${NOT_EXPIRED}`),
    has: db.prepare(`SELECT 1 ${where} AND ${NOT_EXPIRED}`),
    set: db.prepare(`
      INSERT INTO keyv (namespace, key, value, expires, checksum) VALUES (?, ?, ?, ?, ?)
      ON CONFLICT DO UPDATE SET
        value = excluded.value, expires = excluded.expires, checksum = excluded.checksum`),
    delete: db.prepare(`DELETE ${where}`),
    clear: db.prepare('DELETE FROM keyv WHERE namespace = ?'),
    page: db.prepare(`
      SELECT key, value, checksum FROM keyv
      WHERE namespace = ? AND key > ? AND ${NOT_EXPIRED} ORDER BY key LIMIT ?`),
    expiry: db.prepare("SELECT cast(unixepoch('subsec') * 1000 AS INTEGER) + ? AS at"),
    sweep: db.prepare(`
      DELETE FROM keyv WHERE rowid IN
        (SELECT rowid FROM keyv WHERE expires <= unixepoch('subsec') * 1000 LIMIT ?)`),
  };
}

/** The text of a row, or the text of a damaged value if it changed on the disk. */
export function storedText(value: unknown, checksum: unknown): string {
  const text = typeof value === 'string' ? value : '';
  return crc32(text) === checksum ? text : damagedText(text);
}

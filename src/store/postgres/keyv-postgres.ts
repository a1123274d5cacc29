import { keyvStorageCapability } from 'keyv';
import { systemClock } from '../../lib/clock.ts';
import type { KeyvStorage } from '../keyv-storage.ts';
import type { Database } from './database.ts';

const PAGE_SIZE = 500;
/** Writing a row that expires also deletes expired rows, at most once a second. */
const SWEEP_LIMIT = 200;
const SWEEP_INTERVAL_MS = 1_000;

const DATABASE_NOW = 'extract(epoch FROM statement_timestamp()) * 1000';
/** By the database's own clock. */
export const NOT_EXPIRED = `(expires IS NULL OR expires > ${DATABASE_NOW})`;

const SQL = {
  get: `SELECT key, value FROM jogg_slack.keyv
    WHERE namespace = $1 AND key = ANY($2::text[]) AND ${NOT_EXPIRED}`,
  has: `SELECT key FROM jogg_slack.keyv
    WHERE namespace = $1 AND key = ANY($2::text[]) AND ${NOT_EXPIRED}`,
  set: `INSERT INTO jogg_slack.keyv (namespace, key, value, expires)
    SELECT $1, key, value, ceil(${DATABASE_NOW} + ttl)::bigint
    FROM unnest($2::text[], $3::text[], $4::bigint[]) AS given (key, value, ttl)
    ON CONFLICT (namespace, key)
      DO UPDATE SET value = excluded.value, expires = excluded.expires`,
  sweep: `DELETE FROM jogg_slack.keyv WHERE (namespace, key) IN (
    SELECT namespace, key FROM jogg_slack.keyv WHERE expires <= ${DATABASE_NOW}
    LIMIT ${SWEEP_LIMIT} FOR UPDATE SKIP LOCKED)`,
  delete:
    'DELETE FROM jogg_slack.keyv WHERE namespace = $1 AND key = ANY($2::text[]) RETURNING key',
  clear: 'DELETE FROM jogg_slack.keyv WHERE namespace = $1',
  page: `SELECT key, value FROM jogg_slack.keyv
    WHERE namespace = $1 AND key > $2 AND ${NOT_EXPIRED} ORDER BY key LIMIT ${PAGE_SIZE}`,
};

/** A Keyv storage adapter on PostgreSQL. Failures are `StoreError`s. */
export function createKeyvPostgres({ query }: Database): KeyvStorage {
  let nextSweepAt = -Infinity;
  const sweep = async (): Promise<void> => {
    const now = systemClock.monotonic();
    if (now < nextSweepAt) return;
    nextSweepAt = now + SWEEP_INTERVAL_MS;
    await query(SQL.sweep);
  };
  const namespaceOf = (): string => adapter.namespace ?? '';
  const keysOf = async (text: string, keys: readonly string[]): Promise<boolean[]> => {
    const { rows } = await query(text, [namespaceOf(), keys]);
    const found = new Set(rows.map(({ key }) => key));
    return keys.map((key) => found.has(key));
  };
  const read = async (keys: readonly string[]) => {
    const { rows } = await query(SQL.get, [namespaceOf(), keys]);
    const found = new Map(rows.map(({ key, value }) => [key, String(value)]));
    return keys.map((key) => found.get(key));
  };
  const write = async (entries: readonly Entry[]) => {
    const sentAt = systemClock.now();
    // A statement may write a row only once: the last entry of a key counts. Sorted, so that two
    // statements never deadlock.
    const last = new Map(entries.map((entry) => [entry.key, entry]));
    const rows = [...last.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
    await query(SQL.set, [
      namespaceOf(),
      rows.map(({ key }) => key),
      rows.map(textOf),
      // Keyv adds the time to live to this machine's clock, but the database's clock counts.
      rows.map(({ expires }) => (expires === undefined ? null : Math.ceil(expires - sentAt))),
    ]);
    if (rows.some(({ expires }) => expires !== undefined)) await sweep();
    return entries.map(() => true);
  };

  const adapter: KeyvStorage = {
    namespace: undefined,
    get capabilities() {
      return keyvStorageCapability(adapter);
    },
    get: async (key) => (await read([key]))[0],
    getMany: (keys) => read(keys),
    set: async (key, value, expires) =>
      (await write([{ key, value, expires }])).every((isStored) => isStored),
    setMany: (entries) => write(entries),
    has: async (key) => (await keysOf(SQL.has, [key])).includes(true),
    hasMany: (keys) => keysOf(SQL.has, keys),
    delete: async (key) => (await keysOf(SQL.delete, [key])).includes(true),
    deleteMany: (keys) => keysOf(SQL.delete, keys),
    clear: async () => void (await query(SQL.clear, [namespaceOf()])),
    /** The caller that opened the database closes it. */
    async disconnect() {},
    async *iterator() {
      let after = '';
      while (true) {
        const { rows } = await query(SQL.page, [namespaceOf(), after]);
        for (const { key, value } of rows) {
          after = String(key);
          yield [after, String(value)];
        }
        if (rows.length < PAGE_SIZE) return;
      }
    },
  };
  return adapter;
}

interface Entry {
  readonly key: string;
  readonly value: unknown;
  /** ms since the epoch */
  readonly expires?: number | undefined;
}

function textOf({ value }: Entry): string {
  if (typeof value !== 'string') throw new TypeError('Keyv must serialize what is stored here');
  return value;
}

import { createKeyedMutex } from '../../lib/keyed-mutex.ts';
import type { Change, Decision } from '../backend.ts';
import { deserializeValue, serializeValue } from '../keyv-serializer.ts';
import type { Database } from './database.ts';
import { NOT_EXPIRED } from './keyv-postgres.ts';

/** Later than the statement's snapshot, so a process that sees a record has a later time. */
const CLOCK_NOW = 'floor(extract(epoch FROM clock_timestamp()) * 1000)::bigint';

const WHERE = 'WHERE namespace = $1 AND key = $2';

const SQL = {
  read: (now: string) => `SELECT ${now} AS now, ${CLOCK_NOW} AS present,
    (SELECT value FROM jogg_slack.keyv ${WHERE} AND ${NOT_EXPIRED}) AS text`,
  add: `INSERT INTO jogg_slack.keyv (namespace, key, value, expires) VALUES ($1, $2, $3, $4)
    ON CONFLICT (namespace, key) DO UPDATE SET value = excluded.value, expires = excluded.expires
    WHERE keyv.expires <= ${CLOCK_NOW}`,
  replace: `UPDATE jogg_slack.keyv SET value = $3, expires = $4 ${WHERE} AND value = $5`,
  remove: `DELETE FROM jogg_slack.keyv ${WHERE} AND value = $3`,
} as const;

/**
 * Changes a record by compare-and-swap: if it changed since it was read, decides again. Holds no
 * lock meanwhile, so a frozen replica blocks no other. `now`: SQL of the time passed to `decide`.
 */
export function createChange({ query }: Database, now = CLOCK_NOW): Change {
  const read = SQL.read(now);
  const mutex = createKeyedMutex();

  /** Returns null if another process changed the record since it was read. */
  async function attempt<T>(
    namespace: string,
    key: string,
    decide: (old: unknown, now: number) => Decision<T>,
  ): Promise<{ readonly result: T } | null> {
    const [row] = (await query(read, [namespace, key])).rows;
    const text = typeof row?.['text'] === 'string' ? row['text'] : null;
    const old = text === null ? undefined : deserializeValue(text);
    const { result, next } = decide(old, Number(row?.['now']));
    if (next === undefined || (next === 'removed' && text === null)) return { result };
    const written =
      next === 'removed'
        ? query(SQL.remove, [namespace, key, text])
        : store(
            next.value,
            next.ttlMs === undefined ? null : expiryOf(row?.['present'], next.ttlMs),
          );
    return (await written).count > 0 ? { result } : null;

    function store(value: unknown, expires: number | null) {
      const values = [namespace, key, serializeValue(value, expires ?? undefined), expires];
      return text === null ? query(SQL.add, values) : query(SQL.replace, [...values, text]);
    }
  }

  return async (namespace, key, decide) => {
    const first = await attempt(namespace, key, decide);
    if (first) return first.result;
    // After a conflict one change per record and process at a time, to avoid more conflicts.
    return mutex.run(`${namespace} ${key}`, async () => {
      while (true) {
        const done = await attempt(namespace, key, decide);
        if (done) return done.result;
      }
    });
  };
}

const expiryOf = (present: unknown, ttlMs: number): number => Math.ceil(Number(present) + ttlMs);

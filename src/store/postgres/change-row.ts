import type { Change } from '../backend.ts';
import { textFor, valueIn } from '../keyv-text.ts';
import type { Database } from './database.ts';
import { ALIVE } from './keyv-rows.ts';

/** Read after what the statement sees, so that who sees another's record has a later time. */
const PRESENT = 'floor(extract(epoch FROM clock_timestamp()) * 1000)::bigint';

const WHERE = 'WHERE namespace = $1 AND key = $2';

const SQL = {
  read: (now: string) => `SELECT ${now} AS now, ${PRESENT} AS present,
    (SELECT value FROM jogg_slack.keyv ${WHERE} AND ${ALIVE}) AS text`,
  add: `INSERT INTO jogg_slack.keyv (namespace, key, value, expires) VALUES ($1, $2, $3, $4)
    ON CONFLICT (namespace, key) DO UPDATE SET value = excluded.value, expires = excluded.expires
    WHERE keyv.expires <= ${PRESENT}`,
  replace: `UPDATE jogg_slack.keyv SET value = $3, expires = $4 ${WHERE} AND value = $5`,
  remove: `DELETE FROM jogg_slack.keyv ${WHERE} AND value = $3`,
} as const;

/**
 * Changes a record where it still is as it was read, and else decides again. No lock is held
 * meanwhile: a replica that freezes in between holds up nobody. `now`: SQL of the time to decide
 * by.
 */
export function createChange({ query }: Database, now = PRESENT): Change {
  const read = SQL.read(now);
  return async (namespace, key, decide) => {
    while (true) {
      const [row] = (await query(read, [namespace, key])).rows;
      const text = typeof row?.['text'] === 'string' ? row['text'] : null;
      const old = text === null ? undefined : valueIn(text);
      const { answer, next } = decide(old, Number(row?.['now']));
      if (next === undefined || (next === 'removed' && text === null)) return answer;
      const written =
        next === 'removed'
          ? query(SQL.remove, [namespace, key, text])
          : store(next.value, next.ttlMs === undefined ? null : end(row?.['present'], next.ttlMs));
      if ((await written).count > 0) return answer;

      function store(value: unknown, expires: number | null) {
        const values = [namespace, key, textFor(value, expires ?? undefined), expires];
        return text === null ? query(SQL.add, values) : query(SQL.replace, [...values, text]);
      }
    }
  };
}

const end = (present: unknown, ttlMs: number): number => Math.ceil(Number(present) + ttlMs);

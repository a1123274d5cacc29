import { NOTIFY } from './notifications.ts';

/** No task is scheduled further ahead than a day. */
const MAX_DELAY_MS = 25 * 3_600_000;

const TASK = 'jogg_slack.task';
/** A claim that ended or was given up has no owner any more. */
const HELD = 'WHERE id = $1 AND fence = $2 AND owner IS NOT NULL';
const RELEASED = 'owner = NULL, lease_until = NULL, woken = false';
/** The scope that a task's id names. */
const SCOPE = "CASE strpos(id, '~') WHEN 0 THEN '' ELSE split_part(id, '~', 1) END";
const SCOPE_ALLOWED = `(cardinality($5::text[]) = 0 OR ${SCOPE} <> ALL ($5::text[]))`;
/** Stores the records in `$3` to `$5` if `held` has a row. `$6` is the state they name. */
const STORE_RECORDS = `stored AS (
    INSERT INTO jogg_slack.keyv (namespace, key, value)
    SELECT given.* FROM held, unnest($3::text[], $4::text[], $5::text[]) AS given
    ORDER BY 1, 2
    ON CONFLICT (namespace, key) DO UPDATE SET value = excluded.value, expires = NULL)`;

/** The statements on the task table. `now`: SQL of the time in ms, constant within a statement. */
export const taskStatements = (now: string) => ({
  add: `WITH added AS (
      INSERT INTO ${TASK} (id, payload, lane, due, touched)
      VALUES ($1, $2, 'prompt', ${now}, ${now}) ON CONFLICT DO NOTHING RETURNING 1)
    SELECT ${NOTIFY} FROM added`,
  wake: wakeSql(now, 'id = $1'),
  wakeScope: wakeSql(now, `${SCOPE} = $1`),
  // Two short scans, each with its own index. Rows that another claim has locked are skipped.
  claim: `WITH free AS (
      SELECT id, due FROM ${TASK} WHERE lane = $2 AND due <= ${now} AND owner IS NULL AND ${SCOPE_ALLOWED}
      ORDER BY due LIMIT $3 FOR UPDATE SKIP LOCKED),
    expired AS (
      SELECT id, due FROM ${TASK} WHERE lane = $2 AND due <= ${now}
        AND owner <> $1 AND lease_until <= ${now} AND ${SCOPE_ALLOWED}
      ORDER BY due LIMIT $3 FOR UPDATE SKIP LOCKED),
    chosen AS (
      SELECT id FROM (SELECT * FROM free UNION ALL SELECT * FROM expired) AS either
      ORDER BY due LIMIT $3)
    UPDATE ${TASK} SET fence = fence + 1, owner = $1, lease_until = ${now} + $4, woken = false
    WHERE id IN (SELECT id FROM chosen) RETURNING id, payload, fence, failures, due`,
  msUntilDue: `SELECT min(due) - ${now} AS ms FROM ${TASK}
    WHERE lane = $1 AND due > ${now} AND owner IS NULL`,
  beat: `UPDATE ${TASK} SET (owner, lease_until) = (
      SELECT $1::text, ${now} + $2 FROM unnest($3::text[], $4::bigint[]) AS runs (id, fence)
      WHERE runs.id = task.id AND runs.fence = task.fence)
    WHERE owner = $1`,
  // A lease with enough time left is not written again, because every write waits for the disk.
  renew: `WITH lasting AS (
      SELECT 1 FROM ${TASK} ${HELD} AND owner = $3
        AND lease_until BETWEEN ${now} + $5 AND ${now} + $4),
    renewed AS (
      UPDATE ${TASK} SET owner = $3, lease_until = ${now} + $4 ${HELD}
        AND NOT EXISTS (SELECT 1 FROM lasting) RETURNING 1)
    SELECT (SELECT count(*) FROM lasting) + (SELECT count(*) FROM renewed) AS held`,
  write: `WITH held AS (SELECT lease_until FROM ${TASK} ${HELD} FOR UPDATE), ${STORE_RECORDS},
    counted AS (
      UPDATE ${TASK} SET state = $6 WHERE id = $1 AND $6::text IS NOT NULL
        AND state IS DISTINCT FROM $6 AND EXISTS (SELECT 1 FROM held))
    SELECT max(lease_until) - ${now} AS ms FROM held`,
  finish: `WITH held AS (
      UPDATE ${TASK} SET due = CASE WHEN woken THEN ${now} ELSE ${now} + $7 END,
        lane = CASE WHEN woken THEN 'prompt' ELSE $8 END, failures = 0, touched = ${now},
        state = coalesce($6, state), ${RELEASED}
      ${HELD} RETURNING 1), ${STORE_RECORDS}
    SELECT count(*) AS held FROM held`,
  fail: `UPDATE ${TASK} SET failures = failures + 1,
      quarantined = NOT woken AND failures + 1 >= $4,
      due = CASE WHEN woken THEN ${now} WHEN failures + 1 >= $4 THEN NULL ELSE ${now} + $3 END,
      touched = ${now}, ${RELEASED} ${HELD} RETURNING failures, quarantined`,
  postpone: `UPDATE ${TASK} SET due = CASE WHEN woken THEN ${now} ELSE ${now} + $3 END,
      touched = ${now}, ${RELEASED} ${HELD}`,
  place: `SELECT count(*) AS place FROM ${TASK} WHERE lane = 'prompt' AND due IS NOT NULL
      AND added <= (SELECT added FROM ${TASK} WHERE id = $1)`,
  lanes: `SELECT lane, count(*) FILTER (WHERE lease_until > ${now}) AS running,
      count(*) FILTER (WHERE coalesce(lease_until, 0) <= ${now} AND due <= ${now}) AS due,
      count(*) FILTER (WHERE coalesce(lease_until, 0) <= ${now} AND due > ${now}) AS waiting,
      count(*) FILTER (WHERE coalesce(lease_until, 0) <= ${now} AND due IS NULL
        AND NOT quarantined) AS resting,
      count(*) FILTER (WHERE quarantined) AS quarantined,
      greatest(0, ${now} - min(due) FILTER (WHERE coalesce(lease_until, 0) <= ${now})) AS "lateMs"
    FROM ${TASK} GROUP BY lane ORDER BY lane`,
  states: `SELECT state, count(*) AS count FROM ${TASK} WHERE state IS NOT NULL GROUP BY state`,
  startUp: `INSERT INTO jogg_slack.keyv (namespace, key, value, expires)
    VALUES ('start-up', 'chores', '{"value":true}', ${now} + $1::bigint)
    ON CONFLICT (namespace, key) DO UPDATE SET expires = excluded.expires
    WHERE keyv.expires <= ${now}`,
  clampDue: `UPDATE ${TASK} SET due = ${now} WHERE due > ${now} + ${MAX_DELAY_MS}`,
  pending: `SELECT count(*) AS count FROM ${TASK}
    WHERE lane = 'poll' AND due IS NOT NULL AND owner IS NULL`,
  // Each task keeps its due time, or is moved to a gap after the task before it.
  spread: `UPDATE ${TASK} SET due = slot.at FROM (
      SELECT id, place * $1::bigint + max(greatest(due, ${now}) - place * $1::bigint) OVER
        (ORDER BY place ROWS UNBOUNDED PRECEDING) AS at
      FROM (SELECT id, due, row_number() OVER (ORDER BY due, id) - 1 AS place
            FROM ${TASK} WHERE lane = 'poll' AND due IS NOT NULL AND owner IS NULL) AS placed
    ) AS slot
    WHERE task.id = slot.id AND slot.at > task.due AND task.owner IS NULL`,
  purge: `DELETE FROM ${TASK}
    WHERE due IS NULL AND owner IS NULL AND NOT quarantined AND touched < ${now} - $1::bigint`,
  resetFailures: `UPDATE ${TASK}
    SET quarantined = false, failures = 0, due = ${now}, touched = ${now} WHERE quarantined`,
});

const wakeSql = (now: string, condition: string): string => `WITH woken AS (
    UPDATE ${TASK} SET woken = true, lane = 'prompt', due = least(due, ${now}),
      failures = CASE WHEN quarantined THEN 0 ELSE failures END, quarantined = false,
      touched = ${now} WHERE ${condition} RETURNING 1)
  SELECT ${NOTIFY} FROM woken`;

import { z } from 'zod';
import { readIdentity } from '../../lib/process/process-identity.ts';
import { pluralize } from '../../lib/text.ts';
import { MARKER } from '../migration-marker.ts';
import type { StateCopy, StoredTask } from '../state-copy.ts';
import { APPLICATION_NAME, type Database } from './database.ts';

const recordsSchema = z.array(
  z.object({
    namespace: z.string(),
    key: z.string(),
    text: z.string(),
    expires: z.number().nullable(),
  }),
);
const tasksSchema: z.ZodType<StoredTask[]> = z.array(
  z.object({
    position: z.number(),
    id: z.string(),
    payload: z.string(),
    lane: z.string(),
    due: z.number().nullable(),
    fence: z.number(),
    failures: z.number(),
    quarantined: z.boolean(),
    touched: z.number(),
    isDue: z.boolean(),
  }),
);
const countsSchema = z.array(z.object({ namespace: z.string(), count: z.number() }));
const writtenSchema = z.array(z.object({ namespace: z.string() }));
const leasesSchema = z.array(
  z.object({ owner: z.string(), count: z.number(), seconds: z.number() }),
);
const connectionsSchema = z.array(z.object({ host: z.string(), count: z.number() }));

const NOT_MARKER = `namespace <> '${MARKER}'`;

const SQL = {
  leases: (now: string) => `
    SELECT owner, count(*) AS count, ceil((max(lease_until) - ${now}) / 1000.0)::bigint AS seconds
    FROM jogg_slack.task WHERE lease_until > ${now} GROUP BY owner ORDER BY owner`,
  connections: `
    SELECT coalesce(host(client_addr), 'this machine') AS host, count(*) AS count
    FROM pg_stat_activity
    WHERE datname = current_database() AND application_name LIKE '${APPLICATION_NAME}%'
      AND pid <> pg_backend_pid()
    GROUP BY 1 ORDER BY 1`,
  counts: `
    SELECT namespace, count(*) AS count FROM jogg_slack.keyv WHERE ${NOT_MARKER}
    GROUP BY namespace ORDER BY namespace`,
  taskCount: 'SELECT count(*) AS count FROM jogg_slack.task',
  records: `
    SELECT namespace, key, value AS text, expires FROM jogg_slack.keyv
    WHERE (namespace, key) > ($1, $2) AND ${NOT_MARKER}
    ORDER BY namespace, key LIMIT $3`,
  writeRecords: `
    WITH given AS (
      SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::bigint[])
        AS given (namespace, key, value, expires)),
    gone AS (
      DELETE FROM jogg_slack.keyv
      WHERE (namespace, key) > ($5, $6) AND (namespace, key) <= ($7, $8) AND ${NOT_MARKER}
        AND (namespace, key) NOT IN (SELECT namespace, key FROM given))
    INSERT INTO jogg_slack.keyv AS there (namespace, key, value, expires) SELECT * FROM given
    ON CONFLICT (namespace, key) DO UPDATE SET value = excluded.value, expires = excluded.expires
    WHERE (there.value, there.expires) IS DISTINCT FROM (excluded.value, excluded.expires)
    RETURNING namespace`,
  tasks: `
    SELECT added AS position, id, payload, lane, due, fence, failures, quarantined, touched,
      (owner IS NOT NULL OR woken) AS "isDue"
    FROM jogg_slack.task WHERE added > $1 ORDER BY added LIMIT $2`,
  // In order: each gets the next value of the `added` column.
  writeTasks: (now: string) => `
    INSERT INTO jogg_slack.task
      (id, payload, lane, due, fence, failures, quarantined, touched)
    SELECT id, payload, lane, CASE WHEN is_due THEN least(due, ${now}) ELSE due END,
      fence, failures, quarantined, touched
    FROM unnest($1::text[], $2::text[], $3::text[], $4::bigint[], $5::bigint[], $6::int[],
      $7::bool[], $8::bigint[], $9::bool[]) WITH ORDINALITY
      AS given (id, payload, lane, due, fence, failures, quarantined, touched, is_due, nth)
    ORDER BY nth`,
  clearTasks: 'DELETE FROM jogg_slack.task',
} as const;

/** Copies the state in PostgreSQL, over one connection at a time. `now`: SQL of the time. */
export function createPostgresCopy({ query }: Database, now: string): StateCopy {
  const leases = SQL.leases(now);
  const writeTasks = SQL.writeTasks(now);
  return {
    async users() {
      const holders = leasesSchema.parse((await query(leases)).rows).map(describeHolder);
      const connected = connectionsSchema.parse((await query(SQL.connections)).rows);
      return [
        ...holders,
        ...connected.map(({ host, count }) => `${pluralize(count, 'connection')} from ${host}`),
      ];
    },
    counts: async () => ({
      records: new Map(
        countsSchema
          .parse((await query(SQL.counts)).rows)
          .map(({ namespace, count }) => [namespace, count]),
      ),
      tasks: Number((await query(SQL.taskCount)).rows[0]?.['count']),
    }),
    readRecords: async ({ namespace, key }, limit) =>
      recordsSchema.parse((await query(SQL.records, [namespace, key, limit])).rows),
    async writeRecords({ after, upTo, records }) {
      const columns = [
        records.map(({ namespace }) => namespace),
        records.map(({ key }) => key),
        records.map(({ text }) => text),
        records.map(({ expires }) => wholeMs(expires)),
      ];
      const stretch = [after.namespace, after.key, upTo.namespace, upTo.key];
      const { rows } = await query(SQL.writeRecords, [...columns, ...stretch]);
      return writtenSchema.parse(rows).map(({ namespace }) => namespace);
    },
    readTasks: async (after, limit) =>
      tasksSchema.parse((await query(SQL.tasks, [after, limit])).rows),
    async writeTasks(tasks) {
      await query(writeTasks, [
        tasks.map(({ id }) => id),
        tasks.map(({ payload }) => payload),
        tasks.map(({ lane }) => lane),
        tasks.map(({ due }) => wholeMs(due)),
        tasks.map(({ fence }) => fence),
        tasks.map(({ failures }) => failures),
        tasks.map(({ quarantined }) => quarantined),
        tasks.map(({ touched }) => touched),
        tasks.map(({ isDue }) => isDue),
      ]);
    },
    clearTasks: async () => void (await query(SQL.clearTasks)),
  };
}

/** SQLite may contain fractions of a millisecond. */
const wholeMs = (ms: number | null): number | null => (ms === null ? null : Math.ceil(ms));

function describeHolder({ owner, count, seconds }: z.infer<typeof leasesSchema>[number]): string {
  const identity = readIdentity(owner);
  const holder = identity ? `process ${identity.pid} on ${identity.host}` : 'an unknown process';
  return `${holder} (runs ${pluralize(count, 'task')}, for another ${seconds} s at most)`;
}

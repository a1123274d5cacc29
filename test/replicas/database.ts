import { Client } from 'pg';
import { patience } from '../../sandbox/patience.ts';

/** How much faster than real the time goes by which requests are limited: 18 a minute are 1,800. */
export const FAST = 100;

/**
 * Prepares the empty database of a run. In it `clock_timestamp()` runs fast, by which budgets and
 * holds are counted; leases and tasks keep the real time.
 */
export async function prepareDatabase(url: string): Promise<void> {
  await run(url, 'CREATE SCHEMA fast');
  await run(
    url,
    `CREATE FUNCTION fast.clock_timestamp() RETURNS timestamptz LANGUAGE sql VOLATILE AS $$
      SELECT timestamptz '${new Date().toISOString()}'
        + ${FAST} * (pg_catalog.clock_timestamp() - timestamptz '${new Date().toISOString()}') $$`,
  );
  const name = new URL(url).pathname.slice(1);
  await run(url, `ALTER DATABASE ${name} SET search_path = fast, pg_catalog, public`);
}

/**
 * How many tasks run, or have something to do within 45 s. The rare looks of an unconfirmed video
 * for its own receipt are nothing to wait for.
 */
export async function busyTasks(url: string): Promise<number> {
  const within = (seconds: number) =>
    `due < extract(epoch FROM statement_timestamp() + interval '${seconds} s') * 1000`;
  const rows = await run(
    url,
    `SELECT count(*) AS count FROM jogg_slack.task
      LEFT JOIN jogg_slack.keyv AS video ON video.namespace = 'video' AND video.key = task.id
      WHERE owner IS NOT NULL OR ${within(5)}
        OR (${within(45)} AND value NOT LIKE '%"state":"unconfirmed"%')`,
  );
  return Number(rows[0]?.['count']);
}

async function run(url: string, statement: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url, query_timeout: patience(10_000) });
  await client.connect();
  try {
    return (await client.query(statement)).rows;
  } finally {
    await client.end();
  }
}

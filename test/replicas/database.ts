import { Client } from 'pg';
import { patience } from '../../sandbox/patience.ts';
import type { Video } from '../../src/domain/video/video.ts';
import { openState } from '../../src/store/open-state.ts';
import { createVideoStore } from '../../src/store/video-store.ts';

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

/** Every video that has a task, and these, as the app itself reads them. */
export async function videosIn(url: string, ids: Iterable<string>): Promise<Map<string, Video>> {
  const logEvent = () => undefined;
  const state = openState(url, logEvent);
  try {
    const store = createVideoStore({ ...state, logEvent });
    const known = await run(url, 'SELECT id FROM jogg_slack.task');
    const videos = new Map<string, Video>();
    for (const id of new Set([...known.map((row) => String(row['id'])), ...ids])) {
      const video = await store.load(id);
      if (video) videos.set(id, video);
    }
    return videos;
  } finally {
    await state.close();
  }
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

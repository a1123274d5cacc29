import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { FRESH_POLL, newVideo } from '../src/domain/video/video.ts';
import { serializeValue } from '../src/store/keyv-serializer.ts';
import { openState } from '../src/store/open-state.ts';
import { sampleNewVideo } from '../test/domain/sample-new-video.ts';
import { startPostgres } from '../test/support/postgres-server.ts';
import { showProgress, withBench } from './environment.ts';
import { type Program, startApp } from './program.ts';
import { type Row, table } from './rows.ts';
import { seedVideos } from './seed-videos.ts';

const PENDING = 100_000;
const OBSERVED_MS = 8_000;

/** A start with 100,000 videos that wait for Jogg, on either engine. */
export function measurePending(): Promise<Row[]> {
  return withBench(async ({ environment }) => {
    showProgress(`${PENDING} videos wait on SQLite`);
    await seedVideos(
      `${environment.folder}/pending.sqlite`,
      Array.from({ length: PENDING }, (_, n) => `p${n}`),
    );
    const onSqlite = await observe('SQLite', await startApp(environment, 'pending'));
    const server = await startPostgres();
    try {
      showProgress(`${PENDING} videos wait on PostgreSQL`);
      await seedPostgres(server.url);
      const app = await startApp(environment, 'none', { STATE_URL: server.url });
      return [...onSqlite, ...(await observe('PostgreSQL', app))];
    } finally {
      await server.stop();
    }
  });
}

async function observe(engine: string, app: Program): Promise<Row[]> {
  try {
    await sleep(OBSERVED_MS);
    const row = { baseline: null, against: null, samples: 1 } as const;
    const what = `with 100,000 videos that wait, ${engine}`;
    return [
      {
        ...row,
        what: `start to ready ${what}`,
        unit: 'ms',
        ours: app.startMs,
        wanted: { of: 'ours', atMost: 3_000 },
      },
      {
        ...row,
        what: `memory ${what}`,
        unit: 'MiB',
        ours: app.memory(),
        wanted: { of: 'ours', atMost: 180 },
      },
    ];
  } finally {
    await app.stop();
  }
}

/** The same videos that `seedVideos` writes, multiplied by the server. */
async function seedPostgres(url: string): Promise<void> {
  const state = openState(url, () => undefined);
  await state.ping();
  await state.close();
  const now = Date.now();
  const video = {
    ...newVideo({ ...sampleNewVideo, id: 'v_#', workspace: 'T0BENCH' }, now),
    state: 'rendering',
    submittedAt: now,
    project: { id: 'p#', version: 'v1' },
    poll: { ...FRESH_POLL, count: 1, nextAt: now },
  };
  const client = new Client(url);
  await client.connect();
  try {
    await client.query(
      `INSERT INTO jogg_slack.keyv (namespace, key, value)
       SELECT 'video', 'v_' || n, replace($1, '#', n::text) FROM generate_series(1, $2::int) AS n`,
      [serializeValue(video), PENDING],
    );
    await client.query(
      `INSERT INTO jogg_slack.task (id, payload, lane, due, touched)
       SELECT 'v_' || n, '', 'poll', $1::bigint, $1::bigint FROM generate_series(1, $2::int) AS n`,
      [now, PENDING],
    );
    await client.query('ANALYZE');
  } finally {
    await client.end();
  }
}

if (import.meta.main) process.stdout.write(`${table(await measurePending())}\n`);

import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';
import { openState } from '../src/store/open-state.ts';
import { sampleNewVideo } from '../test/domain/sample-new-video.ts';
import { type PostgresServer, startPostgres } from '../test/support/postgres-server.ts';
import { showProgress } from './environment.ts';
import { nowMs } from './instant.ts';
import { familyMs, processorMs } from './processor-time.ts';
import { median, type Row, table } from './rows.ts';

const VIDEOS = 500;
const ROUNDS = 3;
const REPLICAS = [1, 2, 4];
/** Not measured: a new process runs slowly, and at the end some replicas are idle. */
const WARM_UP = 150;
const SPARE = 50;

interface Lives {
  readonly perSecond: number;
  /** Processor time of a video, in ms: the replicas and PostgreSQL together. */
  readonly perVideoMs: number;
  /** The use of the machine's cores, in percent. */
  readonly share: number;
}

/** Videos from start to end a second, by this many replicas on one PostgreSQL. */
export async function measureLives(): Promise<Row[]> {
  const server = await startPostgres();
  const rounds = new Map<number, Lives[]>(REPLICAS.map((count) => [count, []]));
  try {
    for (let round = 0; round < ROUNDS; round += 1)
      for (const count of REPLICAS) {
        showProgress(`lives with ${count} replicas, round ${round + 1} of ${ROUNDS}`);
        rounds.get(count)?.push(await lives(server, `lives_${round}_${count}`, count));
      }
  } finally {
    await server.stop();
  }
  const medianOf = (count: number, of: keyof Lives) =>
    median((rounds.get(count) ?? []).map((each) => each[of]));
  return REPLICAS.flatMap((count) => {
    const by = `${count} replica${count === 1 ? '' : 's'} on one PostgreSQL`;
    const row = (what: string, unit: Row['unit'], of: keyof Lives): Row => ({
      ...{ what: `${what} ${by}`, unit, ours: medianOf(count, of) },
      baseline: count === 1 ? null : medianOf(1, of),
      against: count === 1 ? null : 'one replica',
      wanted: null,
      samples: ROUNDS,
    });
    return [
      row('videos from start to end with', 'per second', 'perSecond'),
      row('processor time of a video with', 'ms', 'perVideoMs'),
      row('use of the cores with', '%', 'share'),
    ];
  });
}

async function lives(server: PostgresServer, name: string, count: number): Promise<Lives> {
  const url = new URL(server.url);
  url.pathname = `/${name}`;
  const client = await connect(server.url);
  await client.query(`CREATE DATABASE ${name}`);
  await client.end();
  const state = openState(url.href, () => undefined);
  for (let n = 0; n < VIDEOS + count * (WARM_UP + SPARE); n += 1) {
    const order = { ...sampleNewVideo.order, name: `video ${n}` };
    await state.tasks.add(`v_${n}`, JSON.stringify({ ...sampleNewVideo, id: `v_${n}`, order }));
  }
  await state.close();
  const watch = await connect(url.href);
  const replicas = await Promise.all(Array.from({ length: count }, () => startReplica(url.href)));
  const until = async (ended: number) => {
    let seen = await countEnded(watch);
    for (; seen < ended; seen = await countEnded(watch)) await sleep(20);
    const used = [familyMs(server.pid()), ...replicas.map(({ pid = 0 }) => processorMs(pid))];
    return { ended: seen, at: nowMs(), usedMs: used.reduce((sum, ms) => sum + ms, 0) };
  };
  try {
    for (const replica of replicas) replica.send('go');
    const from = await until(count * WARM_UP);
    const to = await until(from.ended + VIDEOS);
    const [ended, ms, usedMs] = [to.ended - from.ended, to.at - from.at, to.usedMs - from.usedMs];
    const share = (100 * usedMs) / ms / availableParallelism();
    return { perSecond: (1_000 * ended) / ms, perVideoMs: usedMs / ended, share };
  } finally {
    for (const replica of replicas) replica.send('stop');
    await Promise.all([watch.end(), ...replicas.map((replica) => once(replica, 'exit'))]);
  }
}

async function startReplica(url: string): Promise<ChildProcess> {
  const program = fileURLToPath(new URL('./lives-replica.ts', import.meta.url));
  const replica = fork(program, { env: { PATH: process.env['PATH'], STATE_URL: url } });
  await once(replica, 'message');
  return replica;
}

async function countEnded(client: Client): Promise<number> {
  const ended = 'SELECT count(*) FROM jogg_slack.task WHERE due IS NULL AND owner IS NULL';
  return Number((await client.query(ended)).rows[0]?.count);
}

async function connect(url: string): Promise<Client> {
  const client = new Client(url);
  await client.connect();
  return client;
}

if (import.meta.main) process.stdout.write(`${table(await measureLives())}\n`);

import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';
import { openState } from '../src/store/open-state.ts';
import { facts } from '../test/domain/facts.ts';
import { startPostgres } from '../test/support/postgres-server.ts';
import { instant } from './instant.ts';
import { percentile, type Row, table } from './rows.ts';
import { say } from './surroundings.ts';

const VIDEOS = 500;
const ROUNDS = 3;
const REPLICAS = [1, 2, 4];

/** Whole lives of videos a second, by so many replicas on one PostgreSQL. */
export async function measureLives(): Promise<Row[]> {
  const server = await startPostgres();
  const rates = new Map<number, number[]>(REPLICAS.map((count) => [count, []]));
  try {
    for (let round = 0; round < ROUNDS; round += 1)
      for (const count of REPLICAS) {
        say(`lives with ${count} replicas, round ${round + 1} of ${ROUNDS}`);
        rates.get(count)?.push(await livesASecond(server.url, `lives_${round}_${count}`, count));
      }
  } finally {
    await server.stop();
  }
  const alone = percentile(rates.get(1) ?? [], 0.5);
  return REPLICAS.map((count) => ({
    what: `whole lives with ${count} replica${count === 1 ? '' : 's'} on one PostgreSQL`,
    unit: 'per second',
    ours: percentile(rates.get(count) ?? [], 0.5),
    baseline: count === 1 ? null : alone,
    against: count === 1 ? null : 'one replica',
    wanted: null,
    samples: ROUNDS,
  }));
}

async function livesASecond(server: string, name: string, count: number): Promise<number> {
  const url = new URL(server);
  url.pathname = `/${name}`;
  const client = await connected(server);
  await client.query(`CREATE DATABASE ${name}`);
  await client.end();
  const state = openState(url.href, () => undefined);
  const added = Array.from({ length: VIDEOS }, (_, n) => {
    const order = { ...facts.order, name: `video ${n}` };
    return state.tasks.add(`v_${n}`, JSON.stringify({ ...facts, id: `v_${n}`, order }));
  });
  await Promise.all(added);
  await state.close();
  const watch = await connected(url.href);
  const replicas = await Promise.all(Array.from({ length: count }, () => replicaOn(url.href)));
  try {
    const began = instant();
    for (const replica of replicas) replica.send('go');
    while ((await deliveredIn(watch)) < VIDEOS) await sleep(20);
    return VIDEOS / ((instant() - began) / 1_000);
  } finally {
    for (const replica of replicas) replica.send('stop');
    await Promise.all([watch.end(), ...replicas.map((replica) => once(replica, 'exit'))]);
  }
}

async function replicaOn(url: string): Promise<ChildProcess> {
  const program = fileURLToPath(new URL('./lives-replica.ts', import.meta.url));
  const replica = fork(program, { env: { PATH: process.env['PATH'], STATE_URL: url } });
  await once(replica, 'message');
  return replica;
}

async function deliveredIn(client: Client): Promise<number> {
  const ended = 'SELECT count(*) FROM jogg_slack.task WHERE due IS NULL AND owner IS NULL';
  return Number((await client.query(ended)).rows[0]?.count);
}

async function connected(url: string): Promise<Client> {
  const client = new Client(url);
  await client.connect();
  return client;
}

if (import.meta.main) process.stdout.write(`${table(await measureLives())}\n`);

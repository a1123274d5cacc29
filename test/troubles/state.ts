import { join } from 'node:path';
import { Client } from 'pg';
import { openState } from '../../src/store/open-state.ts';
import { createVideoStore } from '../../src/store/records/video-store.ts';
import { startPostgres } from '../support/postgres-server.ts';
import { startTcpProxy } from './tcp-proxy.ts';

/** How much faster than real the clock of the rate limits runs: 18 a minute become 1,800. */
export const SPEEDUP = 100;
const MAX_TASKS = 100_000;
const SOON_MS = 45_000;

/** A PostgreSQL server and the network to it, which can be disturbed. */
export type Database = Awaited<ReturnType<typeof startDatabase>>;

/** The state of a round: a SQLite file in the folder, a new PostgreSQL server, or one at a URL. */
export async function startState(kind: string, folder: string) {
  const url = `sqlite://${join(folder, 'state.sqlite')}`;
  if (kind === 'sqlite') return { url, direct: url, database: null };
  const database = await startDatabase(kind === 'postgres' ? undefined : kind);
  return { url: database.network.url, direct: database.server.url, database };
}

/** A database whose `clock_timestamp()`, which only limits and holds use, runs fast. */
async function startDatabase(given: string | undefined) {
  const server = await startPostgres({ ...process.env, TEST_POSTGRES_URL: given });
  const { url } = server;
  const now = `timestamptz '${new Date().toISOString()}'`;
  const client = new Client(url);
  await client.connect();
  await client.query(`
    CREATE SCHEMA fast;
    CREATE FUNCTION fast.clock_timestamp() RETURNS timestamptz LANGUAGE sql VOLATILE AS $$
      SELECT ${now} + ${SPEEDUP} * (pg_catalog.clock_timestamp() - ${now}) $$;
    ALTER DATABASE ${new URL(url).pathname.slice(1)} SET search_path = fast, pg_catalog, public`);
  await client.end();
  const network = await startTcpProxy(url);
  const stop = async () => {
    await network.stop();
    await server.stop();
  };
  return { server, network, stop };
}

export function readState(url: string) {
  const logEvent = () => undefined;
  const state = openState(url, logEvent);
  const { load } = createVideoStore({ ...state, logEvent });
  const tasks = () => state.copy.readTasks(0, MAX_TASKS);
  return {
    async videos() {
      const loaded = await Promise.all((await tasks()).map(({ id }) => load(id)));
      return new Map(loaded.flatMap((video) => (video ? [[video.id, video] as const] : [])));
    },
    /** How many tasks run or are due soon, without the rare polls of unconfirmed videos. */
    async busy() {
      const isSoon = (due: number | null) => due !== null && due < Date.now() + SOON_MS;
      const soon = (await tasks()).filter(({ due, isDue }) => isDue || isSoon(due));
      const states = await Promise.all(
        soon.map(async ({ id, isDue }) => isDue || (await load(id))?.state !== 'unconfirmed'),
      );
      return states.filter(Boolean).length;
    },
    close: state.close,
  };
}

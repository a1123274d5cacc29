import { Client } from 'pg';
import { afterAll, beforeAll, describe, onTestFinished } from 'vitest';
import { systemClock } from '../../src/lib/clock.ts';
import type { StateBackend } from '../../src/store/backend.ts';
import { openPostgresState } from '../../src/store/postgres/postgres-state.ts';
import { openSqliteState } from '../../src/store/sqlite/sqlite-state.ts';
import { freshDatabase } from '../support/postgres.ts';
import { createVirtualClock } from '../support/virtual-clock.ts';
import { newPath } from './some-files.ts';

/** One state as several processes see it, each by an `open` of its own, in a time of its own. */
export interface Shared {
  open(): StateBackend;
  /** Lets `ms` pass for the state. */
  pass(ms: number): Promise<void>;
  close(): Promise<void>;
}

interface Engine {
  /** An empty state. To be called in a test. */
  share(): Promise<Shared>;
}

const quiet = () => undefined;

const sqlite: Engine = {
  async share() {
    const clock = createVirtualClock();
    const path = newPath();
    const opened: StateBackend[] = [];
    return {
      open() {
        const owner = { id: `replica ${opened.length}`, isDead: () => false };
        const state = openSqliteState({ path, clock, random: Math.random, logEvent: quiet, owner });
        opened.push(state);
        return state;
      },
      pass: async (ms) => clock.jump(ms),
      close: async () => {
        for (const state of opened) await state.close();
      },
    };
  },
};

/**
 * PostgreSQL over one database and the same connections for a whole suite; the time stands in a
 * table of the tests.
 */
function postgres(): Engine {
  let database: Awaited<ReturnType<typeof freshDatabase>>;
  let client: Client;
  const opened: StateBackend[] = [];
  beforeAll(async () => {
    database = await freshDatabase();
    client = new Client(database.url);
    await client.connect();
    await client.query('CREATE TABLE test_clock AS SELECT 1000000000000::bigint AS ms');
  });
  afterAll(async () => {
    await Promise.all([client.end(), ...opened.map((state) => state.close())]);
    await database.drop();
  });
  const nth = (n: number): StateBackend => {
    const [{ url }, clock, now] = [database, systemClock, '(SELECT ms FROM test_clock)'];
    opened[n] ??= openPostgresState({ url, random: Math.random, clock, logEvent: quiet, now });
    return opened[n];
  };
  return {
    async share() {
      await nth(0).ping();
      await client.query('TRUNCATE jogg_slack.task, jogg_slack.keyv');
      let used = 0;
      return {
        open: () => nth(used++),
        pass: async (ms) => void (await client.query(`UPDATE test_clock SET ms = ms + ${ms}`)),
        close: async () => undefined,
      };
    },
  };
}

/** Runs a suite on each engine; what it calls lends an empty state until the end of the test. */
export function onEachEngine(what: string, suite: (share: Engine['share']) => void): void {
  const lent = (engine: Engine) => async () => {
    const state = await engine.share();
    onTestFinished(() => state.close());
    return state;
  };
  describe(`${what} in SQLite`, () => suite(lent(sqlite)));
  describe(`${what} in PostgreSQL`, () => suite(lent(postgres())));
}

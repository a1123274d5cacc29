import { Client } from 'pg';
import { afterAll, beforeAll, describe, onTestFinished } from 'vitest';
import { systemClock } from '../../src/lib/clock.ts';
import type { StateBackend } from '../../src/store/backend.ts';
import { openPostgresState } from '../../src/store/postgres/postgres-state.ts';
import { openSqliteState } from '../../src/store/sqlite/sqlite-state.ts';
import { freshDatabase } from '../support/postgres.ts';
import { createVirtualClock } from '../support/virtual-clock.ts';
import { tempStatePath } from './temp-state.ts';

/**
 * Creates an empty state for the current test, with a clock of its own that `advance` moves by
 * `ms`. Each `open` is another process that uses the same state.
 */
type CreateState = () => Promise<{ open(): StateBackend; advance(ms: number): Promise<void> }>;

const logEvent = () => undefined;
const random = Math.random;

const sqliteStates: CreateState = async () => {
  // The disk is waited for in real time.
  const clock = { ...createVirtualClock(), sleep: systemClock.sleep };
  const path = tempStatePath();
  let opened = 0;
  return {
    open() {
      const owner = { id: `replica ${opened++}`, isDead: () => false };
      const state = openSqliteState({ path, clock, random, logEvent, owner });
      onTestFinished(() => state.close());
      return state;
    },
    advance: async (ms) => clock.jump(ms),
  };
};

/** One database with the same connections for a whole suite. Its clock is a table. */
function postgresStates(): CreateState {
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
  const replica = (n: number): StateBackend => {
    const [{ url }, clock, now] = [database, systemClock, '(SELECT ms FROM test_clock)'];
    opened[n] ??= openPostgresState({ url, random, clock, logEvent, now });
    return opened[n];
  };
  return async () => {
    await replica(0).ping();
    await client.query('TRUNCATE jogg_slack.task, jogg_slack.keyv');
    let replicaCount = 0;
    return {
      open: () => replica(replicaCount++),
      advance: async (ms) => void (await client.query(`UPDATE test_clock SET ms = ms + ${ms}`)),
    };
  };
}

export function onEachEngine(what: string, suite: (share: CreateState) => void): void {
  describe(`${what} in SQLite`, () => suite(sqliteStates));
  describe(`${what} in PostgreSQL`, () => suite(postgresStates()));
}

import { Client } from 'pg';
import { afterAll, beforeAll, describe, onTestFinished } from 'vitest';
import { systemClock } from '../../src/lib/clock.ts';
import type { StateBackend } from '../../src/store/backend.ts';
import { openPostgresState } from '../../src/store/postgres/postgres-state.ts';
import { openSqliteState } from '../../src/store/sqlite/sqlite-state.ts';
import { freshDatabase } from '../support/postgres.ts';
import { createVirtualClock } from '../support/virtual-clock.ts';
import { newPath } from './temp-state.ts';

/**
 * Lends an empty state until the end of the test that calls it, in a time of its own, of which it
 * lets `ms` pass. Several processes see it, each by an `open` of its own.
 */
type Share = () => Promise<{ open(): StateBackend; pass(ms: number): Promise<void> }>;

const logEvent = () => undefined;
const random = Math.random;

const inSqlite: Share = async () => {
  // The disk is waited for in real time.
  const clock = { ...createVirtualClock(), sleep: systemClock.sleep };
  const path = newPath();
  let opened = 0;
  return {
    open() {
      const owner = { id: `replica ${opened++}`, isDead: () => false };
      const state = openSqliteState({ path, clock, random, logEvent, owner });
      onTestFinished(() => state.close());
      return state;
    },
    pass: async (ms) => clock.jump(ms),
  };
};

/** One database and the same connections for a whole suite; its time stands in a table. */
function inPostgres(): Share {
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
    opened[n] ??= openPostgresState({ url, random, clock, logEvent, now });
    return opened[n];
  };
  return async () => {
    await nth(0).ping();
    await client.query('TRUNCATE jogg_slack.task, jogg_slack.keyv');
    let used = 0;
    return {
      open: () => nth(used++),
      pass: async (ms) => void (await client.query(`UPDATE test_clock SET ms = ms + ${ms}`)),
    };
  };
}

/** Runs a suite on each engine. */
export function onEachEngine(what: string, suite: (share: Share) => void): void {
  describe(`${what} in SQLite`, () => suite(inSqlite));
  describe(`${what} in PostgreSQL`, () => suite(inPostgres()));
}

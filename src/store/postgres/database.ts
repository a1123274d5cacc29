import type { Pool, PoolClient } from 'pg';
import { errorFields, type LogEvent } from '../../lib/log.ts';
import { StoreError } from '../store-error.ts';
import { databaseErrorFrom, noStandby } from './database-error.ts';
import { pg } from './pg.ts';
import { createPrepared } from './prepared-statements.ts';
import { LOCKS, MIGRATIONS } from './schema.ts';

export interface Answer {
  readonly rows: readonly Readonly<Record<string, unknown>>[];
  /** How many rows the statement answered or changed. */
  readonly count: number;
}

/** Runs one statement. `bigint` is answered as a number, whole up to 2^53. */
export type Query = (text: string, values?: readonly unknown[]) => Promise<Answer>;

/** The PostgreSQL under the state. Every method rejects with a `StoreError` where that fails. */
export interface Database {
  /** Resolves once the schema is there, which it makes. Every query waits for it. */
  ready(): Promise<void>;
  /** One statement, a transaction of its own: poolers of transactions let it through. */
  readonly query: Query;
  /** `work` in one transaction, which holds no lock for longer than the time-outs. */
  transaction<T>(work: (query: Query) => Promise<T>): Promise<T>;
  /** Waits for what is under way; closing again changes nothing. */
  close(): Promise<void>;
}

/** How all connections of this app begin their names. */
export const APPLICATION_NAME = 'jogg-slack';

const OLDEST = 15;
const CONNECTIONS = 8;
const CONNECT_MS = 3_000;
const STATEMENT_MS = 5_000;
/** A network may fall silent: then only this side notices. */
const ANSWER_MS = 6_000;

/** Opens nothing yet: the first query connects. */
export function createDatabase(url: string, logEvent: LogEvent): Database {
  const place = placeOf(url);
  let pool = createPool(url, logEvent, STATEMENT_MS);
  const prepared = createPrepared((query) => pool.query(query));
  let made: Promise<void> | null = null;
  let closed: Promise<void> | null = null;

  async function connected(): Promise<PoolClient> {
    try {
      return await pool.connect();
    } catch (error) {
      if (!refusesTimeout(error)) throw error;
      await pool.end();
      pool = createPool(url, logEvent, false);
      return pool.connect();
    }
  }

  async function transaction<T>(work: (query: Query) => Promise<T>): Promise<T> {
    const client = await connected();
    let broken = true;
    try {
      await client.query('BEGIN');
      await client.query(`SET LOCAL statement_timeout = ${STATEMENT_MS}`);
      await client.query(`SET LOCAL idle_in_transaction_session_timeout = ${STATEMENT_MS}`);
      const answer = await work(async (text, values = []) =>
        answerOf(await client.query(text, [...values])),
      );
      await client.query('COMMIT');
      broken = false;
      return answer;
    } finally {
      // Closing a connection rolls back what it began.
      client.release(broken);
    }
  }

  const named = <T>(work: Promise<T>): Promise<T> =>
    work.catch(async (error: unknown) => {
      const standbys = isLate(error) ? await awaitedStandbys(pool) : null;
      throw standbys === null ? databaseErrorFrom(error, place) : noStandby(place, standbys, error);
    });

  const ready = (): Promise<void> => {
    made ??= transaction((query) => migrate(query, place)).catch((error: unknown) => {
      made = null;
      throw error;
    });
    return named(made);
  };

  return {
    ready,
    async query(text, values = []) {
      await ready();
      return named(prepared(text, [...values]).then(answerOf));
    },
    async transaction(work) {
      await ready();
      return named(transaction(work));
    },
    close() {
      closed ??= pool.end();
      return named(closed);
    },
  };
}

/** Makes what is missing of the schema; one replica at a time. @throws {StoreError} `foreign` */
async function migrate(query: Query, place: string): Promise<void> {
  const setting = await query("SELECT current_setting('server_version_num') AS number");
  const server = Math.trunc(Number(setting.rows[0]?.['number']) / 10_000);
  if (server < OLDEST) {
    const says = `is PostgreSQL ${server}, and this app needs ${OLDEST} or newer. Upgrade it, or let STATE_URL name another one.`;
    throw new StoreError('foreign', `${place}: ${says}`);
  }
  // The catalogue itself: to_regclass remembers what was not there before the lock was had.
  const schema = "SELECT 1 FROM pg_catalog.pg_namespace WHERE nspname = 'jogg_slack'";
  const table = `SELECT 1 FROM pg_catalog.pg_class WHERE relname = 'schema_version'
    AND relnamespace = (SELECT oid FROM pg_catalog.pg_namespace WHERE nspname = 'jogg_slack')`;
  const known = async () =>
    Number((await query('SELECT version FROM jogg_slack.schema_version')).rows[0]?.['version']);
  if ((await query(table)).count > 0 && (await known()) >= MIGRATIONS.length) return;
  await query('SELECT pg_advisory_xact_lock($1)', [LOCKS.schema]);
  if ((await query(table)).count === 0) {
    if ((await query(schema)).count === 0) await query('CREATE SCHEMA jogg_slack');
    await query('CREATE TABLE jogg_slack.schema_version (version integer NOT NULL)');
    await query('INSERT INTO jogg_slack.schema_version (version) VALUES (0)');
  }
  const lacking = MIGRATIONS.slice(await known());
  for (const each of lacking)
    for (const statement of each.split(';').filter((text) => text.trim() !== ''))
      await query(statement);
  if (lacking.length > 0)
    await query('UPDATE jogg_slack.schema_version SET version = $1', [MIGRATIONS.length]);
}

function createPool(url: string, logEvent: LogEvent, statementMs: number | false): Pool {
  const types = new (pg().TypeOverrides)();
  types.setTypeParser(INT8, Number);
  const pool = new (pg().Pool)({
    connectionString: url,
    types,
    max: CONNECTIONS,
    connectionTimeoutMillis: CONNECT_MS,
    query_timeout: ANSWER_MS,
    statement_timeout: statementMs,
    keepAlive: true,
    application_name: APPLICATION_NAME,
  });
  // Of a connection that nobody uses; without a listener it ends the process.
  pool.on('error', (error) => logEvent('store_connection_lost', errorFields(error)));
  return pool;
}

const INT8 = 20;

/** The driver's words for a query that took longer than `ANSWER_MS`: it gives them no code. */
const isLate = (error: unknown): boolean =>
  error instanceof Error && error.message === 'Query read timeout';

/**
 * The standbys that a commit of this user waits for just now, as the server's settings name them;
 * null where none waits, or where nobody answers. The wait itself has no time-out and no error.
 * https://www.postgresql.org/docs/current/warm-standby.html#SYNCHRONOUS-REPLICATION-HA
 */
async function awaitedStandbys(pool: Pool): Promise<string | null> {
  try {
    const { rows } = await pool.query(`
      SELECT current_setting('synchronous_standby_names') AS names FROM pg_stat_activity
      WHERE usename = current_user AND wait_event = 'SyncRep' LIMIT 1`);
    return rows[0]?.names ?? null;
  } catch {
    // What failed first is told.
    return null;
  }
}

/** A pooler that knows no time-outs of a session: then this side's hold. */
const refusesTimeout = (error: unknown): boolean =>
  error instanceof pg().DatabaseError && /startup parameter/.test(error.message);

const answerOf = (result: { readonly rows: Answer['rows']; readonly rowCount: number | null }) => ({
  rows: result.rows,
  count: result.rowCount ?? 0,
});

/** Where a database is, for people: without user and password. */
function placeOf(url: string): string {
  if (!URL.canParse(url)) return 'postgres://';
  const { host, pathname } = new URL(url);
  return `postgres://${host}${pathname}`;
}

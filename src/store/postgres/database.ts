import type { Pool, PoolClient } from 'pg';
import { errorFields, type LogEvent } from '../../lib/log.ts';
import { StoreError } from '../store-error.ts';
import { databaseErrorFrom, missingStandbyError } from './database-error.ts';
import { pg } from './pg.ts';
import { createPreparedStatements } from './prepared-statements.ts';
import { LOCKS, MIGRATIONS } from './schema.ts';

export interface Result {
  readonly rows: readonly Readonly<Record<string, unknown>>[];
  /** How many rows the statement returned or changed. */
  readonly count: number;
}

/** Runs one statement. `bigint` is returned as a number, exact up to 2^53. */
export type Query = (text: string, values?: readonly unknown[]) => Promise<Result>;

/** A PostgreSQL database. Every method rejects with a `StoreError` if the database fails. */
export interface Database {
  /** Creates or upgrades the schema. Every query waits for it. */
  ready(): Promise<void>;
  /** Runs one statement as its own transaction, which also works with transaction poolers. */
  readonly query: Query;
  /** Runs `work` in one transaction, which holds no lock for longer than the timeouts. */
  transaction<T>(work: (query: Query) => Promise<T>): Promise<T>;
  /** Closes the pool after the queries in progress. Calling it again has no effect. */
  close(): Promise<void>;
}

/** The prefix of the names of all connections of this app. */
export const APPLICATION_NAME = 'jogg-slack';

const MIN_VERSION = 15;
const MAX_CONNECTIONS = 8;
const CONNECT_TIMEOUT_MS = 3_000;
const STATEMENT_TIMEOUT_MS = 5_000;
/** The client's own timeout, for a network that drops packets silently. */
const QUERY_TIMEOUT_MS = 6_000;

/** Opens no connection yet: the first query connects. */
export function createDatabase(url: string, logEvent: LogEvent): Database {
  const location = locationOf(url);
  let pool = createPool(url, logEvent, STATEMENT_TIMEOUT_MS);
  const prepared = createPreparedStatements((query) => pool.query(query));
  let schemaReady: Promise<void> | null = null;
  let closed: Promise<void> | null = null;

  async function connect(): Promise<PoolClient> {
    try {
      return await pool.connect();
    } catch (error) {
      if (!rejectsTimeout(error)) throw error;
      await pool.end();
      pool = createPool(url, logEvent, false);
      return pool.connect();
    }
  }

  async function transaction<T>(work: (query: Query) => Promise<T>): Promise<T> {
    const client = await connect();
    let isBroken = true;
    try {
      await client.query('BEGIN');
      await client.query(`SET LOCAL statement_timeout = ${STATEMENT_TIMEOUT_MS}`);
      await client.query(`SET LOCAL idle_in_transaction_session_timeout = ${STATEMENT_TIMEOUT_MS}`);
      const result = await work(async (text, values = []) =>
        resultOf(await client.query(text, [...values])),
      );
      await client.query('COMMIT');
      isBroken = false;
      return result;
    } finally {
      // Closing a connection rolls back its transaction.
      client.release(isBroken);
    }
  }

  const asStoreErrors = <T>(work: Promise<T>): Promise<T> =>
    work.catch(async (error: unknown) => {
      const standbys = isReadTimeout(error) ? await awaitedStandbys(pool) : null;
      throw standbys === null
        ? databaseErrorFrom(error, location)
        : missingStandbyError(location, standbys, error);
    });

  const ready = (): Promise<void> => {
    schemaReady ??= transaction((query) => migrate(query, location)).catch((error: unknown) => {
      schemaReady = null;
      throw error;
    });
    return asStoreErrors(schemaReady);
  };

  return {
    ready,
    async query(text, values = []) {
      await ready();
      return asStoreErrors(prepared(text, [...values]).then(resultOf));
    },
    async transaction(work) {
      await ready();
      return asStoreErrors(transaction(work));
    },
    close() {
      closed ??= pool.end();
      return asStoreErrors(closed);
    },
  };
}

/** Applies the missing migrations, one replica at a time. @throws {StoreError} `foreign` */
async function migrate(query: Query, location: string): Promise<void> {
  const setting = await query("SELECT current_setting('server_version_num') AS number");
  const server = Math.trunc(Number(setting.rows[0]?.['number']) / 10_000);
  if (server < MIN_VERSION) {
    const message = `is PostgreSQL ${server}, and this app needs ${MIN_VERSION} or newer. Upgrade it, or set STATE_URL to another one.`;
    throw new StoreError('foreign', `${location}: ${message}`);
  }
  // Queries the catalogue itself: to_regclass may return a result from before the lock.
  const schema = "SELECT 1 FROM pg_catalog.pg_namespace WHERE nspname = 'jogg_slack'";
  const table = `SELECT 1 FROM pg_catalog.pg_class WHERE relname = 'schema_version'
    AND relnamespace = (SELECT oid FROM pg_catalog.pg_namespace WHERE nspname = 'jogg_slack')`;
  const currentVersion = async () =>
    Number((await query('SELECT version FROM jogg_slack.schema_version')).rows[0]?.['version']);
  if ((await query(table)).count > 0 && (await currentVersion()) >= MIGRATIONS.length) return;
  await query('SELECT pg_advisory_xact_lock($1)', [LOCKS.schema]);
  if ((await query(table)).count === 0) {
    if ((await query(schema)).count === 0) await query('CREATE SCHEMA jogg_slack');
    await query('CREATE TABLE jogg_slack.schema_version (version integer NOT NULL)');
    await query('INSERT INTO jogg_slack.schema_version (version) VALUES (0)');
  }
  const missing = MIGRATIONS.slice(await currentVersion());
  for (const each of missing)
    for (const statement of each.split(';').filter((text) => text.trim() !== ''))
      await query(statement);
  if (missing.length > 0)
    await query('UPDATE jogg_slack.schema_version SET version = $1', [MIGRATIONS.length]);
}

function createPool(url: string, logEvent: LogEvent, statementMs: number | false): Pool {
  const types = new (pg().TypeOverrides)();
  types.setTypeParser(INT8, Number);
  const pool = new (pg().Pool)({
    connectionString: url,
    types,
    max: MAX_CONNECTIONS,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    query_timeout: QUERY_TIMEOUT_MS,
    statement_timeout: statementMs,
    keepAlive: true,
    application_name: APPLICATION_NAME,
  });
  // Errors of idle connections. Without a listener they end the process.
  pool.on('error', (error) => logEvent('store_connection_lost', errorFields(error)));
  return pool;
}

const INT8 = 20;

/** The driver reports its query timeout by this message only, without a code. */
const isReadTimeout = (error: unknown): boolean =>
  error instanceof Error && error.message === 'Query read timeout';

/**
 * Returns the server's `synchronous_standby_names` if a commit of this user waits for a standby
 * now; null otherwise, or if the server does not answer. The wait itself never times out.
 * https://www.postgresql.org/docs/current/warm-standby.html#SYNCHRONOUS-REPLICATION-HA
 */
async function awaitedStandbys(pool: Pool): Promise<string | null> {
  try {
    const { rows } = await pool.query(`
      SELECT current_setting('synchronous_standby_names') AS names FROM pg_stat_activity
      WHERE usename = current_user AND wait_event = 'SyncRep' LIMIT 1`);
    return rows[0]?.names ?? null;
  } catch {
    // The first error is reported.
    return null;
  }
}

/** Whether a pooler rejected the session timeout. Then only the client's timeouts apply. */
const rejectsTimeout = (error: unknown): boolean =>
  error instanceof pg().DatabaseError && /startup parameter/.test(error.message);

const resultOf = (result: { readonly rows: Result['rows']; readonly rowCount: number | null }) => ({
  rows: result.rows,
  count: result.rowCount ?? 0,
});

/** The location of a database for display, without user and password. */
function locationOf(url: string): string {
  if (!URL.canParse(url)) return 'postgres://';
  const { host, pathname } = new URL(url);
  return `postgres://${host}${pathname}`;
}

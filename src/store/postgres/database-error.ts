import { StoreError, type StoreErrorCode } from '../store-error.ts';
import { pg } from './pg.ts';

/**
 * Converts an error of PostgreSQL or of its connection to a `StoreError`. Returns any other error
 * unchanged. `location` names the database without its password.
 * https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
export function databaseErrorFrom(cause: unknown, location: string): unknown {
  if (cause instanceof StoreError || !(cause instanceof Error)) return cause;
  if (cause instanceof TypeError || cause instanceof RangeError) return cause;
  const code = codeFor(cause);
  if (code === null) return cause;
  const reason = cause.message || ('code' in cause ? String(cause.code) : cause.name);
  return new StoreError(code, `${location}: ${MESSAGES[code]} It says: ${reason}`, { cause });
}

/** Commits wait for a missing standby. `names` is the server's `synchronous_standby_names`. */
export function missingStandbyError(location: string, names: string, cause: unknown): StoreError {
  const message = `each commit waits for a standby of synchronous_standby_names ("${names}"), and none of them is connected. Start one, or take those that are gone out of that setting and reload the server; a running app recovers by itself.`;
  return new StoreError('unreachable', `${location}: ${message}`, { cause });
}

type Code = Extract<
  StoreErrorCode,
  'unreachable' | 'read_only' | 'full' | 'locked' | 'corrupt' | 'foreign'
>;

const MESSAGES: Readonly<Record<Code, string>> = {
  unreachable:
    'the database cannot be used. Check that it runs, that STATE_URL names it (host, port, user, password, database) and that it lets this machine in; a running app recovers by itself.',
  read_only:
    'the database is read-only for this user. Set STATE_URL to the primary server, with a user that may create and write the schema jogg_slack.',
  full: 'the database has no room or memory left. Free some on its server; a running app recovers by itself.',
  locked: 'the database is busy or locked; a running app recovers by itself.',
  corrupt: 'the database is damaged. Stop the app, and restore a backup of the database.',
  foreign:
    'the schema jogg_slack does not match this app. Set STATE_URL to another database, or restore a backup of this one.',
};

/** Connection errors have no SQLSTATE. */
const codeFor = (error: Error): Code | null =>
  error instanceof pg().DatabaseError
    ? (BY_SQLSTATE[error.code ?? ''] ?? BY_SQLSTATE_CLASS[error.code?.slice(0, 2) ?? ''] ?? null)
    : 'unreachable';

const BY_SQLSTATE: Readonly<Record<string, Code>> = {
  '08P01': 'unreachable', // protocol_violation, also a pooler's "server closed"
  '25006': 'read_only', // read_only_sql_transaction: a standby
  '25P03': 'locked', // idle_in_transaction_session_timeout
  '3D000': 'unreachable', // invalid_catalog_name: no such database
  '3F000': 'foreign', // invalid_schema_name
  '40001': 'locked', // serialization_failure
  '40P01': 'locked', // deadlock_detected
  '42501': 'read_only', // insufficient_privilege
  '42P01': 'foreign', // undefined_table
  '42703': 'foreign', // undefined_column
  '53300': 'unreachable', // too_many_connections
  '55P03': 'locked', // lock_not_available
  '57014': 'locked', // query_canceled: statement_timeout
};

const BY_SQLSTATE_CLASS: Readonly<Record<string, Code>> = {
  '08': 'unreachable', // connection exception
  '28': 'unreachable', // invalid authorization
  '53': 'full', // insufficient resources
  '57': 'unreachable', // operator intervention: shut down, starting up
  '58': 'unreachable', // system error outside PostgreSQL
  XX: 'corrupt', // internal error, data_corrupted, index_corrupted
};

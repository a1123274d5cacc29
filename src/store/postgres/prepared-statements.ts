import { createHash } from 'node:crypto';
import type { QueryConfig, QueryResult } from 'pg';
import { pg } from './pg.ts';

/** Runs one statement on any connection of the pool. */
type Run = (query: QueryConfig) => Promise<QueryResult>;

/**
 * Runs each statement under a name derived from its text: a connection parses and plans it once,
 * which saves half of the server's work. A transaction pooler may send a name to a connection that
 * does not know it. The server rejects it before it runs anything, and from then on statements run
 * without names.
 * https://www.postgresql.org/docs/current/sql-prepare.html
 */
export function createPreparedStatements(
  run: Run,
): (text: string, values: unknown[]) => Promise<QueryResult> {
  const names = new Map<string, string>();
  let isSupported = true;
  const nameOf = (text: string): string => {
    const name = names.get(text) ?? createHash('sha1').update(text).digest('base64url');
    names.set(text, name);
    return name;
  };
  return async (text, values) => {
    if (!isSupported) return run({ text, values });
    try {
      return await run({ name: nameOf(text), text, values });
    } catch (error) {
      if (!isNameRejected(error)) throw error;
      isSupported = false;
      return run({ text, values });
    }
  };
}

const isNameRejected = (error: unknown): boolean =>
  error instanceof pg().DatabaseError && REJECTED_NAME.has(error.code ?? '');

/** https://www.postgresql.org/docs/current/errcodes-appendix.html */
const REJECTED_NAME: ReadonlySet<string> = new Set([
  '26000', // invalid_sql_statement_name: this connection has no such statement
  '42P05', // duplicate_prepared_statement: another client of the pooler made it
]);

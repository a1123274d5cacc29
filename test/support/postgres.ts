import { Client } from 'pg';
import { inject } from 'vitest';

/** An empty database in the PostgreSQL of this run. `drop` removes it and cuts its connections. */
export async function freshDatabase(): Promise<{ url: string; drop(): Promise<void> }> {
  const server = inject('postgres');
  const name = `test_${process.pid}_${Math.random().toString(36).slice(2)}`;
  await run(server, `CREATE DATABASE ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => run(server, `DROP DATABASE ${name} WITH (FORCE)`) };
}

/** Runs one statement over its own connection. */
export const run = async (url: string, statement: string): Promise<void> =>
  void (await rowsOf(url, statement));

/** The rows of a statement, over its own connection. */
export async function rowsOf(url: string, statement: string): Promise<Record<string, unknown>[]> {
  const client = new Client(url);
  await client.connect();
  try {
    return (await client.query(statement)).rows;
  } finally {
    await client.end();
  }
}

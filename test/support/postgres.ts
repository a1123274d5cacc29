import { once } from 'node:events';
import { get } from 'node:http';
import { text } from 'node:stream/consumers';
import { Client } from 'pg';
import { inject } from 'vitest';

/**
 * An empty database in the PostgreSQL of this run. Fails, and never skips, where there is none.
 * `drop` removes it and cuts its connections.
 */
export async function freshDatabase(): Promise<{ url: string; drop(): Promise<void> }> {
  const server = await serverUrl();
  const name = `test_${process.pid}_${Math.random().toString(36).slice(2)}`;
  await run(server, `CREATE DATABASE ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => run(server, `DROP DATABASE ${name} WITH (FORCE)`) };
}

/** One statement over a connection of its own. */
export const run = async (url: string, statement: string): Promise<void> =>
  void (await rowsOf(url, statement));

/** What a statement answers, over a connection of its own. */
export async function rowsOf(url: string, statement: string): Promise<Record<string, unknown>[]> {
  const client = new Client(url);
  await client.connect();
  try {
    return (await client.query(statement)).rows;
  } finally {
    await client.end();
  }
}

async function serverUrl(): Promise<string> {
  // `fetch` gives up where the first start takes over five minutes; this waits for it. A connection
  // of its own: one that is kept may end as the next request goes out.
  const [response] = await once(get(inject('postgres'), { agent: false }), 'response');
  const body = await text(response);
  if (response.statusCode !== 200) throw new Error(body);
  return body;
}

import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestProject } from 'vitest/node';
import { type PostgresServer, startPostgres } from './postgres-server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The address that answers with the address of PostgreSQL. */
    readonly postgres: string;
  }
}

let started: Promise<PostgresServer> | null = null;

/** The one PostgreSQL of a run, for the tests of every worker: started when the first one asks. */
const door = createServer((_request, response) => {
  started ??= startPostgres();
  started.then(
    ({ url }) => response.end(url),
    (error: unknown) => response.writeHead(500).end(String(error)),
  );
});

/** Called by Vitest before the tests. */
export async function setup(project: TestProject): Promise<void> {
  await once(door.listen(0, '127.0.0.1'), 'listening');
  project.provide('postgres', `http://127.0.0.1:${(door.address() as AddressInfo).port}/`);
}

/** Called by Vitest after the tests. A server that did not start has failed them already. */
export async function teardown(): Promise<void> {
  door.close();
  await (await started?.catch(() => null))?.stop();
}

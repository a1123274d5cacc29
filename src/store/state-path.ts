import { realpathSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { StoreError } from './store-error.ts';

/** Whether `STATE_URL` names a PostgreSQL database. */
export const isPostgres = (stateUrl: string): boolean => /^postgres(ql)?:\/\//i.test(stateUrl);

/**
 * The path of the SQLite file that `STATE_URL` names; null if it names none: `sqlite://path`
 * (relative to the working folder, absolute, or `~/` below the home folder; on Windows also
 * `sqlite:///C:/path`), `memory:`.
 * @throws {StoreError}
 */
export function statePath(stateUrl: string, platform: string = process.platform): string | null {
  if (stateUrl === 'memory:' || stateUrl === 'sqlite://:memory:' || isPostgres(stateUrl))
    return null;
  const path = stateUrl.startsWith('sqlite://') ? stateUrl.slice('sqlite://'.length) : '';
  if (path === '')
    throw new StoreError('unreachable', 'STATE_URL must be sqlite://path, memory: or postgres://');
  if (/^~[/\\]/.test(path)) return join(homedir(), path.slice(2));
  const drive = platform === 'win32' && /^\/[A-Za-z]:[/\\]/.test(path);
  return drive ? path.slice(1) : path;
}

/**
 * The location that `STATE_URL` names, in a canonical spelling for display and comparison: without
 * user and password.
 * @throws {StoreError}
 */
export function stateLocation(stateUrl: string): string {
  if (isPostgres(stateUrl)) {
    const { hostname, port, pathname, searchParams } = new URL(stateUrl);
    return `postgres://${hostname || searchParams.get('host')}:${port || 5432}${pathname}`;
  }
  const path = statePath(stateUrl);
  return path === null ? 'memory:' : `sqlite://${realPath(resolve(path))}`;
}

function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

import type { Config } from '../config/config.ts';
import { createTempFiles, tempFolders } from '../media/temp-files.ts';
import { openState } from '../store/open-state.ts';
import { examineServer } from '../store/postgres/examine-server.ts';
import { networkFileSystem } from '../store/sqlite/network-file-system.ts';
import { isPostgres, statePath } from '../store/state-path.ts';
import { type Finding, fail, ok, warning } from './finding.ts';

/** Checks the folder that stores a finished video on its way to Slack. */
export async function tempFindings({ stateUrl }: Config): Promise<readonly Finding[]> {
  const check = 'Temporary folder';
  const folders = tempFolders(statePath(stateUrl));
  const { fault, usesFallback } = await createTempFiles(folders).check();
  if (fault === null) return [ok(check, 'can be written')];
  const fix = `${folders.folder} cannot hold a file (${fault.system}). Make room, let this user write there, or set TMPDIR to another folder`;
  return usesFallback
    ? [warning(check, `${fix}. Until then, videos pass through the folder of the state file`)]
    : [fail(check, `${fix}. Until then, people see links in place of videos`)];
}

const networkDiskWarning = (kind: string): string =>
  `on a network file system (${kind}), where SQLite may lose or damage it. Set STATE_URL to a file on a local disk or a block volume`;

const ASYNC_COMMIT =
  'synchronous_commit is off: if its server crashes, a paid video may be forgotten. Turn it on for this database';
const NO_STANDBY =
  'no synchronous standby: a failover may forget a paid video. Set synchronous_standby_names, unless its disk is replicated or no other server takes over';

async function postgresFindings(url: string): Promise<readonly Finding[]> {
  const { version, durable, synchronousStandby } = await examineServer(url);
  return [
    ok('Database', `PostgreSQL ${version}, can be read and written`),
    ...(durable ? [] : [warning('Database', ASYNC_COMMIT)]),
    ...(durable && !synchronousStandby ? [warning('Database', NO_STANDBY)] : []),
  ];
}

/** Checks whether the state can be written, and whether the database keeps it safe. */
export async function databaseFindings({ stateUrl }: Config): Promise<readonly Finding[]> {
  if (isPostgres(stateUrl)) return postgresFindings(stateUrl);
  if (stateUrl === 'memory:')
    return [
      warning(
        'Database',
        'in memory only: a restart forgets every video. Set STATE_URL=sqlite://path',
      ),
    ];
  const state = openState(stateUrl, () => undefined);
  try {
    await state.ping();
    const network = networkFileSystem(statePath(stateUrl) ?? '');
    const writable = ok('Database', 'can be read and written');
    return network === null
      ? [writable]
      : [writable, warning('Database', networkDiskWarning(network))];
  } finally {
    await state.close();
  }
}

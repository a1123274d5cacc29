import type { Config } from '../config/config.ts';
import { createTempFiles, tempFolders } from '../media/temp-files.ts';
import { openState } from '../store/open-state.ts';
import { examineServer } from '../store/postgres/examine-server.ts';
import { networkDisk } from '../store/sqlite/network-disk.ts';
import { isPostgres, statePath } from '../store/state-path.ts';
import { type Finding, fail, ok, warning } from './finding.ts';

/** A finished video is stored there for a moment on its way to Slack. */
export async function tempFindings({ stateUrl }: Config): Promise<readonly Finding[]> {
  const what = 'Temporary folder';
  const folders = tempFolders(statePath(stateUrl));
  const { fault, spared } = await createTempFiles(folders).check();
  if (fault === null) return [ok(what, 'can be written')];
  const fix = `${folders.folder} takes no file (${fault.system}): make room or let this user write there, or set TMPDIR to another folder`;
  return spared
    ? [warning(what, `${fix}; until then videos pass through the folder of the state file`)]
    : [fail(what, `${fix}; until then Slack shows links in place of videos`)];
}

const onNetwork = (kind: string): string =>
  `is on a network file system (${kind}), where SQLite may lose or damage it: let STATE_URL name a file on a disk of this machine, or a block volume`;

const FORGETFUL =
  'has synchronous_commit off: after a crash of its server a paid video may be forgotten. Switch it on for this database';
const ALONE =
  'has no synchronous standby: a failover to another server may forget a paid video. Set synchronous_standby_names, unless its disk itself is replicated or no other server takes over';

async function postgresFindings(url: string): Promise<readonly Finding[]> {
  const { version, durable, synchronousStandby } = await examineServer(url);
  return [
    ok('Database', `PostgreSQL ${version}, can be read and written`),
    ...(durable ? [] : [warning('Database', FORGETFUL)]),
    ...(durable && !synchronousStandby ? [warning('Database', ALONE)] : []),
  ];
}

/** Whether the state can be stored, and whether its place is safe. */
export async function databaseFindings({ stateUrl }: Config): Promise<readonly Finding[]> {
  if (isPostgres(stateUrl)) return postgresFindings(stateUrl);
  if (stateUrl === 'memory:')
    return [
      warning('Database', 'in memory: a restart forgets every video; set STATE_URL=sqlite://path'),
    ];
  const state = openState(stateUrl, () => undefined);
  try {
    await state.ping();
    const network = networkDisk(statePath(stateUrl) ?? '');
    const found = ok('Database', 'can be read and written');
    return network === null ? [found] : [found, warning('Database', onNetwork(network))];
  } finally {
    await state.close();
  }
}

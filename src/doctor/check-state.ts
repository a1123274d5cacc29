import type { Config } from '../config/config.ts';
import { createTempFiles, tempFolders } from '../media/temp-files.ts';
import { openState } from '../store/open-state.ts';
import { networkDisk } from '../store/sqlite/network-disk.ts';
import { statePath } from '../store/state-path.ts';
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

/** Whether the state can be stored, and whether its place is safe. */
export async function databaseFindings({ stateUrl }: Config): Promise<readonly Finding[]> {
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

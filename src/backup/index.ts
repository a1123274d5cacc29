import { resolve } from 'node:path';
import { type BackupSummary, backUpFile } from '../store/sqlite/back-up-file.ts';
import { isPostgres, stateLocation, statePath } from '../store/state-path.ts';
import { StoreError } from '../store/store-error.ts';

const USAGE = 'Usage: npm run backup -- /backups/jogg-slack.sqlite';

/**
 * Copies the SQLite state at `stateUrl` to the file in `args` and returns the exit code. The app
 * may be running. Never replaces a file. Reports store errors; throws others.
 */
export function backup(deps: {
  readonly args: readonly string[];
  readonly stateUrl: string;
  /** Prints one line. */
  readonly print: (line: string) => void;
}): 0 | 1 {
  const { args, stateUrl, print } = deps;
  const fail = (line: string): 1 => {
    print(line);
    return 1;
  };
  const [to, ...more] = args;
  if (to === undefined || to.startsWith('-') || more.length > 0)
    return fail(`Name one file to write to. ${USAGE}`);
  if (isPostgres(stateUrl))
    return fail(
      `STATE_URL names ${stateLocation(stateUrl)}: back up that database with its own tools, such as pg_dump --schema=jogg_slack --format=custom --file=FILE, or let your provider do it.`,
    );
  const from = statePath(stateUrl);
  if (from === null)
    return fail(
      'STATE_URL is memory: there is no file to back up, and a restart forgets everything. Set STATE_URL=sqlite://path.',
    );
  try {
    for (const line of report(backUpFile(from, to), resolve(to))) print(line);
    return 0;
  } catch (error) {
    if (error instanceof StoreError) return fail(error.message);
    throw error;
  }
}

function report({ bytes, records, pending }: BackupSummary, to: string): string[] {
  const size = (bytes / 2 ** 20).toFixed(1);
  const lines = [`Wrote ${to}: ${size} MiB, ${records} records; its integrity was checked.`];
  if (pending > 0)
    lines.push(
      `${pending} ${pending === 1 ? 'video was' : 'videos were'} in progress. Restoring this copy may pay for and post them a second time: see "Restore" in docs/operations.md.`,
    );
  return lines;
}

import { type Clock, systemClock } from '../lib/clock.ts';
import type { LogEvent } from '../lib/log.ts';
import type { StateBackend } from '../store/backend.ts';
import { clearMarker, markMigration, migrationSource } from '../store/migration-marker.ts';
import { type OpenState, openState } from '../store/open-state.ts';
import { hasSchema } from '../store/postgres/has-schema.ts';
import { isPostgres } from '../store/state-path.ts';
import { StoreError } from '../store/store-error.ts';
import { MigrationError } from './migration-error.ts';
import { differences, movedTable, nextSteps, number, totalRecords } from './migration-messages.ts';
import { moveRecords, moveTasks } from './move-pages.ts';
import { type End, type Route, readRoute } from './read-endpoints.ts';

const PROGRESS_MS = 3_000;
const GO_ON = 'Nothing is lost: run the same command again to continue.';

interface MigrateDeps {
  /** `--from URL --to URL` */
  readonly args: readonly string[];
  /** Told a line at a time; none holds a password. */
  readonly print: (line: string) => void;
  /** Ends it after the page that is under way. */
  readonly signal: AbortSignal;
  readonly open?: OpenState;
  readonly clock?: Clock;
}

/**
 * Moves a state to another place, whatever the engines, and answers the exit code. The records go
 * first and the tasks last, each page in one transaction. The target carries a marker until all is
 * there and counted, and no app starts on it before. Killed anywhere and run again, it goes on. The
 * source is only read. Never throws.
 */
export async function migrate(deps: MigrateDeps): Promise<0 | 1> {
  try {
    await move(readRoute(deps.args), deps);
    return 0;
  } catch (error) {
    const known = error instanceof MigrationError || error instanceof StoreError;
    deps.print(known ? error.message : `It failed: ${String(error)}`);
    return 1;
  }
}

async function move(route: Route, deps: MigrateDeps): Promise<void> {
  const { print, signal, open = openState } = deps;
  const { from, to } = route;
  const logEvent: LogEvent = (_, fields) => {
    if (typeof fields?.['says'] === 'string') print(fields['says']);
  };
  if (isPostgres(from.url) && !(await hasSchema(from.url))) throw nothingIn(from);
  const source = open(from.url, logEvent);
  try {
    await takeAlone(source, from, signal);
    const begun = await migrationSource(source);
    if (begun !== null)
      throw new MigrationError(
        `${from.place} is itself only half moved, from ${begun}. Finish that migration first, or name another --from.`,
      );
    const target = open(to.url, logEvent);
    try {
      await takeAlone(target, to, signal);
      await moveInto(target, source, route, deps);
    } finally {
      await target.close();
    }
  } finally {
    await source.close();
  }
}

async function moveInto(
  target: StateBackend,
  source: StateBackend,
  route: Route,
  { print, signal, clock = systemClock }: MigrateDeps,
): Promise<void> {
  const { from, to } = route;
  const wanted = await source.copy.counts();
  const records = totalRecords(wanted);
  if (records + wanted.tasks === 0) throw nothingIn(from);
  const goesOn = await begin(target, route);
  const began = clock.monotonic();
  const what = `${number(records)} records and ${number(wanted.tasks)} tasks`;
  print(`Moving ${what} from ${from.place} to ${to.place}. Keep the app stopped until the end.`);
  if (goesOn) print('An earlier run stopped halfway; this one continues.');
  let toldAt = began;
  const onPage = (kind: string, all: number) => (read: number) => {
    if (signal.aborted) throw new MigrationError(`Stopped at ${number(read)} ${kind}. ${GO_ON}`);
    if (clock.monotonic() - toldAt < PROGRESS_MS) return;
    toldAt = clock.monotonic();
    print(`${number(read)} of ${number(all)} ${kind}`);
  };
  try {
    const movedRecords = await moveRecords(source.copy, target.copy, onPage('records', records));
    const movedTasks = await moveTasks(source.copy, target.copy, onPage('tasks', wanted.tasks));
    const differ = differences(await source.copy.counts(), await target.copy.counts());
    if (differ.length > 0)
      throw new MigrationError(
        `The numbers in ${from.place} and ${to.place} differ (${differ.join(', ')}): another program writes to one of them. Stop it. ${GO_ON}`,
      );
    await assertAlone(source, from);
    await clearMarker(target);
    for (const line of movedTable(movedRecords, movedTasks)) print(line);
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    throw new MigrationError(`${error.message} ${GO_ON}`, { cause: error });
  }
  const seconds = ((clock.monotonic() - began) / 1_000).toFixed(1);
  print(`Moved in ${seconds} s. Both sides hold the same numbers.`);
  for (const line of nextSteps(route)) print(line);
}

/** Makes sure that `target` takes this migration alone. Answers whether it was begun before. */
async function begin(target: StateBackend, { from, to }: Route): Promise<boolean> {
  const begun = await migrationSource(target);
  if (begun === from.place) return true;
  if (begun !== null)
    throw new MigrationError(
      `${to.place} is half moved from ${begun}, not from ${from.place}. Finish that migration with its own --from, or empty the target.`,
    );
  const there = await target.copy.counts();
  const records = totalRecords(there);
  if (records + there.tasks > 0)
    throw new MigrationError(
      `${to.place} is not empty: it has ${number(records)} records and ${number(there.tasks)} tasks of this app. Name a new file or an empty database in --to.`,
    );
  await markMigration(target, from.place);
  return false;
}

/** Takes a file for this process alone. A database has no such hold, only users to look for. */
async function takeAlone(state: StateBackend, end: End, signal: AbortSignal): Promise<void> {
  if (!isPostgres(end.url) && !(await state.acquire(signal)))
    throw new MigrationError(`Stopped before anything was moved. ${GO_ON}`);
  await assertAlone(state, end);
}

async function assertAlone(state: StateBackend, { place }: End): Promise<void> {
  const users = await state.copy.users();
  if (users.length === 0) return;
  throw new MigrationError(
    `${place} is in use: ${users.join('; ')}. Stop the app on every machine, then run this again. If it was killed, wait until its leases end. If a pooler keeps connections open, wait until it closes them, or connect to the server directly.`,
  );
}

const nothingIn = ({ place }: End) =>
  new MigrationError(
    `${place} holds nothing of this app, so there is nothing to move. Check --from, or start the app with the new STATE_URL.`,
  );

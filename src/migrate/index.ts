import { type Clock, systemClock } from '../lib/clock.ts';
import type { LogEvent } from '../lib/log.ts';
import { formatNumber, pluralize } from '../lib/text.ts';
import type { StateBackend } from '../store/backend.ts';
import { clearMarker, markMigration, migrationSource } from '../store/migration-marker.ts';
import { type OpenState, openState } from '../store/open-state.ts';
import { hasSchema } from '../store/postgres/has-schema.ts';
import { isPostgres } from '../store/state-path.ts';
import { StoreError } from '../store/store-error.ts';
import { MigrationError } from './migration-error.ts';
import { differences, movedTable, nextSteps, totalRecords } from './migration-messages.ts';
import { moveRecords, moveTasks } from './move-pages.ts';
import { type Endpoint, type Endpoints, readEndpoints } from './read-endpoints.ts';

const PROGRESS_INTERVAL_MS = 3_000;
const RESUME_HINT = 'Nothing is lost: run the same command again to continue.';

interface MigrateDeps {
  /** `--from URL --to URL` */
  readonly args: readonly string[];
  /** Prints one line. No line contains a password. */
  readonly print: (line: string) => void;
  /** Stops the migration after the current page. */
  readonly signal: AbortSignal;
  readonly open?: OpenState;
  readonly clock?: Clock;
}

/**
 * Moves a state to another location, between any two engines, and returns the exit code. Copies the
 * records first and the tasks last, each page in one transaction. Until everything is copied and
 * counted, a marker in the target keeps the app from starting on it. An interrupted run continues
 * when the command is run again. The source is only read. Never throws.
 */
export async function migrate(deps: MigrateDeps): Promise<0 | 1> {
  try {
    await move(readEndpoints(deps.args), deps);
    return 0;
  } catch (error) {
    const isExpected = error instanceof MigrationError || error instanceof StoreError;
    deps.print(isExpected ? error.message : `It failed: ${String(error)}`);
    return 1;
  }
}

async function move(endpoints: Endpoints, deps: MigrateDeps): Promise<void> {
  const { print, signal, open = openState } = deps;
  const { from, to } = endpoints;
  const logEvent: LogEvent = (_, fields) => {
    if (typeof fields?.['says'] === 'string') print(fields['says']);
  };
  if (isPostgres(from.url) && !(await hasSchema(from.url))) throw emptyError(from);
  const source = open(from.url, logEvent);
  try {
    await acquireExclusively(source, from, signal);
    const markedFrom = await migrationSource(source);
    if (markedFrom !== null)
      throw new MigrationError(
        `${from.location} is itself only half moved, from ${markedFrom}. Finish that migration first, or name another --from.`,
      );
    const target = open(to.url, logEvent);
    try {
      await acquireExclusively(target, to, signal);
      await moveInto(target, source, endpoints, deps);
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
  endpoints: Endpoints,
  { print, signal, clock = systemClock }: MigrateDeps,
): Promise<void> {
  const { from, to } = endpoints;
  const expected = await source.copy.counts();
  const records = totalRecords(expected);
  if (records + expected.tasks === 0) throw emptyError(from);
  const isResumed = await claimTarget(target, endpoints);
  const startedAt = clock.monotonic();
  const amount = amountOf(records, expected.tasks);
  print(
    `Moving ${amount} from ${from.location} to ${to.location}. Keep the app stopped until the end.`,
  );
  if (isResumed) print('An earlier run stopped halfway; this one continues.');
  let printedAt = startedAt;
  const onPage = (kind: string, all: number) => (read: number) => {
    if (signal.aborted)
      throw new MigrationError(`Stopped at ${formatNumber(read)} ${kind}. ${RESUME_HINT}`);
    if (clock.monotonic() - printedAt < PROGRESS_INTERVAL_MS) return;
    printedAt = clock.monotonic();
    print(`${formatNumber(read)} of ${formatNumber(all)} ${kind}`);
  };
  try {
    const movedRecords = await moveRecords(source.copy, target.copy, onPage('records', records));
    const movedTasks = await moveTasks(source.copy, target.copy, onPage('tasks', expected.tasks));
    const mismatches = differences(await source.copy.counts(), await target.copy.counts());
    if (mismatches.length > 0)
      throw new MigrationError(
        `The numbers in ${from.location} and ${to.location} differ (${mismatches.join(', ')}): another program writes to one of them. Stop it. ${RESUME_HINT}`,
      );
    await assertUnused(source, from);
    await clearMarker(target);
    for (const line of movedTable(movedRecords, movedTasks)) print(line);
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    throw new MigrationError(`${error.message} ${RESUME_HINT}`, { cause: error });
  }
  const seconds = ((clock.monotonic() - startedAt) / 1_000).toFixed(1);
  print(`Moved in ${seconds} s. Both sides hold the same numbers.`);
  for (const line of nextSteps(endpoints)) print(line);
}

const amountOf = (records: number, tasks: number): string =>
  `${pluralize(records, 'record')} and ${pluralize(tasks, 'task')}`;

/** Marks `target` for this migration. Returns whether an earlier run has marked it already. */
async function claimTarget(target: StateBackend, { from, to }: Endpoints): Promise<boolean> {
  const markedFrom = await migrationSource(target);
  if (markedFrom === from.location) return true;
  if (markedFrom !== null)
    throw new MigrationError(
      `${to.location} is half moved from ${markedFrom}, not from ${from.location}. Finish that migration with its own --from, or empty the target.`,
    );
  const existing = await target.copy.counts();
  const records = totalRecords(existing);
  if (records + existing.tasks > 0)
    throw new MigrationError(
      `${to.location} is not empty: it has ${amountOf(records, existing.tasks)} of this app. Name a new file or an empty database in --to.`,
    );
  await markMigration(target, from.location);
  return false;
}

/** Locks a file for this process. A database cannot be locked, only checked for other users. */
async function acquireExclusively(
  state: StateBackend,
  end: Endpoint,
  signal: AbortSignal,
): Promise<void> {
  if (!isPostgres(end.url) && !(await state.acquire(signal)))
    throw new MigrationError(`Stopped before anything was moved. ${RESUME_HINT}`);
  await assertUnused(state, end);
}

async function assertUnused(state: StateBackend, { location }: Endpoint): Promise<void> {
  const users = await state.copy.users();
  if (users.length === 0) return;
  throw new MigrationError(
    `${location} is in use: ${users.join('; ')}. Stop the app on every machine, then run this again. If it was killed, wait until its leases end. If a pooler keeps connections open, wait until it closes them, or connect to the server directly.`,
  );
}

const emptyError = ({ location }: Endpoint) =>
  new MigrationError(
    `${location} holds nothing of this app, so there is nothing to move. Check --from, or start the app with the new STATE_URL.`,
  );

import { onTestFinished } from 'vitest';
import type { Lease, NextRun } from '../../src/domain/ports.ts';
import { createTaskQueue } from '../../src/queue/task-queue.ts';
import { createKeyvTable } from '../../src/store/sqlite/keyv-table.ts';
import { createLeaseOwner } from '../../src/store/sqlite/lease-owner.ts';
import { openSqlite, type SqliteFile } from '../../src/store/sqlite/sqlite-file.ts';
import { createSqliteTasks } from '../../src/store/sqlite/sqlite-tasks.ts';
import { createVirtualClock, type VirtualClock } from '../support/virtual-clock.ts';

/** `nth`: how many runs there were, with this one. */
export type Run = (task: {
  readonly id: string;
  readonly payload: string;
  readonly lease: Lease;
  readonly nth: number;
}) => Promise<NextRun>;

export const idle: Run = async () => 'idle';

/** A file as the app opens it, closed after the test. */
export function open(path = ':memory:', busyMs?: number): SqliteFile {
  const file = openSqlite(path, busyMs);
  onTestFinished(() => file.close());
  return file;
}

/** Polls that are due, as another process leaves them. */
export function plant({ db }: SqliteFile, ids: readonly string[], owner: string | null = null) {
  const insert = db.prepare(`INSERT INTO task
    (id, payload, lane, due, owner, lease_until, fence, touched)
    VALUES (?, '', 'poll', 0, ?, ${Number.MAX_SAFE_INTEGER}, 1, 0)`);
  for (const id of ids) insert.run(id, owner);
}

interface Wanted {
  readonly file?: SqliteFile;
  readonly clock?: VirtualClock;
  readonly pid?: number;
  readonly lanes?: number;
  readonly isFair?: boolean;
}

/** A queue of the process `pid`, where process 7 is dead; stopped after the test. */
export function queued(run: Run, wanted: Wanted = {}) {
  const { file = open(), clock = createVirtualClock(), pid = 1 } = wanted;
  const { lanes = 2, isFair = false } = wanted;
  const startedAt = clock.now();
  const runs: (readonly [id: string, at: number])[] = [];
  const events: string[] = [];
  const self = { host: 'here', pid, bootId: 'here', pidNamespace: 'all', startTime: String(pid) };
  const owner = createLeaseOwner(self, 'n', (of) =>
    of === 7 ? 'gone' : { startTime: String(of) },
  );
  const queue = createTaskQueue({
    tasks: createSqliteTasks({ file, records: createKeyvTable(file), clock, owner }),
    clock,
    random: () => 0.5,
    lanes: { prompt: lanes, poll: lanes, file: lanes },
    leaseMs: 30_000,
    isFair,
    logEvent: (event, fields) => events.push([event, fields?.['task'] ?? ''].join(' ').trim()),
  });
  onTestFinished(() => queue.stop(0));
  const start = () =>
    queue.start((id, payload, lease) => {
      runs.push([id, clock.now() - startedAt]);
      return run({ id, payload, lease, nth: runs.length });
    });
  const at = () => runs.map(([, ms]) => ms);
  const ids = () => runs.map(([id]) => id);
  const { now, advance: pass } = clock;
  return { queue: { ...queue, start }, events, at, ids, file, clock, now, pass };
}

/** The same, started. */
export async function started(run: Run, wanted?: Wanted) {
  const harness = queued(run, wanted);
  await harness.queue.start();
  return harness;
}

/** How many tasks rest until they are woken. */
export async function resting({ lanes }: Pick<ReturnType<typeof queued>['queue'], 'lanes'>) {
  return (await lanes()).reduce((sum, lane) => sum + lane.resting, 0);
}

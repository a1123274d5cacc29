import { onTestFinished } from 'vitest';
import type { Lease, NextRun } from '../../src/domain/ports.ts';
import { createTaskQueue } from '../../src/queue/task-queue.ts';
import { createKeyvTable } from '../../src/store/sqlite/keyv-table.ts';
import { createLeaseOwner } from '../../src/store/sqlite/lease-owner.ts';
import type { SqliteFile } from '../../src/store/sqlite/sqlite-file.ts';
import { createSqliteTasks } from '../../src/store/sqlite/sqlite-tasks.ts';
import { openFile } from '../store/temp-state.ts';
import { createVirtualClock, type VirtualClock } from '../support/virtual-clock.ts';

/** Runs a task. `nth`: the number of this run, from 1. */
export type Run = (task: {
  readonly id: string;
  readonly payload: string;
  readonly lease: Lease;
  readonly nth: number;
}) => Promise<NextRun>;

export const runToIdle: Run = async () => 'idle';

/** Inserts due polls, as another process leaves them. */
export function addPolls({ db }: SqliteFile, ids: readonly string[], owner: string | null = null) {
  const insert = db.prepare(`INSERT INTO task
    (id, payload, lane, due, owner, lease_until, fence, touched)
    VALUES (?, '', 'poll', 0, ?, ${Number.MAX_SAFE_INTEGER}, 1, 0)`);
  for (const id of ids) insert.run(id, owner);
}

interface HarnessOptions {
  readonly file?: SqliteFile;
  readonly clock?: VirtualClock;
  readonly pid?: number;
  readonly lanes?: number;
  readonly isFair?: boolean;
  /** Delays the answer to each claim. */
  readonly onClaim?: () => Promise<void>;
}

/** A queue of the process `pid`, stopped after the test. Process 7 counts as dead. */
export function createHarness(run: Run, options: HarnessOptions = {}) {
  const { file = openFile(), clock = createVirtualClock(), pid = 1 } = options;
  const { lanes = 2, isFair = false, onClaim } = options;
  const startedAt = clock.now();
  const runs: (readonly [id: string, at: number])[] = [];
  const events: string[] = [];
  const self = { host: 'here', pid, bootId: 'here', pidNamespace: 'all', startTime: String(pid) };
  const owner = createLeaseOwner(self, 'n', (of) => (of === 7 ? 'gone' : { startTime: `${of}` }));
  const tasks = createSqliteTasks({ file, records: createKeyvTable(file), clock, owner });
  const queue = createTaskQueue({
    tasks: { ...tasks, claim: (...given) => tasks.claim(...given).finally(onClaim) },
    clock,
    random: () => 0.5,
    lanes: { prompt: lanes, poll: lanes, file: lanes },
    leaseMs: 30_000,
    isFair,
    logEvent: (event, fields) => events.push([event, fields?.['task'] ?? ''].join(' ').trim()),
  });
  onTestFinished(() => queue.stop(0));
  const start = () =>
    queue.start({
      run: (id, payload, lease) => {
        runs.push([id, clock.now() - startedAt]);
        return run({ id, payload, lease, nth: runs.length });
      },
    });
  const runTimes = () => runs.map(([, ms]) => ms);
  const runIds = () => runs.map(([id]) => id);
  const { now, advance } = clock;
  return { queue: { ...queue, start }, events, runTimes, runIds, file, clock, now, advance };
}

export async function startQueue(run: Run, options?: HarnessOptions) {
  const harness = createHarness(run, options);
  await harness.queue.start();
  return harness;
}

/** How many tasks are idle until woken. */
export async function countIdle({ lanes }: ReturnType<typeof createHarness>['queue']) {
  return (await lanes()).reduce((sum, lane) => sum + lane.resting, 0);
}

import { onTestFinished } from 'vitest';
import { createTaskQueue, type RunTask } from '../../src/queue/task-queue.ts';
import { createKeyvTable } from '../../src/store/sqlite/keyv-table.ts';
import { createLeaseOwner } from '../../src/store/sqlite/lease-owner.ts';
import type { SqliteFile } from '../../src/store/sqlite/sqlite-file.ts';
import { createSqliteTasks } from '../../src/store/sqlite/sqlite-tasks.ts';
import type { VirtualClock } from '../support/virtual-clock.ts';
import { createVirtualClock } from '../support/virtual-clock.ts';
import { open } from './queue-file.ts';

export type Run = RunTask;

/** A queue over a state in memory with two tasks of each lane at a time; stopped after the test. */
export function made(run: Run) {
  const clock = createVirtualClock();
  const { queue, events } = build({ file: open(':memory:'), clock, run });
  onTestFinished(() => queue.stop(0));
  return { queue, events, now: clock.now, pass: clock.advance };
}

/** The same, started. */
export async function started(run: Run) {
  const harness = made(run);
  await harness.queue.start();
  return harness;
}

export function createGate(): { opened: Promise<void>; open(): void } {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { opened: promise, open: () => resolve() };
}

/** A process of the machine `host`: each has one PID namespace. */
export const identityOf = ({ host, pid }: { host: string; pid: number }) => ({
  host,
  pid,
  boot: host,
  space: 'all',
  began: String(pid),
});

interface Wanted {
  readonly file: SqliteFile;
  readonly clock: VirtualClock;
  readonly run: Run;
  readonly owner?: { host: string; pid: number; dead?: number[] };
  readonly lanes?: number;
}

/** An embedded queue over `file`, and what it noted. */
export function build({ file, clock, run, owner = { host: 'here', pid: 1 }, lanes = 2 }: Wanted) {
  const events: { event: string; task: unknown }[] = [];
  const queue = createTaskQueue({
    tasks: createSqliteTasks({
      file,
      records: createKeyvTable(file),
      clock,
      owner: createLeaseOwner(identityOf(owner), 'n', (pid) =>
        owner.dead?.includes(pid) ? 'gone' : { began: String(pid) },
      ),
    }),
    clock,
    random: () => 0.5,
    lanes: { prompt: lanes, poll: lanes, file: lanes },
    leaseMs: 30_000,
    logEvent: (event, fields) => events.push({ event, task: fields?.['task'] }),
  });
  return { queue: { ...queue, start: () => queue.start(run) }, events };
}

export const atRest: Run = async () => 'idle';

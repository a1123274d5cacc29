import type { Lane, Lease, NextRun } from '../domain/ports.ts';
import type { ClaimedTask, RelativeNextRun, TaskTable } from '../domain/task-table.ts';
import { retryDelay } from '../domain/video/schedule.ts';
import type { Clock } from '../lib/clock.ts';
import { errorFields, type LogEvent } from '../lib/log.ts';
import type { Random } from '../lib/random.ts';
import type { StoreRetry } from './store-retry.ts';
import { isTransientStoreError } from './transient-store-error.ts';

/** What the queue does with a task. */
export interface TaskHandlers {
  /** Runs one task. Returns when to run it again. */
  readonly run: (id: string, payload: string, lease: Lease) => Promise<NextRun>;
  /**
   * Called for a task that failed five times in a row. It runs again when it is woken or when the
   * app restarts.
   */
  readonly onQuarantine?: (id: string, payload: string) => void;
}

/**
 * For this long after a write, its run is known to hold the task, and one effect may rely on that.
 * The lease that the store saw lasts much longer.
 */
const VERIFIED_MS = 1_000;
const MAX_FAILURES = 5;
/** After a store failure the task runs again in 2 to 4 s, as after this many tries. */
const TRIES_AFTER_STORE_FAILURE = 2;

/**
 * Runs a claimed task under its lease, and stores when it runs next. A failed run is repeated after
 * a backoff; after five in a row the task is quarantined.
 */
export function createLeasedRun(deps: {
  readonly tasks: TaskTable;
  readonly clock: Clock;
  readonly random: Random;
  readonly logEvent: LogEvent;
  readonly leaseMs: number;
  readonly storeRetry: StoreRetry;
  readonly stopped: AbortSignal;
}): (task: ClaimedTask, lane: Lane, handlers: TaskHandlers) => Promise<void> {
  const { tasks, clock, random, logEvent, leaseMs, storeRetry, stopped } = deps;

  const relativeTo = (nextRun: NextRun): RelativeNextRun =>
    nextRun === 'idle'
      ? nextRun
      : { afterMs: Math.max(0, nextRun.at - clock.now()), lane: nextRun.lane };

  async function handleFailure(
    task: ClaimedTask,
    error: unknown,
    { onQuarantine }: TaskHandlers,
  ): Promise<void> {
    const counted = !isTransientStoreError(error);
    logEvent('task_failed', { task: task.id, counted, ...errorFields(error) });
    const afterMs = retryDelay(counted ? task.failures : TRIES_AFTER_STORE_FAILURE, null, random());
    if (!counted) {
      if ((await storeRetry.untilStored(() => tasks.postpone(task, afterMs))) === false)
        logLeaseLost(task);
      return;
    }
    const outcome = await storeRetry.untilStored(() =>
      tasks.fail(task, { afterMs, maxFailures: MAX_FAILURES }),
    );
    if (outcome === null) logLeaseLost(task);
    if (!outcome?.quarantined) return;
    logEvent('task_quarantined', { task: task.id, failures: outcome.failures });
    onQuarantine?.(task.id, task.payload);
  }

  const logLeaseLost = (task: ClaimedTask): void => logEvent('task_lease_lost', { task: task.id });

  return async (task, lane, handlers) => {
    let isOver = false;
    let isFinished = false;
    let verifiedUntil = -Infinity;
    const lease: Lease = {
      lane,
      async write(records, nextRun) {
        if (isOver || stopped.aborted) return false;
        if (nextRun === undefined) {
          const startedAt = clock.monotonic();
          const leftMs = await tasks.write(task, records);
          const isFullLease = leftMs !== null && leftMs >= leaseMs / 2 && leftMs <= leaseMs;
          verifiedUntil = isFullLease ? startedAt + VERIFIED_MS : -Infinity;
          return leftMs !== null;
        }
        validNextRun(nextRun);
        isFinished = await tasks.finish(task, relativeTo(nextRun), records);
        isOver ||= isFinished;
        return isFinished;
      },
      async isHeld() {
        const isVerified = clock.monotonic() < verifiedUntil;
        verifiedUntil = -Infinity;
        if (isOver || stopped.aborted) return false;
        return isVerified || ((await tasks.renew(task, leaseMs)) && !isOver);
      },
    };
    try {
      const nextRun = validNextRun(await handlers.run(task.id, task.payload, lease));
      isOver = true;
      if (isFinished) return;
      if ((await storeRetry.untilStored(() => tasks.finish(task, relativeTo(nextRun)))) === false)
        logLeaseLost(task);
    } catch (error) {
      isOver = true;
      if (isFinished)
        logEvent('task_failed', { task: task.id, counted: false, ...errorFields(error) });
      else if (!stopped.aborted) await handleFailure(task, error, handlers);
    }
  };
}

function validNextRun(nextRun: NextRun): NextRun {
  if (nextRun !== 'idle' && !Number.isFinite(nextRun.at))
    throw new RangeError('the next run of a task must be a time');
  return nextRun;
}

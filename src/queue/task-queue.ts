import type { Lane, Lease, NextRun, TaskQueue } from '../domain/ports.ts';
import type { ClaimedTask, LaneCounts, RelativeNextRun, TaskTable } from '../domain/task-table.ts';
import { retryDelay } from '../domain/video/schedule.ts';
import type { Clock } from '../lib/clock.ts';
import { errorFields, type LogEvent } from '../lib/log.ts';
import type { Random } from '../lib/random.ts';
import { createFairClaim } from './fair-claim.ts';
import { isTransientStoreError } from './transient-store-error.ts';

/** Runs one task. Returns when to run it again. */
export type RunTask = (id: string, payload: string, lease: Lease) => Promise<NextRun>;

export interface TaskQueueDeps {
  readonly tasks: TaskTable;
  readonly clock: Clock;
  readonly random: Random;
  /** How many tasks of each lane run at the same time. */
  readonly lanes: Readonly<Record<Lane, number>>;
  /** Whether a scope may use at most half of a lane's workers, so that it never blocks others. */
  readonly isFair?: boolean;
  /** How long a task stays claimed after its holder has died, in ms. */
  readonly leaseMs: number;
  readonly logEvent: LogEvent;
  /** Registers a callback for tasks that another process may have made due: they start sooner. */
  readonly onNotify?: (notified: () => void) => void;
  /**
   * Called for a task that failed five times in a row. It runs again when it is woken or when the
   * app restarts.
   */
  readonly onQuarantine?: (id: string, payload: string) => void;
}

export interface RunningQueue extends TaskQueue {
  /** Runs due tasks by `run`, including those of earlier processes. Throws if the store fails. */
  start(run: RunTask): Promise<void>;
  /** Claims no more and waits up to `withinMs` for running tasks. Other leases expire. */
  stop(withinMs: number): Promise<void>;
  /** Throws if the store fails. */
  lanes(): Promise<readonly LaneCounts[]>;
  /**
   * A task's position among those that run soon, 1 for the first; null if it has none. Throws if
   * the store fails.
   */
  position(id: string): Promise<number | null>;
  /** Whether the queue has started, is not stopping, and the last call to the store succeeded. */
  ready(): boolean;
}

/** Other processes may add tasks, so the queue checks at least this often. */
const MAX_IDLE_MS = 1_000;
const MAX_STORE_WAIT_MS = 4_000;
/**
 * For this long after a write, its run is known to hold the task, and one effect may rely on that.
 * The lease that the store saw lasts much longer.
 */
const VERIFIED_MS = 1_000;
const MAX_FAILURES = 5;
/** After a store failure the task runs again in 2 to 4 s, as after this many tries. */
const TRIES_AFTER_STORE_FAILURE = 2;
/** After a start, overdue polls run at just under five per second. */
const START_RULES = { burst: 50, gapMs: 210, retentionMs: 90 * 24 * 3_600_000 };

/**
 * Runs durable tasks, each at least once. One holder at a time runs a task, under a lease that
 * heartbeats renew. Every claim increases the task's fence, and the store rejects writes with an
 * older fence. After the start, the queue logs store failures and continues; `add` and `wake`
 * throw them.
 */
export function createTaskQueue(deps: TaskQueueDeps): RunningQueue {
  const { tasks, clock, random, logEvent, lanes, leaseMs } = deps;
  const running = new Map<
    string,
    { readonly task: ClaimedTask; readonly lane: Lane; readonly end: Promise<void> }
  >();
  const stopped = new AbortController();
  let runTask: RunTask = () => Promise.reject(new Error('the queue has not started'));
  let phase: 'new' | 'starting' | 'running' | 'draining' = 'new';
  let loop: Promise<void> = Promise.resolve();
  let wakeSignal = new AbortController();
  let lastHeartbeatAt = 0;
  let lastTickAt = 0;
  let storeFailures = 0;

  async function runLoop(): Promise<void> {
    while (!stopped.signal.aborted) {
      wakeSignal = new AbortController();
      try {
        const idleMs = await tick();
        if (storeFailures > 0) logStoreRecovered();
        await clock.sleep(idleMs, wakeSignal.signal);
      } catch (error) {
        await clock.sleep(noteStoreFailure(error), stopped.signal);
      }
    }
  }

  /** Renews leases and starts due tasks. Returns the ms until the next task is due. */
  async function tick(): Promise<number> {
    const now = clock.now();
    if (now < lastTickAt) await clampDue();
    lastTickAt = now;
    // After a store failure, the heartbeat releases claims whose answer was lost.
    if (storeFailures > 0 || Math.abs(now - lastHeartbeatAt) >= leaseMs / 3) {
      await sendHeartbeat();
      lastHeartbeatAt = now;
    }
    let idleMs = MAX_IDLE_MS;
    for (const lane of LANES) {
      const free = phase === 'running' ? lanes[lane] - runningIds(lane).length : 0;
      if (free <= 0) continue;
      const due = await claimDue(lane, free);
      // The queue was stopped meanwhile: release the claims at once.
      if (phase !== 'running') await sendHeartbeat();
      if (phase !== 'running') break;
      for (const task of due) startRun(task, lane);
      // Each new run proceeds to its first wait. Runs that never wait do not block the process.
      if (due.length > 0) await clock.sleep(0);
      const nextMs = due.length < free ? await tasks.msUntilDue(lane) : null;
      if (nextMs !== null) idleMs = Math.min(idleMs, nextMs);
    }
    return idleMs;
  }

  const fairClaim = createFairClaim({ tasks, lanes, leaseMs });
  const claimDue = (lane: Lane, free: number): Promise<readonly ClaimedTask[]> =>
    deps.isFair ? fairClaim(lane, free, runningIds(lane)) : tasks.claim(lane, free, leaseMs);
  const runningIds = (lane: Lane): readonly string[] =>
    [...running.values()].filter((each) => each.lane === lane).map(({ task }) => task.id);

  const sendHeartbeat = (): Promise<void> =>
    tasks.heartbeat(
      [...running.values()].map(({ task }) => task),
      leaseMs,
    );

  /** Brings forward the tasks whose due time came from a clock that was ahead. */
  async function clampDue(): Promise<void> {
    const recalled = await tasks.clampDue();
    if (recalled > 0) logEvent('tasks_recalled', { recalled });
  }

  function startRun(task: ClaimedTask, lane: Lane): void {
    // The run begins in a microtask, after it has been added to `running`.
    const end = Promise.resolve()
      .then(() => runLeased(task, lane))
      .finally(() => {
        running.delete(task.id);
        wakeSignal.abort();
      });
    running.set(task.id, { task, lane, end });
  }

  async function runLeased(task: ClaimedTask, lane: Lane): Promise<void> {
    let isOver = false;
    let isFinished = false;
    let verifiedUntil = -Infinity;
    const lease: Lease = {
      lane,
      async write(records, nextRun) {
        if (isOver || stopped.signal.aborted) return false;
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
        if (isOver || stopped.signal.aborted) return false;
        return isVerified || ((await tasks.renew(task, leaseMs)) && !isOver);
      },
    };
    try {
      const nextRun = validNextRun(await runTask(task.id, task.payload, lease));
      isOver = true;
      if (isFinished) return;
      if ((await writeUntilStored(() => tasks.finish(task, relativeTo(nextRun)))) === false)
        logLeaseLost(task);
    } catch (error) {
      isOver = true;
      if (isFinished)
        logEvent('task_failed', { task: task.id, counted: false, ...errorFields(error) });
      else if (!stopped.signal.aborted) await handleFailure(task, error);
    }
  }

  const relativeTo = (nextRun: NextRun): RelativeNextRun =>
    nextRun === 'idle'
      ? nextRun
      : { afterMs: Math.max(0, nextRun.at - clock.now()), lane: nextRun.lane };

  async function handleFailure(task: ClaimedTask, error: unknown): Promise<void> {
    const counted = !isTransientStoreError(error);
    logEvent('task_failed', { task: task.id, counted, ...errorFields(error) });
    const afterMs = retryDelay(counted ? task.failures : TRIES_AFTER_STORE_FAILURE, null, random());
    if (!counted) {
      if ((await writeUntilStored(() => tasks.postpone(task, afterMs))) === false)
        logLeaseLost(task);
      return;
    }
    const outcome = await writeUntilStored(() =>
      tasks.fail(task, { afterMs, maxFailures: MAX_FAILURES }),
    );
    if (outcome === null) logLeaseLost(task);
    if (!outcome?.quarantined) return;
    logEvent('task_quarantined', { task: task.id, failures: outcome.failures });
    deps.onQuarantine?.(task.id, task.payload);
  }

  const logLeaseLost = (task: ClaimedTask): void => logEvent('task_lease_lost', { task: task.id });

  /** Writes how a run ended, and retries until the store accepts it; once only after a stop. */
  async function writeUntilStored<T>(write: () => Promise<T>): Promise<T | undefined> {
    while (true) {
      try {
        return await write();
      } catch (error) {
        const waitMs = noteStoreFailure(error);
        if (stopped.signal.aborted) return undefined;
        await clock.sleep(waitMs, stopped.signal);
      }
    }
  }

  function noteStoreFailure(error: unknown): number {
    storeFailures += 1;
    logEvent('queue_store_failed', errorFields(error));
    return Math.min(MAX_STORE_WAIT_MS, retryDelay(storeFailures - 1, null, random()));
  }

  function logStoreRecovered(): void {
    logEvent('queue_store_recovered', { failures: storeFailures });
    storeFailures = 0;
  }

  return {
    async add(id, payload) {
      const added = await tasks.add(id, payload);
      if (added) wakeSignal.abort();
      return added;
    },

    async wake(id) {
      await tasks.wake(id, () => wakeSignal.abort());
    },

    async start(run) {
      if (phase !== 'new') throw new Error('the queue was started twice');
      phase = 'starting';
      const done = await tasks.startUp(START_RULES);
      logEvent('queue_started', { ...done });
      if (phase !== 'starting') return;
      phase = 'running';
      runTask = run;
      loop = runLoop();
      deps.onNotify?.(() => wakeSignal.abort());
    },

    async stop(withinMs) {
      phase = 'draining';
      const timeout = new AbortController();
      const ends = [...running.values()].map(({ end }) => end);
      await Promise.race([Promise.all(ends), clock.sleep(withinMs, timeout.signal)]);
      timeout.abort();
      stopped.abort();
      wakeSignal.abort();
      await loop;
      logEvent('queue_stopped', { left: running.size });
    },

    lanes: tasks.lanes,
    position: tasks.position,
    ready: () => phase === 'running' && storeFailures === 0,
  };
}

const LANES: readonly Lane[] = ['prompt', 'poll', 'file'];

function validNextRun(nextRun: NextRun): NextRun {
  if (nextRun !== 'idle' && !Number.isFinite(nextRun.at))
    throw new RangeError('the next run of a task must be a time');
  return nextRun;
}

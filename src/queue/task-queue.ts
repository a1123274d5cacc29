import type { Lane, Lease, NextRun, TaskQueue } from '../domain/ports.ts';
import type { ClaimedTask, LaneCounts, RelativeNextRun, TaskTable } from '../domain/task-table.ts';
import { retryDelay } from '../domain/video/schedule.ts';
import type { Clock } from '../lib/clock.ts';
import { errorFields, type LogEvent } from '../lib/log.ts';
import type { Random } from '../lib/random.ts';
import { createFairClaim } from './fair-claim.ts';
import { isTransientStoreError } from './transient-store-error.ts';

/** Runs one task and says when it wants to run again. */
export type RunTask = (id: string, payload: string, lease: Lease) => Promise<NextRun>;

export interface TaskQueueDeps {
  readonly tasks: TaskTable;
  readonly clock: Clock;
  readonly random: Random;
  /** How many tasks of each lane run at the same time. */
  readonly lanes: Readonly<Record<Lane, number>>;
  /** No scope takes more than half the places of a lane, so that others never wait for it. */
  readonly isFair?: boolean;
  /** How long a task stays claimed after its holder died, in ms. */
  readonly leaseMs: number;
  readonly logEvent: LogEvent;
  /** Calls back when another process may have made a task due; saves waiting for the next look. */
  readonly onNotify?: (notified: () => void) => void;
  /**
   * Called for a task that failed five times in a row. It runs again only when it is woken or at
   * the next start.
   */
  readonly onQuarantine?: (id: string, payload: string) => void;
}

export interface RunningQueue extends TaskQueue {
  /**
   * Continues where the last process stopped: `run` runs what is due. Throws where the store
   * fails.
   */
  start(run: RunTask): Promise<void>;
  /**
   * Claims no new task and waits at most `withinMs` for running ones. The leases of the rest run
   * out.
   */
  stop(withinMs: number): Promise<void>;
  /** Throws where the store fails. */
  lanes(): Promise<readonly LaneCounts[]>;
  /**
   * A task's place among those with something to do soon, 1 for the first. Throws where the store
   * fails.
   */
  position(id: string): Promise<number | null>;
  /**
   * Whether it runs tasks: started, not stopping, and the store answered when it was last asked.
   */
  ready(): boolean;
}

/** Other processes may add tasks, so the queue looks this often even where nothing is due. */
const MAX_IDLE_MS = 1_000;
const MAX_STORE_WAIT_MS = 4_000;
/**
 * A write proves for so long that its run still holds the task, to the one effect after it: the
 * lease that the store saw then lasts far longer.
 */
const VERIFIED_MS = 1_000;
const MAX_FAILURES = 5;
/** A run that the store made fail is tried again after 2 to 4 s. */
const TRIES_AFTER_STORE_FAILURE = 2;
/** Polls that waited for a start run at a little under five a second. */
const START_RULES = { burst: 50, gapMs: 210, retentionMs: 90 * 24 * 3_600_000 };

/**
 * Runs durable tasks. One holder runs a task at a time, under a lease that the queue renews and a
 * fence that grows with every claim: the store refuses what an earlier holder still writes. A task
 * runs at least once and is never lost. Failures of the store after the start are logged and the
 * queue goes on; `add` and `wake` throw them.
 */
export function createTaskQueue(deps: TaskQueueDeps): RunningQueue {
  const { tasks, clock, random, logEvent, lanes, leaseMs } = deps;
  const running = new Map<
    string,
    { readonly task: ClaimedTask; readonly lane: Lane; readonly end: Promise<void> }
  >();
  const stopped = new AbortController();
  let runTask: RunTask = () => Promise.reject(new Error('a queue runs nothing before its start'));
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

  /** Renews leases, starts what is due, and answers how long nothing else falls due. */
  async function tick(): Promise<number> {
    const now = clock.now();
    if (now < lastTickAt) await clampDue();
    lastTickAt = now;
    // After a failure the queue gives up claims whose answer was lost.
    if (storeFailures > 0 || Math.abs(now - lastHeartbeatAt) >= leaseMs / 3) {
      await sendHeartbeat();
      lastHeartbeatAt = now;
    }
    let idleMs = MAX_IDLE_MS;
    for (const lane of LANES) {
      const free = phase === 'running' ? lanes[lane] - runningIds(lane).length : 0;
      if (free <= 0) continue;
      const due = await claimDue(lane, free);
      // Stopped meanwhile: give the claims back at once.
      if (phase !== 'running') await sendHeartbeat();
      if (phase !== 'running') break;
      for (const task of due) startRun(task, lane);
      // What begins runs up to its first wait; and tasks that never wait do not block the process.
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

  /** After the clock was set back, tasks due by its old time are brought forward. */
  async function clampDue(): Promise<void> {
    const recalled = await tasks.clampDue();
    if (recalled > 0) logEvent('tasks_recalled', { recalled });
  }

  function startRun(task: ClaimedTask, lane: Lane): void {
    // The run begins in a later turn, when `running` knows it.
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
    const claim: Lease = {
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
      const nextRun = validNextRun(await runTask(task.id, task.payload, claim));
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

  /** Writes how a run ended and repeats it until the store takes it; after a stop it tries once. */
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
      if (phase !== 'new') throw new Error('a queue starts once');
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
    throw new RangeError('a task must rest until a time');
  return nextRun;
}

import { LANES, type Lane, type TaskQueue } from '../domain/ports.ts';
import type { ClaimedTask, LaneCounts, TaskTable } from '../domain/task-table.ts';
import type { Clock } from '../lib/clock.ts';
import type { LogEvent } from '../lib/log.ts';
import type { Random } from '../lib/random.ts';
import { createFairClaim } from './fair-claim.ts';
import { createLeasedRun, type TaskHandlers } from './leased-run.ts';
import { createStoreRetry } from './store-retry.ts';

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
}

export interface RunningQueue extends TaskQueue {
  /** Runs due tasks, including those of earlier processes. Throws if the store fails. */
  start(handlers: TaskHandlers): Promise<void>;
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
  const storeRetry = createStoreRetry({ clock, random, logEvent, stopped: stopped.signal });
  const leasedRun = createLeasedRun({
    tasks,
    clock,
    random,
    logEvent,
    leaseMs,
    storeRetry,
    stopped: stopped.signal,
  });
  let handlers: TaskHandlers = {
    run: () => Promise.reject(new Error('the queue has not started')),
  };
  let phase: 'new' | 'starting' | 'running' | 'draining' = 'new';
  let loop: Promise<void> = Promise.resolve();
  let wakeSignal = new AbortController();
  let lastHeartbeatAt = 0;
  let lastTickAt = 0;

  async function runLoop(): Promise<void> {
    while (!stopped.signal.aborted) {
      wakeSignal = new AbortController();
      try {
        const idleMs = await tick();
        storeRetry.noteSuccess();
        await clock.sleep(idleMs, wakeSignal.signal);
      } catch (error) {
        await clock.sleep(storeRetry.noteFailure(error), stopped.signal);
      }
    }
  }

  /** Renews leases and starts due tasks. Returns the ms until the next task is due. */
  async function tick(): Promise<number> {
    const now = clock.now();
    if (now < lastTickAt) await clampDue();
    lastTickAt = now;
    // After a store failure, the heartbeat releases claims whose answer was lost.
    if (storeRetry.isFailing() || Math.abs(now - lastHeartbeatAt) >= leaseMs / 3) {
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
      .then(() => leasedRun(task, lane, handlers))
      .finally(() => {
        running.delete(task.id);
        wakeSignal.abort();
      });
    running.set(task.id, { task, lane, end });
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

    async start(taskHandlers) {
      if (phase !== 'new') throw new Error('the queue was started twice');
      phase = 'starting';
      const done = await tasks.startUp(START_RULES);
      logEvent('queue_started', { ...done });
      if (phase !== 'starting') return;
      phase = 'running';
      handlers = taskHandlers;
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
    ready: () => phase === 'running' && !storeRetry.isFailing(),
  };
}

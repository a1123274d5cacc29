import type { DatabaseSync } from 'node:sqlite';
import type { Lane, Lease, NextRun, TaskQueue } from '../domain/ports.ts';
import { retryDelay } from '../domain/video/schedule.ts';
import type { Clock } from '../lib/clock.ts';
import { errorFields, type LogEvent } from '../lib/log.ts';
import type { Random } from '../lib/random.ts';
import { type LeaseOwner, processOwner } from './lease-owner.ts';
import { type ClaimedTask, createTaskTable, type TaskCounts } from './task-table.ts';
import { isTransientStoreError, resultCode } from './transient-store-error.ts';

/** Runs one task and says when it wants to run again. */
export type RunTask = (id: string, payload: string, claim: Lease) => Promise<NextRun>;

export interface EmbeddedQueueDeps {
  readonly db: DatabaseSync;
  readonly clock: Clock;
  readonly random: Random;
  /** How many tasks of each lane run at the same time. */
  readonly lanes: Readonly<Record<Lane, number>>;
  /** How long a task stays taken when its holder dies without a trace, in ms. */
  readonly leaseMs: number;
  readonly logEvent: LogEvent;
  /** Who holds the leases; this process where nothing else is said. */
  readonly owner?: LeaseOwner;
  /**
   * Told of a task that failed five times in a row: it runs no more until it is woken or the next
   * start.
   */
  readonly onQuarantine?: (id: string, payload: string) => void;
}

export interface EmbeddedQueue extends TaskQueue {
  /**
   * Takes up where the last process stopped, then has `run` run what is due. Throws where the store
   * fails.
   */
  start(run: RunTask): Promise<void>;
  /**
   * Takes no new task, and waits at most `withinMs` for those that run; the lease covers the rest.
   */
  stop(withinMs: number): Promise<void>;
  /** Throws where the store fails. */
  counts(): TaskCounts;
  /**
   * A task's place among those with something to do soon, 1 for the first. Throws where the store
   * fails.
   */
  place(id: string): number | null;
  /**
   * Whether it runs tasks: started, not stopping, and the store answered when it was last asked.
   */
  ready(): boolean;
}

/** Other processes may share the file, so it is looked at this often even where nothing is due. */
const LOOK_MS = 1_000;
const MOST_STORE_WAIT_MS = 4_000;
const MOST_FAILURES = 5;
/** What was the store's fault is tried again after 2 to 4 s. */
const EXCUSED_TRIES = 2;
const RESTED_MS = 90 * 24 * 3_600_000;
/** More pending polls than this are spread at the start: a little under five a second. */
const CROWD = 50;
const SPREAD_GAP_MS = 210;

/**
 * Durable tasks in a table of an SQLite file. A task is run by one holder at a time, under a lease
 * that is kept while it runs and a fence that only the latest claim bears: what an earlier holder
 * still wants to write is refused. Runs happen at least once; a task is never lost. Failures of the
 * store after the start are noted and outlived; `add` and `wake` throw them.
 */
export function createEmbeddedQueue(deps: EmbeddedQueueDeps): EmbeddedQueue {
  const { clock, random, logEvent, lanes, leaseMs } = deps;
  const owner = deps.owner ?? processOwner(random);
  const table = createTaskTable(deps.db, owner.id);
  const running = new Map<string, { readonly lane: Lane; readonly end: Promise<void> }>();
  const stopped = new AbortController();
  let runTask: RunTask = () => Promise.reject(new Error('a queue runs nothing before its start'));
  let phase: 'new' | 'running' | 'draining' = 'new';
  let loop: Promise<void> = Promise.resolve();
  let wakeSignal = new AbortController();
  let beatAt = 0;
  let lastTickAt = 0;
  let storeFailures = 0;

  async function keepRunning(): Promise<void> {
    while (!stopped.signal.aborted) {
      wakeSignal = new AbortController();
      try {
        const { claimed, idleMs } = pass();
        if (storeFailures > 0) recovered();
        // Tasks that never wait for anything must not keep the process from everything else.
        if (claimed > 0) await clock.sleep(0);
        await clock.sleep(idleMs, wakeSignal.signal);
      } catch (error) {
        await clock.sleep(storeFailed(error), stopped.signal);
      }
    }
  }

  /** Keeps leases, starts what is due, and says how long nothing else will be. */
  function pass(): { claimed: number; idleMs: number } {
    const now = clock.now();
    if (now < lastTickAt) clampDue(now);
    lastTickAt = now;
    if (running.size === 0) beatAt = now;
    else if (Math.abs(now - beatAt) >= leaseMs / 3) {
      table.heartbeat(now + leaseMs);
      beatAt = now;
    }
    if (storeFailures > 0) table.releaseOrphans((id) => running.has(id));
    let claimed = 0;
    let idleMs = LOOK_MS;
    for (const lane of phase === 'running' ? LANES : []) {
      const free = lanes[lane] - countOf(lane);
      if (free <= 0) continue;
      const tasks = table.claim(lane, free, now, now + leaseMs);
      for (const task of tasks) begin(task, lane);
      claimed += tasks.length;
      const next = tasks.length < free ? table.nextDue(lane, now) : null;
      if (next !== null) idleMs = Math.min(idleMs, next - now);
    }
    return { claimed, idleMs };
  }

  /** The clock was set back: what was to be done by its old time is not left waiting for it. */
  function clampDue(now: number): void {
    const recalled = table.clampDue(now);
    if (recalled > 0) logEvent('tasks_recalled', { recalled });
  }

  const countOf = (lane: Lane): number =>
    [...running.values()].filter((each) => each.lane === lane).length;

  function begin(task: ClaimedTask, lane: Lane): void {
    // The run itself begins in a later turn, when it stands in `running`.
    const end = Promise.resolve()
      .then(() => runLeased(task, lane))
      .finally(() => {
        running.delete(task.id);
        wakeSignal.abort();
      });
    running.set(task.id, { lane, end });
  }

  async function runLeased(task: ClaimedTask, lane: Lane): Promise<void> {
    let over = false;
    const claim: Lease = {
      lane,
      isHeld: async () =>
        !over && !stopped.signal.aborted && table.renew(task, clock.now(), leaseMs),
    };
    try {
      const nextRun = checked(await runTask(task.id, task.payload, claim));
      over = true;
      if ((await written(() => table.finish(task, nextRun, clock.now()))) === false)
        leaseLost(task);
    } catch (error) {
      over = true;
      if (!stopped.signal.aborted) await failed(task, error);
    }
  }

  async function failed(task: ClaimedTask, error: unknown): Promise<void> {
    const counted = !isTransientStoreError(error);
    logEvent('task_failed', { task: task.id, counted, ...errorFields(error) });
    const due = clock.now() + retryDelay(counted ? task.failures : EXCUSED_TRIES, null, random());
    if (!counted) {
      if ((await written(() => table.postpone(task, due, clock.now()))) === false) leaseLost(task);
      return;
    }
    const outcome = await written(() =>
      table.fail(task, { due, most: MOST_FAILURES, now: clock.now() }),
    );
    if (outcome === null) leaseLost(task);
    if (!outcome?.quarantined) return;
    logEvent('task_quarantined', { task: task.id, failures: outcome.failures });
    deps.onQuarantine?.(task.id, task.payload);
  }

  const leaseLost = (task: ClaimedTask): void => logEvent('task_lease_lost', { task: task.id });

  /** Writes how a run ended, as soon as the store lets it; after the stop it tries only once. */
  async function written<T>(write: () => T): Promise<T | undefined> {
    while (true) {
      try {
        return write();
      } catch (error) {
        const waitMs = storeFailed(error);
        if (stopped.signal.aborted) return undefined;
        await clock.sleep(waitMs, stopped.signal);
      }
    }
  }

  function storeFailed(error: unknown): number {
    storeFailures += 1;
    logEvent('queue_store_failed', { ...errorFields(error), sqlite: resultCode(error) });
    return Math.min(MOST_STORE_WAIT_MS, retryDelay(storeFailures - 1, null, random()));
  }

  function recovered(): void {
    logEvent('queue_store_recovered', { failures: storeFailures });
    storeFailures = 0;
  }

  return {
    async add(id, payload) {
      const added = table.add(id, payload, clock.now());
      if (added) wakeSignal.abort();
      return added;
    },

    async wake(id) {
      if (table.wake(id, clock.now())) wakeSignal.abort();
    },

    async start(run) {
      if (phase !== 'new') throw new Error('a queue starts once');
      const now = clock.now();
      const released = table.release(owner.isDead);
      clampDue(now);
      const crowded = table.pending('poll') > CROWD;
      const stagger = crowded ? table.stagger('poll', SPREAD_GAP_MS, now) : 0;
      const purged = table.purge(now - RESTED_MS);
      // An upgrade may have fixed what made these tasks fail.
      const pardoned = table.resetFailures(now);
      logEvent('queue_started', { released, stagger, purged, pardoned });
      runTask = run;
      phase = 'running';
      loop = keepRunning();
    },

    async stop(withinMs) {
      phase = 'draining';
      const over = new AbortController();
      const ends = [...running.values()].map(({ end }) => end);
      await Promise.race([Promise.all(ends), clock.sleep(withinMs, over.signal)]);
      over.abort();
      stopped.abort();
      wakeSignal.abort();
      await loop;
      logEvent('queue_stopped', { left: running.size });
    },

    counts: () => table.counts(clock.now()),
    place: (id) => table.place(id) || null,
    ready: () => phase === 'running' && storeFailures === 0,
  };
}

const LANES: readonly Lane[] = ['prompt', 'poll', 'file'];

function checked(nextRun: NextRun): { due: number | null; lane: Lane } {
  if (nextRun === 'idle') return { due: null, lane: 'prompt' };
  if (!Number.isFinite(nextRun.at)) throw new RangeError('a task must rest until a time');
  return { due: Math.ceil(nextRun.at), lane: nextRun.lane };
}

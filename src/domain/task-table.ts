import type { Lane, StoredRecord } from './ports.ts';

/** A task held under a lease. `fence` increases with every claim and identifies this one. */
export interface HeldTask {
  readonly id: string;
  readonly fence: number;
}

export interface ClaimedTask extends HeldTask {
  readonly payload: string;
  /** How often the task failed in a row. */
  readonly failures: number;
}

/** When a task runs again, relative to the table's own clock. `idle`: only when woken. */
export type RelativeNextRun = { readonly afterMs: number; readonly lane: Lane } | 'idle';

/** Counts of tasks by status. `resting`: idle until woken. `quarantined`: failed too often. */
export type TaskCounts = Readonly<
  Record<'due' | 'waiting' | 'running' | 'resting' | 'quarantined', number>
>;

/** A lane. `lateMs`: how long its first due task has waited for a worker; 0 if none waits. */
export interface LaneCounts extends TaskCounts {
  readonly lane: string;
  readonly lateMs: number;
}

/**
 * The task table as one process sees it. Every method is one atomic step across all processes. It
 * rejects if the store fails; then the step may or may not have been made. Only the table's clock
 * counts, so that replicas with different clocks agree. All times are in ms.
 */
export interface TaskTable {
  /** Adds a task that is due now. False, and nothing changes, if the id was ever added before. */
  add(id: string, payload: string): Promise<boolean>;
  /**
   * Makes a task due now, or again after its current run, and ends its quarantine. False if the
   * task does not exist. Calls `onDue` once the task can be claimed, maybe before the change is
   * durable. Resolves when the change is durable.
   */
  wake(id: string, onDue?: () => void): Promise<boolean>;
  /** Wakes every task of a scope, as `wake` does. Returns how many. */
  wakeScope(scope: string): Promise<number>;
  /**
   * Claims up to `limit` due tasks of a lane for `leaseMs`, longest due first, except those of the
   * scopes `except`.
   */
  claim(
    lane: Lane,
    limit: number,
    leaseMs: number,
    except?: readonly string[],
  ): Promise<readonly ClaimedTask[]>;
  /** The ms until the next future task of a lane is due; null if there is none. */
  msUntilDue(lane: Lane): Promise<number | null>;
  /**
   * Renews the leases of the running tasks for `leaseMs` from now. Releases every other claim of
   * this process, since its answer never arrived.
   */
  heartbeat(running: readonly HeldTask[], leaseMs: number): Promise<void>;
  /** Whether the task is still held. If so, the lease lasts for `leaseMs`, or at least half. */
  renew(held: HeldTask, leaseMs: number): Promise<boolean>;
  /**
   * Stores a run's records. Returns for how many ms the lease lasts, counted from the call. Null,
   * and nothing is stored, if the lease was lost.
   */
  write(held: HeldTask, records: readonly StoredRecord[]): Promise<number | null>;
  /**
   * Ends a successful run: stores its records and its next run, all or nothing. False, and nothing
   * changes, if the lease was lost.
   */
  finish(
    held: HeldTask,
    nextRun: RelativeNextRun,
    records?: readonly StoredRecord[],
  ): Promise<boolean>;
  /**
   * Ends a failed run. Quarantines the task after `maxFailures` in a row. Null if the lease was
   * lost.
   */
  fail(
    held: HeldTask,
    policy: { readonly afterMs: number; readonly maxFailures: number },
  ): Promise<{ readonly failures: number; readonly quarantined: boolean } | null>;
  /** Ends a run that failed because of the store: not counted. False if the lease was lost. */
  postpone(held: HeldTask, afterMs: number): Promise<boolean>;
  /**
   * A task's position among those that run soon, in the order in which they were added: 1 for the
   * first, null if it has none.
   */
  position(id: string): Promise<number | null>;
  /** The lanes that have tasks. */
  lanes(): Promise<readonly LaneCounts[]>;
  /**
   * How many tasks are in each `StoredRecord.state`. A task that an earlier version stored counts
   * once it has run.
   */
  states(): Promise<ReadonlyMap<string, number>>;
  /** Brings forward due times that only a wrong clock can explain. Returns how many. */
  clampDue(): Promise<number>;
  /**
   * Cleans up before the first claim of a process, in one step. Null, and nothing changes, if
   * another process is doing it or did it within the last 10 min.
   */
  startUp(rules: StartRules): Promise<StartReport | null>;
}

export interface StartRules {
  /** If more unclaimed polls than this are waiting, they are spread, `gapMs` apart. */
  readonly burst: number;
  readonly gapMs: number;
  /** Tasks that were idle for longer are deleted. */
  readonly retentionMs: number;
}

/** How many tasks a start changed. */
export interface StartReport {
  /** Leases released from dead processes; 0 where that cannot be known. */
  readonly released: number;
  /** Brought forward, as by `clampDue`. */
  readonly recalled: number;
  readonly spread: number;
  readonly purged: number;
  /** Released from quarantine: an upgrade may have fixed their failure. */
  readonly pardoned: number;
}

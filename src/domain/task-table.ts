import type { Lane, StoredRecord } from './ports.ts';

/** A task as one holder holds it. `fence` grows with every claim and names this one. */
export interface HeldTask {
  readonly id: string;
  readonly fence: number;
}

export interface ClaimedTask extends HeldTask {
  readonly payload: string;
  /** How often it failed in a row. */
  readonly failures: number;
}

/** When a task runs again, by the table's own clock; `idle`: only when woken. */
export type RelativeNextRun = { readonly afterMs: number; readonly lane: Lane } | 'idle';

/** Tasks by what they are doing. `resting`: until woken. `quarantined`: failed too often. */
export type TaskCounts = Readonly<
  Record<'due' | 'waiting' | 'running' | 'resting' | 'quarantined', number>
>;

/** A lane, and for how many ms its first due task has waited for a worker; 0 where none does. */
export interface LaneCounts extends TaskCounts {
  readonly lane: string;
  readonly lateMs: number;
}

/**
 * The task table as one process sees it. Every method is one atomic step among all processes,
 * and rejects where the store fails; then nobody knows whether the step was made. Only the
 * table's clock counts, so that replicas whose clocks differ agree; all times are ms.
 */
export interface TaskTable {
  /** Adds a task that is due now. False, and nothing changes, where the id was ever added. */
  add(id: string, payload: string): Promise<boolean>;
  /**
   * Due now, also after the present run, and out of quarantine. False where nobody knows it. Calls
   * `due` once it can be claimed, which may be before it is stored for good: then it resolves.
   */
  wake(id: string, onDue?: () => void): Promise<boolean>;
  /** Wakes every task of a scope, as `wake` does. How many? */
  wakeScope(scope: string): Promise<number>;
  /**
   * Takes up to `limit` due tasks of a lane for `leaseMs`, longest due first, and none of the
   * scopes of `except`.
   */
  claim(
    lane: Lane,
    limit: number,
    leaseMs: number,
    except?: readonly string[],
  ): Promise<readonly ClaimedTask[]>;
  /** How long until the next task of a lane falls due that is not due yet; null for never. */
  msUntilDue(lane: Lane): Promise<number | null>;
  /**
   * Keeps the leases of the tasks that run here for `leaseMs` from now. Gives up every other claim
   * of this process: its answer never arrived.
   */
  heartbeat(running: readonly HeldTask[], leaseMs: number): Promise<void>;
  /** Whether nobody claimed the task since; then the lease is good for `leaseMs`, or half of it. */
  renew(held: HeldTask, leaseMs: number): Promise<boolean>;
  /**
   * Stores what a run learned, and answers for how many ms the lease lasts from when it was asked.
   * Null, and nothing is stored, where it was lost.
   */
  write(held: HeldTask, records: readonly StoredRecord[]): Promise<number | null>;
  /**
   * A run ended well: stores what it learned and when it runs again, all or nothing. False, and
   * nothing changes, where the lease was lost.
   */
  finish(
    held: HeldTask,
    nextRun: RelativeNextRun,
    records?: readonly StoredRecord[],
  ): Promise<boolean>;
  /**
   * A run ended badly and counts: after `most` failures in a row the task is quarantined. Null
   * where the lease was lost.
   */
  fail(
    held: HeldTask,
    policy: { readonly afterMs: number; readonly maxFailures: number },
  ): Promise<{ readonly failures: number; readonly quarantined: boolean } | null>;
  /** A run ended badly through no fault of its task. False where the lease was lost. */
  postpone(held: HeldTask, afterMs: number): Promise<boolean>;
  /**
   * A task's place among those with something to do soon, by when they were added: 1 for the first,
   * null where it is not known.
   */
  position(id: string): Promise<number | null>;
  /** The lanes that hold a task. */
  lanes(): Promise<readonly LaneCounts[]>;
  /**
   * How many tasks are in each state that a record of theirs named; one that did not run since an
   * earlier version wrote it is in none.
   */
  states(): Promise<ReadonlyMap<string, number>>;
  /** Brings forward what waits for longer than anything does: a clock was wrong. How many? */
  clampDue(): Promise<number>;
  /**
   * What a process does before its first claim, in one step. Null, and nothing changes, where
   * another process is at it or did it within the last 10 min.
   */
  startUp(rules: StartRules): Promise<StartReport | null>;
}

export interface StartRules {
  /** More polls than this that wait and that nobody holds are spread, `gapMs` apart. */
  readonly burst: number;
  readonly gapMs: number;
  /** Tasks that have rested for longer are forgotten. */
  readonly retentionMs: number;
}

/** How many tasks a start changed. */
export interface StartReport {
  /** Taken from processes that surely live no more; 0 where that cannot be known. */
  readonly released: number;
  /** As `clampDue`. */
  readonly recalled: number;
  readonly spread: number;
  readonly purged: number;
  /** Quarantined ones that get new tries: an upgrade may have fixed what made them fail. */
  readonly pardoned: number;
}

/** A record as it is stored. `text` is Keyv's JSON; `expires` is ms since the epoch, or null. */
export interface RawRecord {
  readonly namespace: string;
  readonly key: string;
  readonly text: string;
  readonly expires: number | null;
}

/** A record's key. Both engines order records by the bytes of the namespace, then of the key. */
export type RecordKey = Readonly<Pick<RawRecord, 'namespace' | 'key'>>;

/** All records after `after` up to and including `upTo`, in order. */
export interface RecordPage {
  readonly after: RecordKey;
  readonly upTo: RecordKey;
  readonly records: readonly RawRecord[];
}

/**
 * A task as it is migrated. Its fence is kept: it must never be lower than the fence that a stale
 * holder of the same database still has.
 */
export interface StoredTask {
  /** Its position in the order in which tasks were added. */
  readonly position: number;
  readonly id: string;
  readonly payload: string;
  readonly lane: string;
  /** ms since the epoch, null for never. */
  readonly due: number | null;
  readonly fence: number;
  readonly failures: number;
  readonly quarantined: boolean;
  readonly touched: number;
  /** Whether it was running or woken: then it is due at once, by any clock. */
  readonly isDue: boolean;
}

/** The number of tasks, and of records by namespace. */
export interface StateCounts {
  readonly records: ReadonlyMap<string, number>;
  readonly tasks: number;
}

/**
 * Reads and writes a whole state page by page, to migrate it to another engine. The migration
 * marker is not part of it. Each write is one transaction. Times are copied unchanged as ms since
 * the epoch, although SQLite uses the machine's clock and PostgreSQL its server's: if these differ,
 * tasks fall due and records expire earlier or later by the difference. Times inside records come
 * from the app's machine on both sides. All methods throw `StoreError`s.
 */
export interface StateCopy {
  /** Describes each other user of the state, for display. */
  users(): Promise<readonly string[]>;
  counts(): Promise<StateCounts>;
  readRecords(after: RecordKey, limit: number): Promise<readonly RawRecord[]>;
  /**
   * Makes the records between `after` and `upTo` equal to the page: removes those that are not on
   * it and writes those that differ. Returns the namespace of each record that was written.
   */
  writeRecords(page: RecordPage): Promise<readonly string[]>;
  /** Up to `limit` tasks after the position `after`, in the order in which they were added. */
  readTasks(after: number, limit: number): Promise<readonly StoredTask[]>;
  /** Appends tasks. */
  writeTasks(tasks: readonly StoredTask[]): Promise<void>;
  clearTasks(): Promise<void>;
}

/** A record as it is stored. `text` is Keyv's; `expires` is ms since the epoch, null for never. */
export interface RawRecord {
  readonly namespace: string;
  readonly key: string;
  readonly text: string;
  readonly expires: number | null;
}

/** Where a record stands in the order of both engines: by the bytes of namespace, then of key. */
export type RecordKey = Readonly<Pick<RawRecord, 'namespace' | 'key'>>;

/** All records after `after`, up to and with `upTo`, in order. */
export interface RecordPage {
  readonly after: RecordKey;
  readonly upTo: RecordKey;
  readonly records: readonly RawRecord[];
}

/**
 * A task at rest. Its fence moves with it: it must never be lower than one that a stale holder of
 * the same database still has.
 */
export interface StoredTask {
  /** Its place in the order of adding. */
  readonly place: number;
  readonly id: string;
  readonly payload: string;
  readonly lane: string;
  /** ms since the epoch, null for never. */
  readonly due: number | null;
  readonly fence: number;
  readonly failures: number;
  readonly quarantined: boolean;
  readonly touched: number;
  /** It was running, or was woken: due at once, by whatever clock. */
  readonly isDue: boolean;
}

/** How much there is; records by namespace. */
export interface StateCounts {
  readonly records: ReadonlyMap<string, number>;
  readonly tasks: number;
}

/**
 * A state as it moves to another engine, page by page; the marker of the move is no part of it.
 * Each write is one transaction. Times move as the ms since the epoch that they are, although
 * SQLite's are of the app's machine and PostgreSQL's of its server: `due` and `expires` only say
 * when to look again or to forget, so that clocks which differ make that earlier or later by as
 * much; the times inside a record are of the app's machine on both sides. All methods throw
 * `StoreError`s.
 */
export interface StateCopy {
  /** Who else uses the state, in words for people. */
  users(): Promise<readonly string[]>;
  counts(): Promise<StateCounts>;
  readRecords(after: RecordKey, limit: number): Promise<readonly RawRecord[]>;
  /**
   * Makes the stretch of a page what the page says: what is there already stays, what is not on the
   * page goes. Answers the namespace of each record that was written.
   */
  writeRecords(page: RecordPage): Promise<readonly string[]>;
  /** Tasks by their order of adding, after the place `after`. */
  readTasks(after: number, limit: number): Promise<readonly StoredTask[]>;
  /** Adds tasks behind those that are there. */
  writeTasks(tasks: readonly StoredTask[]): Promise<void>;
  clearTasks(): Promise<void>;
}

import type { RecordKey, StateCopy } from '../store/state-copy.ts';

/** How many records or tasks were read, and how many of them were written. */
export interface MoveCounts {
  readonly read: number;
  readonly written: number;
}

const PAGE_SIZE = 500;
const START: RecordKey = { namespace: '', key: '' };
/** After every record: no namespace begins with the last code point. */
const END: RecordKey = { namespace: '\u{10ffff}', key: '' };

/**
 * Makes the records of `target` equal to those of `source`. Returns the counts by namespace. Equal
 * records are not rewritten. Calls `onPage` with the number read so far; it may throw to stop.
 */
export async function moveRecords(
  source: StateCopy,
  target: StateCopy,
  onPage: (read: number) => void,
): Promise<ReadonlyMap<string, MoveCounts>> {
  const moved = new Map<string, MoveCounts>();
  const count = (namespace: string, more: MoveCounts) => {
    const { read, written } = moved.get(namespace) ?? NONE;
    moved.set(namespace, { read: read + more.read, written: written + more.written });
  };
  let total = 0;
  for (let after = START; after !== END; onPage(total)) {
    const records = await source.readRecords(after, PAGE_SIZE);
    const upTo = records.length < PAGE_SIZE ? END : (records.at(-1) ?? END);
    const written = await target.writeRecords({ after, upTo, records });
    for (const { namespace } of records) count(namespace, { read: 1, written: 0 });
    for (const namespace of written) count(namespace, { read: 0, written: 1 });
    total += records.length;
    after = upTo;
  }
  return moved;
}

/**
 * Replaces the tasks of `target` by those of `source`, in the order in which they were added.
 * Clears leftovers of an earlier run first, because they would change that order.
 */
export async function moveTasks(
  source: StateCopy,
  target: StateCopy,
  onPage: (read: number) => void,
): Promise<MoveCounts> {
  await target.clearTasks();
  let read = 0;
  for (let after = Number.MIN_SAFE_INTEGER; ; onPage(read)) {
    const tasks = await source.readTasks(after, PAGE_SIZE);
    const last = tasks.at(-1);
    if (!last) return { read, written: read };
    await target.writeTasks(tasks);
    read += tasks.length;
    after = last.position;
  }
}

const NONE: MoveCounts = { read: 0, written: 0 };

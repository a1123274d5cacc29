import type { RecordKey, StateCopy } from '../store/state-copy.ts';

/** How many records or tasks were read, and how many of them were not there before. */
export interface Moved {
  readonly read: number;
  readonly written: number;
}

const PAGE = 500;
const START: RecordKey = { namespace: '', key: '' };
/** Behind every record: no namespace begins with the last of all characters. */
const END: RecordKey = { namespace: '\u{10ffff}', key: '' };

/**
 * Makes the records of `target` those of `source`, by namespace; those that are there already stay.
 * `onPage` is told how many were read, and may end it by throwing.
 */
export async function moveRecords(
  source: StateCopy,
  target: StateCopy,
  onPage: (read: number) => void,
): Promise<ReadonlyMap<string, Moved>> {
  const moved = new Map<string, Moved>();
  const count = (namespace: string, more: Moved) => {
    const { read, written } = moved.get(namespace) ?? NONE;
    moved.set(namespace, { read: read + more.read, written: written + more.written });
  };
  let total = 0;
  for (let after = START; after !== END; onPage(total)) {
    const records = await source.readRecords(after, PAGE);
    const upTo = records.length < PAGE ? END : (records.at(-1) ?? END);
    const written = await target.writeRecords({ after, upTo, records });
    for (const { namespace } of records) count(namespace, { read: 1, written: 0 });
    for (const namespace of written) count(namespace, { read: 0, written: 1 });
    total += records.length;
    after = upTo;
  }
  return moved;
}

/**
 * Makes the tasks of `target` those of `source`, in their order of adding. What an earlier try left
 * there goes first: behind it the order would be another one.
 */
export async function moveTasks(
  source: StateCopy,
  target: StateCopy,
  onPage: (read: number) => void,
): Promise<Moved> {
  await target.clearTasks();
  let read = 0;
  for (let after = Number.MIN_SAFE_INTEGER; ; onPage(read)) {
    const tasks = await source.readTasks(after, PAGE);
    const last = tasks.at(-1);
    if (!last) return { read, written: read };
    await target.writeTasks(tasks);
    read += tasks.length;
    after = last.place;
  }
}

const NONE: Moved = { read: 0, written: 0 };

import { crc32 } from 'node:zlib';
import { z } from 'zod';
import type { Clock } from '../../lib/clock.ts';
import { MARKER } from '../migration-marker.ts';
import type { StateCopy } from '../state-copy.ts';
import { storedText } from './keyv-table.ts';
import type { SqliteFile } from './sqlite-file.ts';

const recordsSchema = z.array(
  z
    .object({
      namespace: z.string(),
      key: z.string(),
      value: z.unknown(),
      checksum: z.unknown(),
      expires: z.number().nullable(),
    })
    // A text that changed on the disk is copied as a damaged value: an engine without checksums
    // could not detect it.
    .transform(({ value, checksum, ...rest }) => ({ ...rest, text: storedText(value, checksum) })),
);
const tasksSchema = z.array(
  z.object({
    position: z.number(),
    id: z.string(),
    payload: z.string(),
    lane: z.string(),
    due: z.number().nullable(),
    fence: z.number(),
    failures: z.number(),
    quarantined: z.number().transform(Boolean),
    touched: z.number(),
    isDue: z.number().transform(Boolean),
  }),
);
const keysSchema = z.array(z.object({ namespace: z.string(), key: z.string() }));
const countsSchema = z.array(z.object({ namespace: z.string(), count: z.number() }));

/** Copies the state in `file`. `others` describes the other holders of the file. */
export function createSqliteCopy(deps: {
  readonly file: SqliteFile;
  readonly clock: Clock;
  readonly others: () => readonly string[];
}): StateCopy {
  const { file, clock } = deps;
  const sql = file.run(() => statements(file.db));
  const keyOf = (record: { namespace: string; key: string }) =>
    JSON.stringify([record.namespace, record.key]);

  return {
    users: async () => file.run(deps.others),
    counts: async () =>
      file.run(() => ({
        records: new Map(
          countsSchema.parse(sql.counts.all()).map(({ namespace, count }) => [namespace, count]),
        ),
        tasks: Number(sql.taskCount.get()?.['count']),
      })),
    readRecords: async ({ namespace, key }, limit) =>
      file.run(() => recordsSchema.parse(sql.records.all({ namespace, key, limit }))),
    writeRecords: async ({ after, upTo, records }) =>
      file.atomically(() => {
        file.assertInPlace();
        const keys = new Set(records.map(keyOf));
        const existing = sql.stretch.all(after.namespace, after.key, upTo.namespace, upTo.key);
        for (const each of keysSchema.parse(existing))
          if (!keys.has(keyOf(each))) sql.remove.run(each.namespace, each.key);
        return records
          .filter(({ namespace, key, text, expires }) => {
            const row = [namespace, key, text, expires, crc32(text)] as const;
            return sql.put.run(...row).changes > 0;
          })
          .map(({ namespace }) => namespace);
      }),
    readTasks: async (after, limit) =>
      file.run(() => tasksSchema.parse(sql.tasks.all({ after, limit }))),
    writeTasks: async (tasks) =>
      file.atomically(() => {
        file.assertInPlace();
        const now = clock.now();
        for (const { position: _, isDue, due, quarantined, ...task } of tasks) {
          const next = isDue ? Math.min(due ?? now, now) : due;
          sql.addTask.run({ ...task, due: next, quarantined: Number(quarantined) });
        }
      }),
    clearTasks: async () => file.atomically(() => void sql.clearTasks.run()),
  };
}

function statements(db: SqliteFile['db']) {
  const others = `namespace <> '${MARKER}'`;
  return {
    counts: db.prepare(`
      SELECT namespace, count(*) AS count FROM keyv WHERE ${others}
      GROUP BY namespace ORDER BY namespace`),
    taskCount: db.prepare('SELECT count(*) AS count FROM task'),
    records: db.prepare(`
      SELECT namespace, key, value, checksum, expires FROM keyv
      WHERE (namespace, key) > (:namespace, :key) AND ${others}
      ORDER BY namespace, key LIMIT :limit`),
    stretch: db.prepare(`
      SELECT namespace, key FROM keyv
      WHERE (namespace, key) > (?, ?) AND (namespace, key) <= (?, ?) AND ${others}`),
    remove: db.prepare('DELETE FROM keyv WHERE namespace = ? AND key = ?'),
    put: db.prepare(`
      INSERT INTO keyv (namespace, key, value, expires, checksum) VALUES (?, ?, ?, ?, ?)
      ON CONFLICT DO UPDATE SET
        value = excluded.value, expires = excluded.expires, checksum = excluded.checksum
      WHERE (value, expires, checksum) IS NOT (excluded.value, excluded.expires, excluded.checksum)`),
    tasks: db.prepare(`
      SELECT rowid AS position, id, payload, lane, due, fence, failures, quarantined, touched,
        (owner IS NOT NULL OR woken) AS isDue
      FROM task WHERE rowid > :after ORDER BY rowid LIMIT :limit`),
    addTask: db.prepare(`
      INSERT INTO task (id, payload, lane, due, fence, failures, quarantined, touched)
      VALUES (:id, :payload, :lane, :due, :fence, :failures, :quarantined, :touched)`),
    clearTasks: db.prepare('DELETE FROM task'),
  };
}

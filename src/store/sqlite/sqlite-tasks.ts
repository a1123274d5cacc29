import { z } from 'zod';
import type { StoredRecord } from '../../domain/ports.ts';
import type { HeldTask, RelativeNextRun, TaskTable } from '../../domain/task-table.ts';
import type { Clock } from '../../lib/clock.ts';
import { serializeValue } from '../keyv-serializer.ts';
import { lanesSchema, statesSchema } from '../task-counts-schema.ts';
import type { KeyvTable } from './keyv-table.ts';
import type { LeaseOwner } from './lease-owner.ts';
import type { SqliteFile } from './sqlite-file.ts';

const TABLE = `
  CREATE TABLE IF NOT EXISTS task (
    id TEXT PRIMARY KEY,
    payload TEXT NOT NULL,
    lane TEXT NOT NULL,
    due INTEGER,
    fence INTEGER NOT NULL DEFAULT 0,
    owner TEXT,
    lease_until INTEGER,
    woken INTEGER NOT NULL DEFAULT 0,
    failures INTEGER NOT NULL DEFAULT 0,
    quarantined INTEGER NOT NULL DEFAULT 0,
    touched INTEGER NOT NULL
  );
  CREATE INDEX IF NOT EXISTS task_due ON task (lane, due) WHERE due IS NOT NULL;
  CREATE INDEX IF NOT EXISTS task_owner ON task (owner) WHERE owner IS NOT NULL;
`;

/** No task is scheduled further ahead than a day. */
const MAX_DELAY_MS = 25 * 3_600_000;
/** Wakes within this time share one sync. */
const GROUP_COMMIT_MS = 5;

/** Free, or held by another owner whose lease expired. This owner still runs its own tasks. */
const CLAIMABLE = '(owner IS NULL OR (owner <> :owner AND lease_until <= :now))';
/** The scope that a task's id names. */
const SCOPE = "CASE instr(id, '~') WHEN 0 THEN '' ELSE substr(id, 1, instr(id, '~') - 1) END";
const SCOPE_ALLOWED = `(:except = '[]' OR ${SCOPE} NOT IN (SELECT value FROM json_each(:except)))`;
/** Held by this claim of this process, which has not ended and was not given up. */
const HELD = 'WHERE id = :id AND fence = :fence AND owner = :owner';

const WAKE = `
  UPDATE task SET woken = 1, lane = 'prompt', due = min(coalesce(due, :now), :now),
    failures = CASE quarantined WHEN 1 THEN 0 ELSE failures END, quarantined = 0, touched = :now`;

const claimedSchema = z.array(
  z.object({ id: z.string(), payload: z.string(), fence: z.number(), failures: z.number() }),
);
const ownersSchema = z.array(z.object({ owner: z.string() }));
const failedSchema = z
  .object({ failures: z.number(), quarantined: z.number().transform(Boolean) })
  .nullable();

/**
 * The task table in SQLite for `owner`, by the clock of its process. The statements run
 * synchronously, so each method is one atomic step even if it runs several.
 */
export function createSqliteTasks(deps: {
  readonly file: SqliteFile;
  readonly records: KeyvTable;
  readonly owner: LeaseOwner;
  readonly clock: Clock;
}): TaskTable {
  const { file, clock } = deps;
  const owner = deps.owner.id;
  file.atomically(() => {
    file.db.exec(TABLE);
    const columns = file.db.prepare('SELECT name FROM pragma_table_info(?)').all('task');
    // A file of an earlier version has no such column.
    if (!columns.some(({ name }) => name === 'state'))
      file.db.exec('ALTER TABLE task ADD COLUMN state TEXT');
    file.db.exec('CREATE INDEX IF NOT EXISTS task_state ON task (state) WHERE state IS NOT NULL');
  });
  const sql = file.run(() => statements(file.db));
  const now = (): number => clock.now();
  const changes = (result: { readonly changes: number | bigint }): number => Number(result.changes);
  const clampDue = (from: number): number =>
    changes(sql.clampDue.run({ now: from, far: from + MAX_DELAY_MS }));
  const heldBy = ({ id, fence }: HeldTask) => ({ id, fence, owner });
  /** In memory there is nothing to sync. */
  const groupCommitMs = file.path === ':memory:' ? 0 : GROUP_COMMIT_MS;
  /** The next sync, which covers all writes before it. */
  let pendingSync: Promise<void> | null = null;
  const storeRecords = ({ id }: HeldTask, records: readonly StoredRecord[]): void => {
    for (const { namespace, key, value, state } of records) {
      deps.records.write(namespace, key, serializeValue(value));
      if (state !== undefined) sql.setState.run({ id, state });
    }
  };
  const nextRunOf = (nextRun: RelativeNextRun) =>
    nextRun === 'idle'
      ? { due: null, lane: 'prompt' }
      : { due: Math.ceil(now() + nextRun.afterMs), lane: nextRun.lane };

  return {
    add: async (id, payload) =>
      file.run(() => changes(sql.add.run({ id, payload, now: now() })) > 0),

    async wake(id, due) {
      const wake = () => changes(sql.wake.run({ id, now: now() })) > 0;
      if (!file.withoutSync(wake)) return false;
      due?.();
      // The woken run polls Jogg meanwhile and gets its answer before the disk is busy.
      pendingSync ??= clock.sleep(groupCommitMs).then(() => {
        pendingSync = null;
        return file.syncAsync();
      });
      await pendingSync;
      return true;
    },

    wakeScope: async (scope) => file.run(() => changes(sql.wakeScope.run({ scope, now: now() }))),

    claim: async (lane, limit, leaseMs, except = []) =>
      file.run(() => {
        const at = { lane, now: now(), owner, except: JSON.stringify(except) };
        // A read takes no lock, so an idle queue does not block other writers.
        if (!sql.anyDue.get(at)) return [];
        // After a crash of the machine no holder is left, so a claim need not be durable.
        const claim = () => sql.claim.all({ ...at, limit, until: at.now + leaseMs });
        return claimedSchema.parse(file.withoutSync(claim));
      }),

    msUntilDue: async (lane) =>
      file.run(() => {
        const from = now();
        const due = sql.nextDue.get({ lane, now: from })?.['due'];
        return typeof due === 'number' ? due - from : null;
      }),

    heartbeat: async (running, leaseMs) =>
      file.run(() => {
        if (!sql.ownsAny.get({ owner })) return;
        const fences = Object.fromEntries(running.map(({ id, fence }) => [id, fence]));
        sql.beat.run({ owner, until: now() + leaseMs, running: JSON.stringify(fences) });
      }),

    renew: async (task, leaseMs) =>
      file.run(() => {
        const from = now();
        const lease = heldBy(task);
        // A lease with enough time left is not written again: every write waits for the disk.
        if (sql.isLasting.get({ ...lease, soon: from + leaseMs / 2, far: from + leaseMs }))
          return true;
        return changes(sql.renew.run({ ...lease, until: from + leaseMs })) > 0;
      }),

    write: async (task, records) => {
      const write = () =>
        file.atomically(() => {
          const row = sql.lease.get(heldBy(task));
          if (!row) return null;
          storeRecords(task, records);
          return Number(row['lease_until']) - now();
        });
      return records.every((each) => each.canSkipSync) ? file.withoutSync(write) : write();
    },

    finish: async (task, nextRun, records = []) =>
      file.atomically(() => {
        if (changes(sql.finish.run({ ...heldBy(task), ...nextRunOf(nextRun), now: now() })) === 0)
          return false;
        storeRecords(task, records);
        return true;
      }),

    fail: async (task, { afterMs, maxFailures }) =>
      file.run(() => {
        const from = now();
        const row = sql.fail.get({
          ...heldBy(task),
          due: from + afterMs,
          most: maxFailures,
          now: from,
        });
        return failedSchema.parse(row ?? null);
      }),

    postpone: async (task, afterMs) =>
      file.run(() => {
        const from = now();
        return changes(sql.postpone.run({ ...heldBy(task), due: from + afterMs, now: from })) > 0;
      }),

    position: async (id) => file.run(() => Number(sql.place.get({ id })?.['place']) || null),
    lanes: async () => file.run(() => lanesSchema.parse(sql.lanes.all({ now: now() }))),
    states: async () => file.run(() => statesSchema.parse(sql.states.all())),
    clampDue: async () => file.run(() => clampDue(now())),

    startUp: async ({ burst, gapMs, retentionMs }) =>
      file.atomically(() => {
        const from = now();
        const deadOwners = ownersSchema
          .parse(sql.owners.all())
          .filter((each) => deps.owner.isDead(each.owner));
        const isCrowded = Number(sql.pending.get()?.['count']) > burst;
        return {
          released: deadOwners.reduce((sum, each) => sum + changes(sql.release.run(each)), 0),
          recalled: clampDue(from),
          spread: isCrowded ? changes(sql.spread.run({ gap: gapMs, now: from })) : 0,
          purged: changes(sql.purge.run({ before: from - retentionMs })),
          pardoned: changes(sql.resetFailures.run({ now: from })),
        };
      }),
  };
}

function statements(db: SqliteFile['db']) {
  return {
    add: db.prepare(`
      INSERT INTO task (id, payload, lane, due, touched) VALUES (:id, :payload, 'prompt', :now, :now)
      ON CONFLICT DO NOTHING`),
    wake: db.prepare(`${WAKE} WHERE id = :id`),
    wakeScope: db.prepare(`${WAKE} WHERE ${SCOPE} = :scope`),
    anyDue: db.prepare(
      `SELECT 1 FROM task WHERE lane = :lane AND due <= :now AND ${CLAIMABLE} AND ${SCOPE_ALLOWED} LIMIT 1`,
    ),
    claim: db.prepare(`
      UPDATE task SET fence = fence + 1, owner = :owner, lease_until = :until, woken = 0
      WHERE id IN (SELECT id FROM task WHERE lane = :lane AND due <= :now AND ${CLAIMABLE} AND ${SCOPE_ALLOWED}
                   ORDER BY due LIMIT :limit)
      RETURNING id, payload, fence, failures`),
    nextDue: db.prepare('SELECT min(due) AS due FROM task WHERE lane = :lane AND due > :now'),
    ownsAny: db.prepare('SELECT 1 FROM task WHERE owner = :owner LIMIT 1'),
    beat: db.prepare(`
      UPDATE task SET (owner, lease_until) = (
        SELECT :owner, :until FROM json_each(:running) WHERE key = task.id AND value = task.fence)
      WHERE owner = :owner`),
    setState: db.prepare('UPDATE task SET state = :state WHERE id = :id AND state IS NOT :state'),
    lease: db.prepare(`SELECT lease_until FROM task ${HELD}`),
    isLasting: db.prepare(`SELECT 1 FROM task ${HELD} AND lease_until BETWEEN :soon AND :far`),
    renew: db.prepare(`UPDATE task SET lease_until = :until ${HELD}`),
    finish: db.prepare(`
      UPDATE task SET due = CASE woken WHEN 1 THEN :now ELSE :due END,
        lane = CASE woken WHEN 1 THEN 'prompt' ELSE :lane END,
        owner = NULL, lease_until = NULL, woken = 0, failures = 0, touched = :now ${HELD}`),
    fail: db.prepare(`
      UPDATE task SET failures = failures + 1,
        quarantined = woken = 0 AND failures + 1 >= :most,
        due = CASE WHEN woken THEN :now WHEN failures + 1 >= :most THEN NULL ELSE :due END,
        owner = NULL, lease_until = NULL, woken = 0, touched = :now ${HELD}
      RETURNING failures, quarantined`),
    postpone: db.prepare(`
      UPDATE task SET due = CASE woken WHEN 1 THEN :now ELSE :due END,
        owner = NULL, lease_until = NULL, woken = 0, touched = :now ${HELD}`),
    owners: db.prepare('SELECT DISTINCT owner FROM task WHERE owner IS NOT NULL'),
    release: db.prepare('UPDATE task SET owner = NULL, lease_until = NULL WHERE owner = :owner'),
    resetFailures: db.prepare(
      'UPDATE task SET quarantined = 0, failures = 0, due = :now, touched = :now WHERE quarantined',
    ),
    clampDue: db.prepare('UPDATE task SET due = :now WHERE due > :far'),
    pending: db.prepare(
      "SELECT count(*) AS count FROM task WHERE lane = 'poll' AND due IS NOT NULL AND owner IS NULL",
    ),
    place: db.prepare(`
      SELECT count(*) AS place FROM task WHERE lane = 'prompt' AND due IS NOT NULL
        AND rowid <= (SELECT rowid FROM task WHERE id = :id)`),
    // Each task keeps its due time, or is moved to a gap after the task before it.
    spread: db.prepare(`
      UPDATE task SET due = slot.at FROM (
        SELECT id, place * :gap + max(max(due, :now) - place * :gap) OVER
          (ORDER BY place ROWS UNBOUNDED PRECEDING) AS at
        FROM (SELECT id, due, row_number() OVER (ORDER BY due, id) - 1 AS place
              FROM task WHERE lane = 'poll' AND due IS NOT NULL AND owner IS NULL)
      ) AS slot
      WHERE task.id = slot.id AND slot.at > task.due`),
    purge: db.prepare(
      'DELETE FROM task WHERE due IS NULL AND owner IS NULL AND quarantined = 0 AND touched < :before',
    ),
    lanes: db.prepare(`
      SELECT lane, count(*) FILTER (WHERE lease_until > :now) AS running,
        count(*) FILTER (WHERE coalesce(lease_until, 0) <= :now AND due <= :now) AS due,
        count(*) FILTER (WHERE coalesce(lease_until, 0) <= :now AND due > :now) AS waiting,
        count(*) FILTER (WHERE coalesce(lease_until, 0) <= :now AND due IS NULL AND NOT quarantined)
          AS resting,
        count(*) FILTER (WHERE quarantined) AS quarantined,
        max(0, coalesce(:now - min(due) FILTER (WHERE coalesce(lease_until, 0) <= :now), 0)) AS lateMs
      FROM task GROUP BY lane ORDER BY lane`),
    states: db.prepare(
      'SELECT state, count(*) AS count FROM task WHERE state IS NOT NULL GROUP BY state',
    ),
  };
}

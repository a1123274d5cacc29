import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import type { Lane } from '../domain/ports.ts';

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

/** No task asks to wait for longer than a day. */
const FURTHEST_MS = 25 * 3_600_000;

/** Nobody holds it, or somebody else whose lease ran out. What this owner holds, it is running. */
const FREE = '(owner IS NULL OR (owner <> :owner AND lease_until <= :now))';
const MINE = 'WHERE id = :id AND fence = :fence';

const claimedSchema = z.array(
  z.object({ id: z.string(), payload: z.string(), fence: z.number(), failures: z.number() }),
);
/** A task this owner holds. `fence` grows with every claim and names this one. */
export type ClaimedTask = z.infer<typeof claimedSchema>[number];

const ownersSchema = z.array(z.object({ owner: z.string() }));
const idsSchema = z.array(z.object({ id: z.string() }));
const dueSchema = z.object({ due: z.number().nullable() });
const failedSchema = z.object({ failures: z.number(), quarantined: z.number() }).nullable();

const countsSchema = z.object({
  due: z.number(),
  waiting: z.number(),
  running: z.number(),
  resting: z.number(),
  quarantined: z.number(),
});
/** Tasks by what they are doing. `resting`: until woken. `quarantined`: failed too often. */
export type TaskCounts = z.infer<typeof countsSchema>;

/** A task as one holder holds it. */
export interface Holding {
  readonly id: string;
  readonly fence: number;
}

/**
 * The task table of `owner` in SQLite: every method is one statement, so one atomic step, and
 * throws what SQLite throws. Times are ms since the epoch.
 */
export function createTaskTable(db: DatabaseSync, owner: string) {
  db.exec(TABLE);
  const sql = statements(db);
  const changed = (changes: number | bigint): boolean => changes > 0;

  return {
    /** False where the id was ever added. */
    add: (id: string, payload: string, now: number) =>
      changed(sql.add.run({ id, payload, now }).changes),

    /** Due now, also after the present run, and out of quarantine. */
    wake: (id: string, now: number) => changed(sql.wake.run({ id, now }).changes),

    /** Takes up to `limit` due tasks of a lane, longest due first. */
    claim(lane: Lane, limit: number, now: number, until: number): ClaimedTask[] {
      // Looking takes no lock, so an idle queue neither waits for other writers nor holds them up.
      if (!sql.someDue.get({ lane, now, owner })) return [];
      return claimedSchema.parse(sql.claim.all({ lane, limit, now, until, owner }));
    },

    /** When the next task of a lane falls due after `now`. */
    nextDue: (lane: Lane, now: number) => dueSchema.parse(sql.nextDue.get({ lane, now })).due,

    /** Keeps every lease of this owner until `until`. */
    heartbeat: (until: number) => sql.heartbeat.run({ until, owner }).changes,

    /**
     * Whether nobody claimed the task since; then the lease is good for `leaseMs`, or half of it.
     */
    renew({ id, fence }: Holding, now: number, leaseMs: number): boolean {
      const held = { id, fence, owner };
      // A lease that lasts is not written again: every write waits for the disk.
      if (sql.lasts.get({ ...held, soon: now + leaseMs / 2, far: now + leaseMs })) return true;
      return changed(sql.renew.run({ ...held, until: now + leaseMs }).changes);
    },

    /** A run ended well; `due` null rests until woken. False where the lease was lost. */
    finish: (held: Holding, nextRun: { due: number | null; lane: Lane }, now: number) =>
      changed(sql.finish.run({ id: held.id, fence: held.fence, ...nextRun, now }).changes),

    /** A run ended badly and counts. Null where the lease was lost. */
    fail: (held: Holding, { due, most, now }: { due: number; most: number; now: number }) =>
      failedSchema.parse(sql.fail.get({ id: held.id, fence: held.fence, due, most, now }) ?? null),

    /** A run ended badly through no fault of its task. False where the lease was lost. */
    postpone: (held: Holding, due: number, now: number) =>
      changed(sql.postpone.run({ id: held.id, fence: held.fence, due, now }).changes),

    /** Gives up this owner's claims on tasks that `running` does not name. */
    releaseOrphans(running: (id: string) => boolean): void {
      for (const { id } of idsSchema.parse(sql.owned.all({ owner })))
        if (!running(id)) sql.releaseOrphans.run({ id, owner });
    },

    /** Takes the leases of owners that are dead; answers how many. */
    release(isDead: (owner: string) => boolean): number {
      return ownersSchema
        .parse(sql.owners.all())
        .filter((each) => isDead(each.owner))
        .reduce((sum, each) => sum + Number(sql.release.run(each).changes), 0);
    },

    /**
     * How many tasks that have something to do now or soon were added up to this one, itself
     * included.
     */
    place: (id: string) => Number(sql.place.get({ id })?.['place']),

    /** Gives every quarantined task new tries; answers how many. */
    resetFailures: (now: number) => Number(sql.resetFailures.run({ now }).changes),

    /** Tasks of a lane that wait for their time and that nobody holds. */
    pending: (lane: Lane) => Number(sql.pending.get({ lane })?.['count']),

    /**
     * Brings forward what waits for longer than anything does: a clock was wrong. Answers how many.
     */
    clampDue: (now: number) => Number(sql.clampDue.run({ now, far: now + FURTHEST_MS }).changes),

    /** Moves pending tasks of a lane back until they are `gapMs` apart; answers how many moved. */
    stagger: (lane: Lane, gapMs: number, now: number) =>
      Number(sql.stagger.run({ lane, gap: gapMs, now }).changes),

    /** Forgets tasks that have rested since before `before`. */
    purge: (before: number) => Number(sql.purge.run({ before }).changes),

    counts: (now: number): TaskCounts => countsSchema.parse(sql.counts.get({ now })),
  };
}

function statements(db: DatabaseSync) {
  return {
    add: db.prepare(`
      INSERT INTO task (id, payload, lane, due, touched) VALUES (:id, :payload, 'prompt', :now, :now)
      ON CONFLICT DO NOTHING`),
    wake: db.prepare(`
      UPDATE task SET woken = 1, lane = 'prompt', due = min(coalesce(due, :now), :now),
        failures = CASE quarantined WHEN 1 THEN 0 ELSE failures END, quarantined = 0, touched = :now
      WHERE id = :id`),
    someDue: db.prepare(
      `SELECT 1 FROM task WHERE lane = :lane AND due <= :now AND ${FREE} LIMIT 1`,
    ),
    claim: db.prepare(`
      UPDATE task SET fence = fence + 1, owner = :owner, lease_until = :until, woken = 0
      WHERE id IN (SELECT id FROM task WHERE lane = :lane AND due <= :now AND ${FREE}
                   ORDER BY due LIMIT :limit)
      RETURNING id, payload, fence, failures`),
    nextDue: db.prepare('SELECT min(due) AS due FROM task WHERE lane = :lane AND due > :now'),
    heartbeat: db.prepare('UPDATE task SET lease_until = :until WHERE owner = :owner'),
    lasts: db.prepare(
      `SELECT 1 FROM task ${MINE} AND owner = :owner AND lease_until BETWEEN :soon AND :far`,
    ),
    renew: db.prepare(`UPDATE task SET owner = :owner, lease_until = :until ${MINE}`),
    finish: db.prepare(`
      UPDATE task SET due = CASE woken WHEN 1 THEN :now ELSE :due END,
        lane = CASE woken WHEN 1 THEN 'prompt' ELSE :lane END,
        owner = NULL, lease_until = NULL, woken = 0, failures = 0, touched = :now ${MINE}`),
    fail: db.prepare(`
      UPDATE task SET failures = failures + 1,
        quarantined = woken = 0 AND failures + 1 >= :most,
        due = CASE WHEN woken THEN :now WHEN failures + 1 >= :most THEN NULL ELSE :due END,
        owner = NULL, lease_until = NULL, woken = 0, touched = :now ${MINE}
      RETURNING failures, quarantined`),
    postpone: db.prepare(`
      UPDATE task SET due = CASE woken WHEN 1 THEN :now ELSE :due END,
        owner = NULL, lease_until = NULL, woken = 0, touched = :now ${MINE}`),
    owned: db.prepare('SELECT id FROM task WHERE owner = :owner'),
    releaseOrphans: db.prepare(
      'UPDATE task SET owner = NULL, lease_until = NULL WHERE id = :id AND owner = :owner',
    ),
    owners: db.prepare('SELECT DISTINCT owner FROM task WHERE owner IS NOT NULL'),
    release: db.prepare('UPDATE task SET owner = NULL, lease_until = NULL WHERE owner = :owner'),
    resetFailures: db.prepare(
      'UPDATE task SET quarantined = 0, failures = 0, due = :now, touched = :now WHERE quarantined',
    ),
    clampDue: db.prepare('UPDATE task SET due = :now WHERE due > :far'),
    pending: db.prepare(
      'SELECT count(*) AS count FROM task WHERE lane = :lane AND due IS NOT NULL AND owner IS NULL',
    ),
    place: db.prepare(`
      SELECT count(*) AS place FROM task WHERE lane = 'prompt' AND due IS NOT NULL
        AND rowid <= (SELECT rowid FROM task WHERE id = :id)`),
    // Each falls due when it would, but at least a gap after the one before it.
    stagger: db.prepare(`
      UPDATE task SET due = slot.at FROM (
        SELECT id, place * :gap + max(max(due, :now) - place * :gap) OVER
          (ORDER BY place ROWS UNBOUNDED PRECEDING) AS at
        FROM (SELECT id, due, row_number() OVER (ORDER BY due, id) - 1 AS place
              FROM task WHERE lane = :lane AND due IS NOT NULL AND owner IS NULL)
      ) AS slot
      WHERE task.id = slot.id AND slot.at > task.due`),
    purge: db.prepare(
      'DELETE FROM task WHERE due IS NULL AND owner IS NULL AND quarantined = 0 AND touched < :before',
    ),
    counts: db.prepare(`
      SELECT count(*) FILTER (WHERE lease_until > :now) AS running,
        count(*) FILTER (WHERE coalesce(lease_until, 0) <= :now AND due <= :now) AS due,
        count(*) FILTER (WHERE coalesce(lease_until, 0) <= :now AND due > :now) AS waiting,
        count(*) FILTER (WHERE coalesce(lease_until, 0) <= :now AND due IS NULL AND NOT quarantined)
          AS resting,
        count(*) FILTER (WHERE quarantined) AS quarantined
      FROM task`),
  };
}

import { z } from 'zod';
import type { StoredRecord } from '../../domain/ports.ts';
import type { HeldTask, RelativeNextRun, StartReport, TaskTable } from '../../domain/task-table.ts';
import { serializeValue } from '../keyv-serializer.ts';
import { lanesSchema, statesSchema } from '../task-counts-schema.ts';
import type { Database, Query } from './database.ts';
import { LOCKS } from './schema.ts';
import { taskStatements } from './task-statements.ts';

/** The start of the statement: constant within it, so the planner can use an index. */
export const NOW = 'floor(extract(epoch FROM statement_timestamp()) * 1000)::bigint';

/** In a rolling restart the start-up work runs once. */
const START_UP_INTERVAL_MS = 10 * 60_000;

const claimedSchema = z.array(
  z.object({
    id: z.string(),
    payload: z.string(),
    fence: z.number(),
    failures: z.number(),
    due: z.number(),
  }),
);
const failedSchema = z.object({ failures: z.number(), quarantined: z.boolean() }).nullable();
const msSchema = z.number().nullable();

/**
 * The task table in PostgreSQL for the replica `owner`: one statement per method, by the database's
 * clock. A lease ends only when it expires. `now`: SQL of the time.
 */
export function createPostgresTasks(
  { query, transaction }: Database,
  owner: string,
  now = NOW,
): TaskTable {
  const sql = taskStatements(now);
  const firstRow = async (text: string, values: readonly unknown[] = []) =>
    (await query(text, values)).rows[0] ?? null;
  const affected = async (text: string, values: readonly unknown[]) =>
    (await query(text, values)).count;
  const isHeld = async (text: string, values: readonly unknown[]) =>
    Number((await firstRow(text, values))?.['held']) > 0;

  return {
    add: async (id, payload) => (await affected(sql.add, [id, payload])) > 0,
    async wake(id, due) {
      const known = (await affected(sql.wake, [id])) > 0;
      if (known) due?.();
      return known;
    },
    wakeScope: (scope) => affected(sql.wakeScope, [scope]),
    async claim(lane, limit, leaseMs, except = []) {
      const { rows } = await query(sql.claim, [owner, lane, limit, wholeMs(leaseMs), except]);
      return claimedSchema
        .parse(rows)
        .sort((a, b) => a.due - b.due)
        .map(({ due: _, ...task }) => task);
    },
    msUntilDue: async (lane) => msSchema.parse((await firstRow(sql.msUntilDue, [lane]))?.['ms']),
    async heartbeat(running, leaseMs) {
      const ids = running.map(({ id }) => id);
      await query(sql.beat, [owner, wholeMs(leaseMs), ids, running.map(({ fence }) => fence)]);
    },
    renew: ({ id, fence }, leaseMs) =>
      isHeld(sql.renew, [id, fence, owner, wholeMs(leaseMs), wholeMs(leaseMs / 2)]),
    write: async (held, records) =>
      msSchema.parse((await firstRow(sql.write, [...heldKey(held), ...columns(records)]))?.['ms']),
    finish: (held, nextRun, records = []) =>
      isHeld(sql.finish, [...heldKey(held), ...columns(records), ...nextRunOf(nextRun)]),
    fail: async (held, { afterMs, maxFailures }) =>
      failedSchema.parse(
        await firstRow(sql.fail, [...heldKey(held), wholeMs(afterMs), maxFailures]),
      ),
    postpone: async (held, afterMs) =>
      (await affected(sql.postpone, [...heldKey(held), wholeMs(afterMs)])) > 0,
    position: async (id) => Number((await firstRow(sql.place, [id]))?.['place']) || null,
    lanes: async () => lanesSchema.parse((await query(sql.lanes)).rows),
    states: async () => statesSchema.parse((await query(sql.states)).rows),
    clampDue: () => affected(sql.clampDue, []),
    startUp: (rules) =>
      transaction(async (run): Promise<StartReport | null> => {
        const lock = 'SELECT pg_try_advisory_xact_lock($1) AS taken';
        if ((await run(lock, [LOCKS.startUp])).rows[0]?.['taken'] !== true) return null;
        if ((await run(sql.startUp, [START_UP_INTERVAL_MS])).count === 0) return null;
        return startUp(run, sql, rules);
      }),
  };
}

async function startUp(
  run: Query,
  sql: ReturnType<typeof taskStatements>,
  rules: Parameters<TaskTable['startUp']>[0],
): Promise<StartReport> {
  const count = async (text: string, values: readonly unknown[] = []) =>
    (await run(text, values)).count;
  const recalled = await count(sql.clampDue);
  const crowded = Number((await run(sql.pending)).rows[0]?.['count']) > rules.burst;
  return {
    released: 0,
    recalled,
    spread: crowded ? await count(sql.spread, [wholeMs(rules.gapMs)]) : 0,
    purged: await count(sql.purge, [wholeMs(rules.retentionMs)]),
    pardoned: await count(sql.resetFailures),
  };
}

const wholeMs = (ms: number): number => Math.ceil(ms);
const heldKey = ({ id, fence }: HeldTask) => [id, fence];
const nextRunOf = (nextRun: RelativeNextRun) =>
  nextRun === 'idle' ? [null, 'prompt'] : [wholeMs(nextRun.afterMs), nextRun.lane];

/** Records as one array per column, and the state they name. The last record of a key counts. */
function columns(records: readonly StoredRecord[]) {
  const last = new Map(records.map((each) => [JSON.stringify([each.namespace, each.key]), each]));
  const rows = [...last.values()];
  return [
    rows.map(({ namespace }) => namespace),
    rows.map(({ key }) => key),
    rows.map(({ value }) => serializeValue(value)),
    records.findLast(({ state }) => state !== undefined)?.state ?? null,
  ];
}

import type { Lane } from '../domain/ports.ts';
import { scopeOf } from '../domain/scope.ts';
import type { ClaimedTask, TaskTable } from '../domain/task-table.ts';

/**
 * Claims up to `free` due tasks of a lane, longest due first. `running` are the ids of the tasks
 * that already run there. No scope gets more than half of the lane's workers, so a scope with
 * thousands of tasks never blocks another one. Throws what the store throws.
 */
export function createFairClaim(deps: {
  readonly tasks: Pick<TaskTable, 'claim'>;
  readonly lanes: Readonly<Record<Lane, number>>;
  readonly leaseMs: number;
}) {
  return async (
    lane: Lane,
    free: number,
    running: readonly string[],
  ): Promise<readonly ClaimedTask[]> => {
    const maxPerScope = Math.ceil(deps.lanes[lane] / 2);
    const claimed: ClaimedTask[] = [];
    while (claimed.length < free) {
      const counts = countsOf([...running, ...claimed.map(({ id }) => id)]);
      const fullScopes = [...counts]
        .filter(([, count]) => count >= maxPerScope)
        .map(([scope]) => scope);
      const belowLimit = [...counts.values()].filter((count) => count < maxPerScope);
      // This many fit even if all of them belong to the scope with the least room.
      const limit = Math.min(free - claimed.length, maxPerScope - Math.max(0, ...belowLimit));
      const due = await deps.tasks.claim(lane, limit, deps.leaseMs, fullScopes);
      claimed.push(...due);
      if (due.length < limit) break;
    }
    return claimed;
  };
}

/** How many tasks each scope has. */
function countsOf(ids: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const id of ids) counts.set(scopeOf(id), (counts.get(scopeOf(id)) ?? 0) + 1);
  return counts;
}

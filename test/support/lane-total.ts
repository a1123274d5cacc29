import type { LaneCounts, TaskCounts } from '../../src/domain/task-table.ts';

/** The tasks of all lanes by what they are doing. */
export function totalOf(lanes: readonly LaneCounts[]): TaskCounts {
  const total = { due: 0, waiting: 0, running: 0, resting: 0, quarantined: 0 };
  for (const lane of lanes)
    for (const state of Object.keys(total) as (keyof TaskCounts)[]) total[state] += lane[state];
  return total;
}

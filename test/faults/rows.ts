import type { RunnerTask } from 'vitest';

/** The rows from `first` to `last`, as they are called: `F1`, `F2` … */
export function numbers(first: number, last: number): string[] {
  return Array.from({ length: last - first + 1 }, (_, index) => `F${first + index}`);
}

/** The rows that the titles of these tests, or of those within, begin with; each once, in order. */
export function rowsOf(tasks: readonly RunnerTask[]): string[] {
  const rows = new Set(tasks.flatMap((task) => [...rowsWithin(task)]));
  return [...rows].sort((one, other) => Number(one.slice(1)) - Number(other.slice(1)));
}

function rowsWithin(task: RunnerTask): string[] {
  if (task.type === 'suite') return task.tasks.flatMap(rowsWithin);
  return /^(F\d+): /.exec(task.name)?.slice(1) ?? [];
}

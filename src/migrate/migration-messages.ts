import { formatNumber } from '../lib/text.ts';
import type { StateCounts } from '../store/state-copy.ts';
import { isPostgres } from '../store/state-path.ts';
import type { MoveCounts } from './move-pages.ts';
import type { Endpoints } from './read-endpoints.ts';

/** The final table: how many records of each namespace and tasks were read and written. */
export function movedTable(records: ReadonlyMap<string, MoveCounts>, tasks: MoveCounts): string[] {
  const cells = [...records, ['tasks', tasks] as const].map(([name, { read, written }]) => [
    name,
    formatNumber(read),
    formatNumber(written),
    formatNumber(read - written),
  ]);
  const rows = [['namespace', 'read', 'written', 'there before'], ...cells];
  const width = (column: number) => Math.max(...rows.map((row) => row[column]?.length ?? 0));
  const widths = [0, 1, 2, 3].map(width);
  return rows.map((row) =>
    row
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  '),
  );
}

/** The counts in which two states differ, such as `video: 3 and 2`. */
export function differences(one: StateCounts, other: StateCounts): string[] {
  const names = new Set([...one.records.keys(), ...other.records.keys()]);
  const pairs = [...names].map((name) => [name, one.records.get(name), other.records.get(name)]);
  return [...pairs, ['tasks', one.tasks, other.tasks]]
    .filter(([, a, b]) => a !== b)
    .map(([name, a, b]) => `${name}: ${a ?? 0} and ${b ?? 0}`);
}

/** The number of records of all kinds. */
export const totalRecords = ({ records }: StateCounts): number =>
  [...records.values()].reduce((sum, count) => sum + count, 0);

/** The next steps after a completed migration. */
export const nextSteps = ({ from, to }: Endpoints): string[] => [
  `Next: set STATE_URL=${to.location}${isPostgres(to.url) ? ' (with user and password, as in --to)' : ''} and start the app. It must not have run since this command began.`,
  `${from.location} is unchanged. Once the app has run on the new state, never start it on the old one: it would pay and post again. To go back, use npm run migrate with a new file or an empty database as --to.`,
];

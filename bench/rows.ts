/**
 * One row of the table: the app's figure, the baseline's, and the target.
 */
export interface Row {
  readonly what: string;
  readonly unit: 'ms' | 'MiB' | 'per second' | 'calls' | '×' | '%';
  readonly ours: number;
  /** Null without a baseline. */
  readonly baseline: number | null;
  readonly against: string | null;
  /** Ours divided by the baseline's, per round; absent for a single round. */
  readonly ratios?: readonly number[];
  readonly wanted: Target | null;
  readonly samples: number;
}

/** The target, for `ours` or for the ratio. */
export type Target = { readonly of: 'ours' | 'ratio' } & (
  | { readonly atMost: number }
  | { readonly atLeast: number }
);

/** A row with its ratio, and whether it meets its target (null: no target). */
export function evaluate(row: Row) {
  const { ratios = [], wanted } = row;
  const once = row.baseline ? row.ours / row.baseline : null;
  const ratio = ratios.length > 0 ? median(ratios) : once;
  const measured = wanted?.of === 'ratio' ? ratio : row.ours;
  const met = wanted && measured !== null ? meets(measured, wanted) : null;
  return { ...row, ratio, met };
}

function meets(measured: number, wanted: Target): boolean {
  return 'atMost' in wanted ? measured <= wanted.atMost : measured >= wanted.atLeast;
}

/** The value that `share` (0 to 1) of the samples do not exceed. */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

export function median(samples: readonly number[]): number {
  return percentile(samples, 0.5);
}

/** The table, as Markdown. */
export function table(rows: readonly Row[]): string {
  const lines = rows.map((row) => {
    const { ratio, met } = evaluate(row);
    const baseline = row.baseline === null ? '' : `${formatted(row.baseline)} ${row.unit}`;
    return [
      row.what,
      `${formatted(row.ours)} ${row.unit}`,
      baseline === '' ? '' : `${baseline} (${row.against})`,
      ratio === null ? '' : `${formatted(ratio)} ×${spread(row.ratios)}`,
      row.wanted ? targetText(row.wanted, row.unit) : '',
      met === null ? '' : met ? 'yes' : 'NO',
    ];
  });
  const all = [['what', 'ours', 'baseline', 'ratio', 'wanted', 'met'], ...lines];
  const widths = [0, 1, 2, 3, 4, 5].map((column) =>
    Math.max(...all.map((cells) => cells[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const [head = [], ...body] = all;
  const rule = `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`;
  return [line(head), rule, ...body.map(line)].join('\n');
}

function targetText(wanted: Target, unit: string): string {
  const bound = 'atMost' in wanted ? `≤ ${wanted.atMost}` : `≥ ${wanted.atLeast}`;
  return `${bound}${wanted.of === 'ratio' ? ' ×' : ` ${unit}`}`;
}

/** The lowest and the highest ratio of the rounds. */
function spread(ratios: readonly number[] = []): string {
  if (ratios.length < 2) return '';
  return ` (${formatted(Math.min(...ratios))} to ${formatted(Math.max(...ratios))})`;
}

function formatted(value: number): string {
  if (value >= 100) return value.toFixed(0);
  return value >= 10 ? value.toFixed(1) : value.toFixed(2);
}

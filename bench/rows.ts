/**
 * One line of the table: what we do, what the baseline beside it does, and what was to be reached.
 */
export interface Row {
  readonly what: string;
  readonly unit: 'ms' | 'MiB' | 'per second' | 'calls' | '×';
  readonly ours: number;
  /** Null where there is nothing to compare with. */
  readonly baseline: number | null;
  readonly against: string | null;
  /** What must hold: of `ours`, or of the ratio. */
  readonly wanted: { readonly of: 'ours' | 'ratio'; readonly atMost: number } | null;
  readonly samples: number;
}

/** A row as it is shown and kept: with its ratio, and whether the wish is met (null: no wish). */
export function judged(row: Row) {
  const ratio = row.baseline ? row.ours / row.baseline : null;
  const measured = row.wanted?.of === 'ratio' ? ratio : row.ours;
  const met = row.wanted && measured !== null ? measured <= row.wanted.atMost : null;
  return { ...row, ratio, met };
}

/** The value that `share` (0 to 1) of the samples do not exceed. */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

/** The table, as Markdown. */
export function table(rows: readonly Row[]): string {
  const lines = rows.map((row) => {
    const { ratio, met } = judged(row);
    const baseline = row.baseline === null ? '' : `${shown(row.baseline)} ${row.unit}`;
    const wish = row.wanted
      ? `≤ ${row.wanted.atMost}${row.wanted.of === 'ratio' ? ' ×' : ` ${row.unit}`}`
      : '';
    return [
      row.what,
      `${shown(row.ours)} ${row.unit}`,
      baseline === '' ? '' : `${baseline} (${row.against})`,
      ratio === null ? '' : `${shown(ratio)} ×`,
      wish,
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

function shown(value: number): string {
  if (value >= 100) return value.toFixed(0);
  return value >= 10 ? value.toFixed(1) : value.toFixed(2);
}

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

const ROOT = resolve(import.meta.dirname, '../..');
const BIN = join(ROOT, 'node_modules/.bin');

/** The rows of the fault matrix that are asked for: F83 to F86 need several replicas. */
const ROWS = Array.from({ length: 90 }, (_, n) => `F${n + 1}`).filter(
  (row) => !['F83', 'F84', 'F85', 'F86'].includes(row),
);

/** About what there is none of here: token rotation, installing over OAuth, sealed tokens. */
const NOT_APPLICABLE = ['F15', 'F33', 'F70'];

interface Step {
  readonly name: string;
  readonly command: readonly [string, ...string[]];
  readonly env?: Readonly<Record<string, string>>;
  /** What to say of it in the table, from all it printed. */
  readonly figures: (output: string) => string;
}

/**
 * `check-deep [--seeds N] [--kills N] [--seed K]` runs everything there is against the promises,
 * one after the other, and ends with a table of figures. Exits 1 where any of it is red.
 */
async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      seeds: { type: 'string', default: '100000' },
      kills: { type: 'string', default: '300' },
      seed: { type: 'string', default: '1' },
    },
  });
  const folder = mkdtempSync(join(tmpdir(), 'jogg-slack-deep-'));
  const report = join(folder, 'tests.json');
  const rows: string[] = [];
  let red = false;
  try {
    for (const step of stepsOf(values, report)) {
      say(`\n== ${step.name}`);
      const began = performance.now();
      const { code, output } = await run(step);
      const seconds = ((performance.now() - began) / 1_000).toFixed(0);
      red ||= code !== 0;
      rows.push(
        `| ${step.name} | ${code === 0 ? 'green' : 'RED'} | ${seconds} s | ${step.figures(output)} |`,
      );
      if (step.name === 'tests') {
        const { row, green } = faultRow(report);
        red ||= !green;
        rows.push(row);
      }
      if (step.name === 'mutation') rows.push(...mutationRows(output));
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  say('\n| check | result | time | figures |');
  say('| --- | --- | --- | --- |');
  for (const row of rows) say(row);
  return red ? 1 : 0;
}

function stepsOf(
  { seeds, kills, seed }: { seeds: string; kills: string; seed: string },
  report: string,
): Step[] {
  const vitest = ['run', '--config', 'test/vitest.config.ts', '--root', '.'];
  const closing = ['--reporter=default', '--reporter=./test/support/closing-line.ts'];
  const node = (script: string, ...args: string[]) => [process.execPath, script, ...args] as const;
  return [
    {
      name: 'lint',
      command: [join(BIN, 'biome'), 'check', '--error-on-warnings', '.'],
      figures: found(/Checked (\d+ files)/),
    },
    { name: 'types', command: [join(BIN, 'tsc')], figures: () => '' },
    {
      name: 'tests',
      command: [
        join(BIN, 'vitest'),
        ...vitest,
        ...closing,
        '--reporter=json',
        `--outputFile.json=${report}`,
      ],
      figures: found(/(\d+ passed, \d+ failed.*)$/m),
    },
    {
      name: 'tests, Jogg as documented',
      command: [join(BIN, 'vitest'), ...vitest, 'test/journeys', 'test/faults', ...closing],
      env: { JOGG_BEHAVIOUR: 'documented' },
      figures: found(/(\d+ passed, \d+ failed.*)$/m),
    },
    {
      name: 'simulation',
      command: node('test/simulation/simulate.ts', '--seeds', seeds),
      figures: (output) =>
        [/^(\d+ seeds)/m, /(crash points: \d+ of \d+ hit)/, /(promises broken: \d+)/]
          .map((pattern) => found(pattern)(output))
          .join(', '),
    },
    {
      name: 'kills',
      command: node('test/kills/kills.ts', '--kills', kills, '--seed', seed),
      figures: found(/^kills, seed .*? s: (.*)$/m),
    },
    { name: 'mutation', command: node('test/deep/mutate.ts'), figures: () => 'below, by module' },
  ];
}

/** How many rows of the fault matrix have a test that passed: all but those that have a reason. */
function faultRow(report: string): { row: string; green: boolean } {
  const parsed = JSON.parse(readFileSync(report, 'utf8')) as {
    testResults: { assertionResults: { title: string; status: string }[] }[];
  };
  const tests = parsed.testResults.flatMap((each) => each.assertionResults);
  const rowOf = ({ title }: { title: string }) => /^(F\d+): /.exec(title)?.[1] ?? '';
  const failed = new Set(tests.filter(({ status }) => status === 'failed').map(rowOf));
  const passed = new Set(tests.filter(({ status }) => status === 'passed').map(rowOf));
  const held = ROWS.filter((row) => passed.has(row) && !failed.has(row));
  const missing = ROWS.filter((row) => !held.includes(row) && !NOT_APPLICABLE.includes(row));
  const green = missing.length === 0;
  const rest = green
    ? `not applicable, with the reason: ${NOT_APPLICABLE.join(' ')}`
    : `MISSING: ${missing.join(' ')}`;
  return {
    row: `| faults | ${green ? 'green' : 'RED'} | | ${held.length} of ${ROWS.length} rows hold; ${rest} |`,
    green,
  };
}

function mutationRows(output: string): string[] {
  return [
    ...output.matchAll(/^\| (src\/\S+) \| (\d+) \| (\d+) \|.*\| ([\d.]+ %) \| (\d+ %) \|(.*)$/gm),
  ].map(
    ([, file, mutants, caught, score, needed, mark]) =>
      `| mutation: ${file} | ${mark?.trim() === 'RED' ? 'RED' : 'green'} | | ${caught} of ${mutants} caught, ${score} (needed ${needed}) |`,
  );
}

function found(pattern: RegExp): (output: string) => string {
  return (output) => pattern.exec(output)?.[1]?.trim() ?? 'no figures';
}

/** Runs a command, showing what it says while it runs. */
async function run({ command: [command, ...args], env }: Step): Promise<{
  code: number;
  output: string;
}> {
  const child = spawn(command, args, {
    cwd: ROOT,
    env: { ...process.env, PATH: `${BIN}:${process.env['PATH']}`, NO_COLOR: '1', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      process.stdout.write(chunk);
    });
  const [code] = await once(child, 'close');
  return { code: code ?? 1, output };
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

process.exitCode = await main();

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

const ROOT = resolve(import.meta.dirname, '../..');
const BIN = join(ROOT, 'node_modules/.bin');

/** About what there is none of here: token rotation, OAuth, sealed tokens, several replicas. */
const NOT_APPLICABLE = ['F15', 'F33', 'F70', 'F83', 'F84', 'F85', 'F86'];
/** The other rows of `docs/faults.md`: a test holds each. */
const ALL = Array.from({ length: 94 }, (_, n) => `F${n + 1}`);
const ROWS = ALL.filter((row) => !NOT_APPLICABLE.includes(row));

type Command = readonly [string, ...string[]];
/** Its name, its command, and what of its output the table shows. */
type Step = readonly [name: string, Command, figures: RegExp, env?: NodeJS.ProcessEnv];

/**
 * `check-deep [--seeds N] [--kills N] [--seed K]` runs everything there is against the promises,
 * one after the other, and ends with a table of figures. Exits 1 where any of it is red.
 */
async function main(): Promise<number> {
  const number = (value: string) => ({ type: 'string', default: value }) as const;
  const options = { seeds: number('100000'), kills: number('300'), seed: number('1') };
  const { values } = parseArgs({ options });
  const folder = mkdtempSync(join(tmpdir(), 'jogg-slack-deep-'));
  const report = join(folder, 'tests.json');
  const rows: string[] = [];
  try {
    for (const [name, command, figures, env] of stepsOf(values, report)) {
      say(`\n== ${name}`);
      const began = performance.now();
      const { code, output } = await run(command, env);
      const seconds = ((performance.now() - began) / 1_000).toFixed(0);
      const found = [...output.matchAll(figures)].map(([, words]) => words?.trim()).join(', ');
      rows.push(`| ${name} | ${code === 0 ? 'green' : 'RED'} | ${seconds} s | ${found} |`);
      if (name === 'tests') rows.push(faultRow(report));
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  say('\n| check | result | time | figures |\n| --- | --- | --- | --- |');
  for (const row of rows) say(row);
  return rows.some((row) => row.includes('| RED |')) ? 1 : 0;
}

function stepsOf(
  { seeds, kills, seed }: Record<'seeds' | 'kills' | 'seed', string>,
  report: string,
) {
  const node = (script: string, ...args: string[]): Command => [process.execPath, script, ...args];
  const config = ['--config', 'test/vitest.config.ts', '--root', '.'];
  const closing = ['--reporter=default', '--reporter=./test/support/closing-line.ts'];
  const vitest = (...more: string[]): Command => [
    join(BIN, 'vitest'),
    'run',
    ...config,
    ...closing,
    ...more,
  ];
  const passed = /(\d+ passed, \d+ failed.*)$/gm;
  const json = ['--reporter=json', `--outputFile.json=${report}`];
  const killed = /^kills, seed .*? s: (.*)$/gm;
  const documented = { JOGG_BEHAVIOUR: 'documented' };
  const simulated = /((?<=^)\d+ seeds|crash points: .*(?=; missed)|promises broken: \d+)/gm;
  const steps: Step[] = [
    ['lint', [join(BIN, 'biome'), 'check', '--error-on-warnings', '.'], /Checked (\d+ files)/g],
    ['types', [join(BIN, 'tsc')], /$^/g],
    ['tests', vitest(...json), passed],
    ['tests, Jogg as documented', vitest('test/journeys', 'test/faults'), passed, documented],
    ['simulation', node('test/simulation/simulate.ts', '--seeds', seeds), simulated],
    ['kills', node('test/kills/kills.ts', '--kills', kills, '--seed', seed), killed],
    ['mutation', node('test/deep/mutate.ts'), /^\| (src\/\S+ .*?% \|.*) \|/gm],
  ];
  return steps;
}

/** How many rows of the fault matrix have tests, and none that failed. */
function faultRow(report: string): string {
  if (!existsSync(report)) return '| faults | RED | | the tests ended without a report |';
  const { testResults } = JSON.parse(readFileSync(report, 'utf8')) as {
    testResults: { assertionResults: { title: string; status: string }[] }[];
  };
  const tests = testResults.flatMap((each) => each.assertionResults);
  const missing = ROWS.filter((row) => {
    const its = tests.filter(({ title }) => title.startsWith(`${row}: `));
    return its.length === 0 || its.some(({ status }) => status !== 'passed');
  });
  const held = `${ROWS.length - missing.length} of ${ROWS.length} rows hold`;
  const rest = `not applicable: ${NOT_APPLICABLE.join(' ')}; missing: ${missing.join(' ') || 'none'}`;
  return `| faults | ${missing.length === 0 ? 'green' : 'RED'} | | ${held}; ${rest} |`;
}

/** Runs a command, showing what it says while it runs. */
async function run([command, ...args]: Command, env: NodeJS.ProcessEnv = {}) {
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
  return { code: Number(code ?? 1), output };
}

const say = (line: string): boolean => process.stdout.write(`${line}\n`);

process.exitCode = await main();

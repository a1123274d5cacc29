import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { globSync, readFileSync } from 'node:fs';
import { readOptions, runOrExit, wholeNumber } from '../../src/lib/process/read-options.ts';

/** Rows of `docs/faults.md` that no test names; `test/README.md` says what covers them. */
const TESTED_ELSEWHERE = [15, 33, 70, 83, 84, 85, 86];

/** A name, a script of `package.json`, its arguments, the shown part of its output, settings. */
type Step = readonly [string, string, readonly string[], RegExp, NodeJS.ProcessEnv?];

const USAGE = `npm run check:deep -- [--seeds N] [--kills N] [--seed K]

Runs all checks of the guarantees, one after the other, and ends with a table of figures. Exits
with 1 if any check fails.
`;

async function main(): Promise<number> {
  const [seedCount, killCount] = [wholeNumber(1, 100_000), wholeNumber(1, 300)];
  const options = { seeds: seedCount, kills: killCount, seed: wholeNumber(0, 1) };
  const command = runOrExit(readOptions(process.argv.slice(2), options), USAGE);
  const { seeds, kills, seed } = command.values;
  const passed = /(\d+ passed, \d+ failed.*)$/gm;
  const simulated = /((?<=^)\d+ seeds|crash points: .*(?=; missed)|promises broken: \d+)/gm;
  const documented = { JOGG_BEHAVIOUR: 'documented' };
  const steps: readonly Step[] = [
    ['lint', 'lint', [], /Checked (\d+ files)/g],
    ['types', 'types', [], /$^/g],
    ['tests', 'test', [], passed],
    ['tests, Jogg as documented', 'test', ['test/journeys', 'test/faults'], passed, documented],
    ['simulation', 'simulate', ['--seeds', seeds], simulated],
    ['kills', 'kills', ['--kills', kills, '--seed', seed], /^kills, seed \d+: (.*)$/gm],
    ['mutation', 'mutate', [], /^\| (src\/\S+ .*?% \|.*) \|/gm],
  ];
  const rows: string[] = [];
  for (const [name, script, args, figures, env] of steps) {
    print(`\n== ${name}`);
    const began = performance.now();
    const { code, output } = await run(['run', '-s', script, '--', ...args], env);
    const seconds = ((performance.now() - began) / 1_000).toFixed(0);
    const found = [...output.matchAll(figures)].map(([, words]) => words?.trim()).join(', ');
    rows.push(`| ${name} | ${code === 0 ? 'green' : 'RED'} | ${seconds} s | ${found} |`);
  }
  const tests = globSync('test/**/*.test.ts').map((file) => readFileSync(file, 'utf8'));
  const named = [...tests.join().matchAll(/\bF(\d+)(?: to F(\d+))?/g)];
  const isNamed = (row: number): boolean =>
    named.some(([, from, to = from]) => row >= Number(from) && row <= Number(to));
  const missing = Array.from({ length: 94 }, (_, n) => n + 1)
    .filter((row) => !isNamed(row) && !TESTED_ELSEWHERE.includes(row))
    .map((row) => `F${row}`)
    .join(' ');
  rows.push(`| faults | ${missing ? 'RED' : 'green'} | | missing: ${missing || 'none'} |`);
  print('\n| check | result | time | figures |\n| --- | --- | --- | --- |');
  for (const row of rows) print(row);
  return rows.some((row) => row.includes('| RED |')) ? 1 : 0;
}

/** Runs npm and shows its output as it comes. */
async function run(args: readonly string[], env: NodeJS.ProcessEnv = {}) {
  const child = spawn('npm', args, {
    env: { ...process.env, NO_COLOR: '1', ...env },
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

const print = (line: string): boolean => process.stdout.write(`${line}\n`);

process.exitCode = await main();

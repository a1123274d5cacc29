import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { Stryker } from '@stryker-mutator/core';
import { readOptions, runOrExit } from '../../src/lib/process/read-options.ts';

type MutantResult = Awaited<ReturnType<Stryker['runMutationTest']>>[number];

/** The percentage of seeded bugs in a file that tests must catch; in a signature, all. */
const minScoreOf = (file: string): number => (file.includes('signature') ? 100 : 90);

const isCaught = ({ status }: MutantResult): boolean => status === 'Killed' || status === 'Timeout';
const print = (line: string): boolean => process.stdout.write(`${line}\n`);

const USAGE = `npm run mutate -- [file …]

Seeds bugs into these files, or all of test/deep/stryker.config.json, and runs the fast tests for
each. Prints the missed bugs and the score of each file. Exits with 1 if a score is too low.
`;
const config = JSON.parse(readFileSync(join(import.meta.dirname, 'stryker.config.json'), 'utf8'));
const { words: files } = runOrExit(readOptions(process.argv.slice(2), {}, config.mutate), USAGE);
const folder = mkdtempSync(join(tmpdir(), 'jogg-slack-mutants-'));
const selection = files.length > 0 ? { mutate: files } : {};
const quiet = {
  tempDirName: folder,
  cleanTempDir: 'always',
  reporters: [],
  logLevel: 'warn',
} as const;
const results = await new Stryker({ ...config, ...selection, ...quiet })
  .runMutationTest()
  .finally(() => rmSync(folder, { recursive: true, force: true }));

// A module that cannot be loaded gives no information about the tests.
const scored = results.filter(({ status }) => status !== 'Ignored' && status !== 'RuntimeError');
for (const mutant of scored.filter((each) => !isCaught(each))) {
  const { line, column } = mutant.location.start;
  const at = `${relative(process.cwd(), mutant.fileName)}:${line}:${column}`;
  print(`${mutant.status}: ${at} ${mutant.mutatorName}: ${mutant.replacement}`);
}
print(`| module | mutants | caught | score | needed |\n|${' --- |'.repeat(5)}`);
let isRed = scored.length === 0;
for (const [file, mutants] of Map.groupBy(scored, ({ fileName }) => fileName)) {
  const caught = mutants.filter(isCaught).length;
  const score = (100 * caught) / mutants.length;
  const isLow = score < minScoreOf(file);
  isRed ||= isLow;
  const counts = `${mutants.length} | ${caught} | ${score.toFixed(1)} % | ${minScoreOf(file)} %`;
  print(`| ${relative(process.cwd(), file)} | ${counts} |${isLow ? ' RED' : ''}`);
}
process.exitCode = isRed ? 1 : 0;

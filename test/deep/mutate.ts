import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { Stryker } from '@stryker-mutator/core';

type MutantResult = Awaited<ReturnType<Stryker['runMutationTest']>>[number];

/** Of the seeded bugs in a file, so many percent must be caught; of those in a signature, all. */
const leastOf = (file: string): number => (file.includes('signature') ? 100 : 90);

/**
 * `mutate [file …]` seeds bugs into the given files, or into all of `stryker.config.json`, and runs
 * the fast tests against each. Prints what was not caught and the score of each file; exits 1 where
 * one is too low.
 */
async function main(): Promise<number> {
  const { positionals } = parseArgs({ allowPositionals: true });
  const config = JSON.parse(readFileSync(join(import.meta.dirname, 'stryker.config.json'), 'utf8'));
  const folder = mkdtempSync(join(tmpdir(), 'jogg-slack-mutants-'));
  try {
    const results = await new Stryker({
      ...config,
      ...(positionals.length > 0 ? { mutate: positionals } : {}),
      tempDirName: folder,
      cleanTempDir: 'always',
      reporters: [],
      logLevel: 'warn',
    }).runMutationTest();
    return report(results);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function report(results: readonly MutantResult[]): number {
  // A module that cannot even be loaded says nothing about the tests.
  const scored = results.filter(({ status }) => status !== 'Ignored' && status !== 'RuntimeError');
  for (const mutant of scored.filter((each) => !isCaught(each))) {
    const { line, column } = mutant.location.start;
    const at = `${relative(process.cwd(), mutant.fileName)}:${line + 1}:${column + 1}`;
    say(`${mutant.status}: ${at} ${mutant.mutatorName}: ${mutant.replacement}`);
  }
  say('| module | mutants | caught | of which hung | switched off | score | needed |');
  say(`${'| --- '.repeat(7)}|`);
  let red = false;
  for (const [file, mutants] of Map.groupBy(scored, ({ fileName }) => fileName)) {
    const caught = mutants.filter(isCaught).length;
    const hung = mutants.filter(({ status }) => status === 'Timeout').length;
    const off = results.filter((each) => each.fileName === file && each.status === 'Ignored');
    const score = (100 * caught) / mutants.length;
    const needed = leastOf(file);
    red ||= score < needed;
    const name = relative(process.cwd(), file);
    const counts = [mutants.length, caught, hung, off.length].join(' | ');
    const mark = score < needed ? ' RED' : '';
    say(`| ${name} | ${counts} | ${score.toFixed(1)} % | ${needed} % |${mark}`);
  }
  return red || scored.length === 0 ? 1 : 0;
}

const isCaught = ({ status }: MutantResult): boolean => status === 'Killed' || status === 'Timeout';

const say = (line: string): boolean => process.stdout.write(`${line}\n`);

process.exitCode = await main();

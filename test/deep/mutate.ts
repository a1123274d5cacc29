import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { Stryker } from '@stryker-mutator/core';

type MutantResult = Awaited<ReturnType<Stryker['runMutationTest']>>[number];

/** Of the seeded bugs in a file, so many percent must be caught; of those in a signature, all. */
const LEAST = 90;
const LEAST_OF_SIGNATURES = 100;

/**
 * `mutate [file …]` seeds bugs into the given files, or into all of `stryker.config.json`, and runs
 * the fast tests against each. Prints what was not caught and the score of each file; exits 1 where
 * one is too low.
 */
async function main(): Promise<number> {
  const { positionals } = parseArgs({ allowPositionals: true });
  const config = JSON.parse(
    readFileSync(resolve(import.meta.dirname, 'stryker.config.json'), 'utf8'),
  );
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
  for (const mutant of scored.filter((each) => !isCaught(each))) say(notCaught(mutant));
  say('| module | mutants | caught | of which hung | switched off | score | needed |');
  say('| --- | --- | --- | --- | --- | --- | --- |');
  let red = false;
  for (const [file, mutants] of Map.groupBy(scored, ({ fileName }) => fileName)) {
    const caught = mutants.filter(isCaught).length;
    const hung = mutants.filter(({ status }) => status === 'Timeout').length;
    const off = results.filter((each) => each.fileName === file && each.status === 'Ignored');
    const score = (100 * caught) / mutants.length;
    const needed = file.includes('signature') ? LEAST_OF_SIGNATURES : LEAST;
    red ||= score < needed;
    const name = relative(process.cwd(), file);
    const cells = [mutants.length, caught, hung, off.length, `${score.toFixed(1)} %`];
    say(`| ${name} | ${cells.join(' | ')} | ${needed} % |${score < needed ? ' RED' : ''}`);
  }
  return red || scored.length === 0 ? 1 : 0;
}

const isCaught = ({ status }: MutantResult): boolean => status === 'Killed' || status === 'Timeout';

function notCaught({ fileName, location, mutatorName, status, replacement }: MutantResult): string {
  const { line, column } = location.start;
  return `${status}: ${relative(process.cwd(), fileName)}:${line + 1}:${column + 1} ${mutatorName}: ${replacement}`;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

process.exitCode = await main();

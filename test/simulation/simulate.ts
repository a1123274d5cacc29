import { readOptions, runOrExit, wholeNumber } from '../../src/lib/process/read-options.ts';
import { runSeed } from './run-seed.ts';
import { sweep } from './sweep.ts';

const USAGE = `npm run simulate -- [--seeds N] [--from K]   at least N seeds (2000) from K (1) on
npm run simulate -- --seed K                 one seed, with its trace
`;
const ONE_SEED = { ...wholeNumber(0, 0), default: '' };
const OPTIONS = { seeds: wholeNumber(1, 2_000), from: wholeNumber(0, 1), seed: ONE_SEED };
const { values } = runOrExit(readOptions(process.argv.slice(2), OPTIONS), USAGE);

async function replay(seed: number): Promise<boolean> {
  const { scenario, trace, ends, hash, violations } = await runSeed(seed, { trace: true });
  say(`seed ${seed}: ${JSON.stringify(scenario)}`);
  for (const line of trace) say(line);
  say(`ended ${ends.join(', ')}; trace hash ${hash}; promises broken: ${violations.length}`);
  for (const { rule, detail, at } of violations) say(`  at ${at}: ${rule}: ${detail}`);
  return violations.length === 0;
}

async function run(from: number, seeds: number): Promise<boolean> {
  const began = performance.now();
  const { ran, broken, met, missed, ends } = await sweep(from, seeds);
  say(`${ran} seeds from ${from} in ${((performance.now() - began) / 1_000).toFixed(1)} s`);
  say(`ends: ${[...ends].map(([end, times]) => `${end} ${times}`).join(', ')}`);
  const { crash, loss } = met;
  say(`crash points: ${crash} hit; claims lost at ${loss}; missed: ${missed.join('; ') || 'none'}`);
  say(`promises broken: ${new Set(broken.map(({ rule }) => rule)).size}`);
  for (const { seed, rule, detail, at } of broken.slice(0, 30))
    say(`  seed ${seed} at ${at}: ${rule}: ${detail}`);
  return broken.length === 0 && missed.length === 0;
}

const say = (line: string): boolean => process.stdout.write(`${line}\n`);

const isKept =
  values.seed !== ''
    ? await replay(Number(values.seed))
    : await run(Number(values.from), Number(values.seeds));
process.exitCode = isKept ? 0 : 1;

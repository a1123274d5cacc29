import { parseArgs } from 'node:util';
import { runSeed } from './run-seed.ts';
import { sweep } from './sweep.ts';

/** `--seeds N [--from K]` runs N seeds from K on; `--seed K` replays one with its trace. */
const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '2000' },
    from: { type: 'string', default: '1' },
    seed: { type: 'string' },
  },
});

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

function wholeNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new Error(`${text} is not a whole number`);
  return Number(text);
}

const isKept = values.seed
  ? await replay(wholeNumber(values.seed))
  : await run(wholeNumber(values.from), wholeNumber(values.seeds));
process.exitCode = isKept ? 0 : 1;

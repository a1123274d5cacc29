import { parseArgs } from 'node:util';
import { CRASH_POINTS } from './calls.ts';
import { runSeed } from './run-seed.ts';
import { sweep } from './sweep.ts';

/** `--seeds N [--from K]` runs N seeds from K on; `--seed K` replays one with its trace. */
const options = {
  seeds: { type: 'string', default: '2000' },
  from: { type: 'string', default: '1' },
  seed: { type: 'string' },
} as const;

function whole(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new Error(`${text} is not a whole number`);
  return Number(text);
}

async function replay(seed: number): Promise<number> {
  const { scenario, trace, ends, hash, violations } = await runSeed(seed, { trace: true });
  say(`seed ${seed}: ${JSON.stringify(scenario)}`);
  for (const line of trace) say(line);
  say(`ended ${ends.join(', ')}; trace hash ${hash}; promises broken: ${violations.length}`);
  for (const { rule, detail, at } of violations) say(`  at ${at}: ${rule}: ${detail}`);
  return violations.length === 0 ? 0 : 1;
}

async function run(from: number, seeds: number): Promise<number> {
  const began = performance.now();
  const { ran, broken, hits, missed, ends } = await sweep(from, seeds);
  const seconds = (performance.now() - began) / 1_000;
  const rarest = [...hits].sort(([, one], [, other]) => one - other).slice(0, 3);
  say(`${ran} seeds from ${from} in ${seconds.toFixed(1)} s`);
  say(`ends: ${[...ends].map(([end, times]) => `${end} ${times}`).join(', ')}`);
  say(`crash points: ${hits.size} of ${CRASH_POINTS.length} hit; rarest:`);
  for (const [point, times] of rarest) say(`  ${point} (${times})`);
  for (const point of missed) say(`  not hit: ${point}`);
  const rules = Map.groupBy(broken, (each) => each.rule);
  say(`promises broken: ${rules.size}`);
  for (const [rule, each] of rules) {
    const seedsOf = [...new Set(each.map(({ seed }) => seed))];
    say(`  ${rule}: ${seedsOf.length} seeds: ${seedsOf.slice(0, 8).join(' ')}`);
    for (const { seed, detail, at } of each.slice(0, 3))
      say(`    seed ${seed} at ${at}: ${detail}`);
  }
  if (broken[0]) await replay(broken[0].seed);
  return broken.length === 0 && missed.length === 0 ? 0 : 1;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

const { values } = parseArgs({ options });
process.exitCode = values.seed
  ? await replay(whole(values.seed))
  : await run(whole(values.from), whole(values.seeds));

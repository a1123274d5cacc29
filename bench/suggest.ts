import { type Bench, withBench } from './environment.ts';
import { inRounds, latencyRows, type Pair, withPair } from './pair.ts';
import type { Program } from './program.ts';
import { type Row, table } from './rows.ts';
import { suggestion } from './signed-requests.ts';

const REQUESTS = 2_000;
const WARM_UP = 1_500;

/**
 * A suggestion over 1,000 and over 5,000 avatars, one key press after the other, compared with
 * bare Bolt that answers the same options as constants.
 */
export async function measureSuggest(): Promise<Row[]> {
  const rows: Row[] = [];
  for (const avatars of [1_000, 5_000])
    rows.push(
      ...(await withBench(
        (bench) => withPair(bench, (pair) => suggestions(bench, pair, avatars)),
        avatars,
      )),
    );
  return rows;
}

async function suggestions({ load }: Bench, pair: Pair, avatars: number): Promise<Row[]> {
  const run = async (program: Program, count: number) => {
    const requests = Array.from({ length: count }, (_, index) => suggestion(index));
    const used = program.processorMs();
    const { durations } = await load.run({
      url: program.url,
      requests,
      connections: 1,
      forMs: null,
    });
    return { durations, processorMs: (program.processorMs() - used) / durations.length };
  };
  for (const program of [pair.bare, pair.ours]) await run(program, WARM_UP);
  const what = `a suggestion over ${avatars.toLocaleString('en')} avatars`;
  const rounds = await inRounds(what, pair, (program) => run(program, REQUESTS));
  const samples = rounds.length * REQUESTS;
  return latencyRows(rounds, { what, atMost: 1.5, samples });
}

if (import.meta.main) process.stdout.write(`${table(await measureSuggest())}\n`);

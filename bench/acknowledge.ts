import { type Bench, withBench } from './environment.ts';
import { help, inRounds, type Pair, rowOf, withPair } from './pair.ts';
import type { Program } from './program.ts';
import { percentile, type Row, table } from './rows.ts';

const CONNECTIONS = 32;
const ROUND_MS = 2_500;
const WARM_MS = 2_500;

/** Acknowledges `/jogg help`, 32 at once, compared with bare Bolt that answers the same body. */
export function measureAcknowledge(): Promise<Row[]> {
  return withBench((bench) => withPair(bench, (pair) => acknowledgements(bench, pair)));
}

async function acknowledgements({ load }: Bench, pair: Pair): Promise<Row[]> {
  const requests = Array.from({ length: 500 }, (_, index) => help(index));
  const run = async (program: Program, forMs: number) => {
    const used = program.processorMs();
    const { url } = program;
    const { durations, elapsedMs } = await load.run({
      url,
      requests,
      connections: CONNECTIONS,
      forMs,
    });
    const processorMs = (program.processorMs() - used) / durations.length;
    return { durations, perSecond: (durations.length / elapsedMs) * 1_000, processorMs };
  };
  for (const program of [pair.bare, pair.ours]) await run(program, WARM_MS);
  const what = `/jogg acknowledged, ${CONNECTIONS} at once`;
  const rounds = await inRounds(what, pair, (program) => run(program, ROUND_MS));
  const samples = rounds.reduce((sum, { ours }) => sum + ours.durations.length, 0);
  return [
    rowOf(
      rounds,
      { what, unit: 'per second', wanted: { of: 'ratio', atLeast: 1.2 }, samples },
      ({ perSecond }) => perSecond,
    ),
    rowOf(rounds, { what: `${what}, p50`, unit: 'ms', samples }, ({ durations }) =>
      percentile(durations, 0.5),
    ),
    rowOf(rounds, { what: `${what}, p99`, unit: 'ms', samples }, ({ durations }) =>
      percentile(durations, 0.99),
    ),
    rowOf(rounds, { what: `${what}, processor time each`, unit: 'ms', samples }, (one) => {
      return one.processorMs;
    }),
  ];
}

if (import.meta.main) process.stdout.write(`${table(await measureAcknowledge())}\n`);

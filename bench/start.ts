import { setTimeout as sleep } from 'node:timers/promises';
import { showProgress, withBench } from './environment.ts';
import { type Program, startApp, startBaseline } from './program.ts';
import { median, type Row, type Target, table } from './rows.ts';

const ROUNDS = 5;
const IDLE_MS = 10_000;
/** By then the app's doctor has run, so Node's cache holds the modules that it loads. */
const DOCTOR_MS = 7_000;
const BASELINE = 'bare Bolt, HTTPReceiver';

/** The time from process start to ready, and memory when idle, compared with a bare Bolt app. */
export function measureStart(): Promise<Row[]> {
  return withBench(async ({ environment }) => {
    const cache = { NODE_COMPILE_CACHE: `${environment.folder}/bare-cache` };
    const bare: Figures[] = [];
    const cached: Figures[] = [];
    const ours: Figures[] = [];
    const first = await startAndStop(startApp(environment, 'starts'), DOCTOR_MS);
    await startAndStop(startBaseline('./bare-bolt.ts', environment, cache));
    for (let round = 0; round < ROUNDS; round += 1) {
      showProgress(`start to ready, round ${round + 1} of ${ROUNDS}`);
      bare.push(await startAndStop(startBaseline('./bare-bolt.ts', environment)));
      ours.push(await startAndStop(startApp(environment, 'starts')));
      cached.push(await startAndStop(startBaseline('./bare-bolt.ts', environment, cache)));
    }
    const row = (
      what: string,
      from: readonly Figures[],
      figure: keyof Figures,
      against = BASELINE,
      wanted: Target | null = null,
    ): Row => ({
      what,
      unit: 'ms',
      ours: median(ours.map((each) => each[figure])),
      baseline: median(from.map((each) => each[figure])),
      against,
      ratios: ours.map((each, round) => each[figure] / (from[round]?.[figure] ?? Number.NaN)),
      wanted,
      samples: ROUNDS,
    });
    const what = 'start to ready';
    return [
      row(what, bare, 'ms', BASELINE, { of: 'ratio', atMost: 1.3 }),
      row(`${what}, both with Node's compile cache`, cached, 'ms', `${BASELINE}, cache on`),
      row(`${what}, processor time`, bare, 'processorMs'),
      {
        what: `${what}, the very first (nothing compiled)`,
        unit: 'ms',
        ours: first.ms,
        baseline: median(bare.map(({ ms }) => ms)),
        against: BASELINE,
        wanted: null,
        samples: 1,
      },
      await idleMemory(environment),
    ];
  });
}

interface Figures {
  readonly ms: number;
  readonly processorMs: number;
}

async function startAndStop(starting: Promise<Program>, runMs = 0): Promise<Figures> {
  const program = await starting;
  const figures = { ms: program.startMs, processorMs: program.processorMs() };
  await sleep(runMs);
  await program.stop();
  return figures;
}

/** Five of each, at the same time: the load of the machine does not change their memory. */
async function idleMemory(environment: Parameters<typeof startApp>[0]): Promise<Row> {
  showProgress('memory when idle');
  const programs: { readonly ours: Program; readonly bare: Program }[] = [];
  try {
    for (let round = 0; round < ROUNDS; round += 1)
      programs.push({
        ours: await startApp(environment, `idle-${round}`),
        bare: await startBaseline('./bare-bolt.ts', environment),
      });
    await sleep(IDLE_MS);
    const memory = programs.map(({ ours, bare }) => ({ ours: ours.memory(), bare: bare.memory() }));
    return {
      what: 'memory when idle, 1,000 avatars loaded',
      unit: 'MiB',
      ours: median(memory.map(({ ours }) => ours)),
      baseline: median(memory.map(({ bare }) => bare)),
      against: BASELINE,
      ratios: memory.map(({ ours, bare }) => ours / bare),
      wanted: { of: 'ours', atMost: 130 },
      samples: ROUNDS,
    };
  } finally {
    await Promise.all(programs.flatMap(({ ours, bare }) => [ours.stop(), bare.stop()]));
  }
}

if (import.meta.main) process.stdout.write(`${table(await measureStart())}\n`);

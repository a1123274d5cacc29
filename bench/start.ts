import { setTimeout as sleep } from 'node:timers/promises';
import { startApp, startBaseline } from './program.ts';
import { percentile, type Row, table } from './rows.ts';
import { say, within } from './surroundings.ts';

const ROUNDS = 9;
const IDLE_MS = 8_000;

/** From process start to ready, and memory when idle, ours beside a bare Bolt app. */
export function measureStart(): Promise<Row[]> {
  return within(async ({ around }) => {
    const ours: number[] = [];
    const bare: number[] = [];
    const used: Record<'ours' | 'bare', number[]> = { ours: [], bare: [] };
    for (let round = 0; round < ROUNDS; round += 1) {
      say(`start to ready, round ${round + 1} of ${ROUNDS}`);
      const baseline = await startBaseline('./bare-bolt.ts', around);
      bare.push(baseline.startMs);
      used.bare.push(baseline.processorMs());
      await baseline.stop();
      const app = await startApp(around, 'starts');
      ours.push(app.startMs);
      used.ours.push(app.processorMs());
      await app.stop();
    }
    say('memory when idle');
    const app = await startApp(around, 'starts');
    const baseline = await startBaseline('./bare-bolt.ts', around);
    await sleep(IDLE_MS);
    const memory = { ours: app.memory(), bare: baseline.memory() };
    await Promise.all([app.stop(), baseline.stop()]);

    const against = 'bare Bolt, HTTPReceiver';
    const [first = Number.NaN, ...later] = ours;
    const usual = percentile(bare, 0.5);
    return [
      {
        what: 'start to ready, median',
        unit: 'ms',
        ours: percentile(later, 0.5),
        baseline: usual,
        against,
        wanted: { of: 'ratio', atMost: 1.5 },
        samples: later.length,
      },
      {
        what: 'start to ready, processor time, median',
        unit: 'ms',
        ours: percentile(used.ours.slice(1), 0.5),
        baseline: percentile(used.bare, 0.5),
        against,
        wanted: null,
        samples: later.length,
      },
      {
        what: 'start to ready, the very first (nothing compiled)',
        unit: 'ms',
        ours: first,
        baseline: usual,
        against,
        wanted: null,
        samples: 1,
      },
      {
        what: 'memory when idle, 1,000 avatars loaded',
        unit: 'MiB',
        ours: memory.ours,
        baseline: memory.bare,
        against,
        wanted: { of: 'ours', atMost: 150 },
        samples: 1,
      },
    ];
  });
}

if (import.meta.main) process.stdout.write(`${table(await measureStart())}\n`);

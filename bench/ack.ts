import { setTimeout as sleep } from 'node:timers/promises';
import { instant } from './instant.ts';
import { type Program, startApp, startBaseline } from './program.ts';
import { percentile, type Row, table } from './rows.ts';
import { type Prepared, slashCommand } from './signed.ts';
import { type Bench, say, within } from './surroundings.ts';

const ROUNDS = 2;
const ROUND_MS = 4_000;
const BURST = 50;
const BURSTS = 24;
/** The first bursts compile the code; they are told apart. */
const WARM_UP = 4;

/** `/jogg` acknowledged, and `/jogg` turned into an open form, ours beside a bare Bolt app. */
export function measureAck(): Promise<Row[]> {
  return within(async (bench) => {
    const ours = await startApp(bench.around);
    const bare = await startBaseline('./bare-bolt.ts', bench.around);
    try {
      await sleep(1_500);
      const outbound = await outboundUntilOpen(bench, ours);
      return [
        ...(await acknowledgements(bench, ours, bare, 1)),
        ...(await acknowledgements(bench, ours, bare, 32)),
        ...(await openings(bench, ours, bare)),
        {
          what: 'outbound calls up to the open form',
          unit: 'calls',
          ours: outbound,
          baseline: null,
          against: null,
          wanted: { of: 'ours', atMost: 1 },
          samples: 1,
        },
      ];
    } finally {
      await ours.stop();
      await bare.stop();
    }
  });
}

const AGAINST = 'bare Bolt, HTTPReceiver';

async function acknowledgements(
  { load }: Bench,
  ours: Program,
  bare: Program,
  connections: number,
): Promise<Row[]> {
  const results = new Map([
    [bare, none()],
    [ours, none()],
  ]);
  for (const program of results.keys()) {
    await load.run({ url: program.url, requests: helps(), connections, forMs: 1_500 });
  }
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [program, result] of results) {
      say(`/jogg help, ${connections} at a time, round ${round + 1} of ${ROUNDS}`);
      const requests = helps();
      const used = program.processorMs();
      const { took, elapsedMs } = await load.run({
        url: program.url,
        requests,
        connections,
        forMs: ROUND_MS,
      });
      result.processorMs += program.processorMs() - used;
      result.perSecond.push((took.length / elapsedMs) * 1_000);
      result.took.push(...took);
    }
  }
  const of = (program: Program) => results.get(program) ?? none();
  const row = (what: string, unit: Row['unit'], pick: (program: Program) => number): Row => ({
    what: `${what}, ${connections} at a time`,
    unit,
    ours: pick(ours),
    baseline: pick(bare),
    against: AGAINST,
    wanted: null,
    samples: of(ours).took.length,
  });
  return [
    row('/jogg acknowledged', 'per second', (each) => Math.max(...of(each).perSecond)),
    row('/jogg acknowledged, p50', 'ms', (each) => percentile(of(each).took, 0.5)),
    row('/jogg acknowledged, p99', 'ms', (each) => percentile(of(each).took, 0.99)),
    row('/jogg acknowledged, processor time', 'ms', (each) => {
      return of(each).processorMs / of(each).took.length;
    }),
  ];
}

interface Acknowledged {
  readonly perSecond: number[];
  readonly took: number[];
  processorMs: number;
}

function none(): Acknowledged {
  return { perSecond: [], took: [], processorMs: 0 };
}

function helps(): Prepared[] {
  return Array.from({ length: 500 }, (_, index) => command('help', `help-${index}`, index));
}

interface Opened {
  readonly cold: number[];
  readonly warm: number[];
  processorMs: number;
}

/** From the moment a `/jogg` is sent to the moment its `views.open` reaches Slack, 50 at once. */
async function openings({ slack, load }: Bench, ours: Program, bare: Program): Promise<Row[]> {
  const took = new Map<Program, Opened>([
    [bare, { cold: [], warm: [], processorMs: 0 }],
    [ours, { cold: [], warm: [], processorMs: 0 }],
  ]);
  for (let burst = 0; burst < BURSTS; burst += 1) {
    if (burst % 6 === 0) say(`/jogg to views.open, ${BURST} at once, burst ${burst + 1}`);
    for (const [program, times] of took) {
      const used = program.processorMs();
      const from = slack.calls.length;
      const triggers = Array.from({ length: BURST }, (_, index) => `${burst}.${index}.${from}`);
      const requests = triggers.map((trigger, index) => command('', trigger, index));
      const opened = triggers.map((trigger) =>
        slack.first(from, ({ method, fields }) => {
          return method === 'views.open' && fields['trigger_id'] === trigger;
        }),
      );
      const { began } = await load.run({
        url: program.url,
        requests,
        connections: BURST,
        forMs: null,
      });
      const calls = await Promise.all(opened);
      const each = calls.map(({ at }, index) => at - (began[index] ?? Number.NaN));
      await sleep(150);
      if (burst === 0) times.cold.push(...each);
      if (burst < WARM_UP) continue;
      times.warm.push(...each);
      times.processorMs += program.processorMs() - used;
    }
  }
  const row = (what: string, kind: 'cold' | 'warm', share: number, atMost: number | null): Row => ({
    what,
    unit: 'ms',
    ours: percentile(took.get(ours)?.[kind] ?? [], share),
    baseline: percentile(took.get(bare)?.[kind] ?? [], share),
    against: `${AGAINST}, fixed view`,
    wanted: atMost === null ? null : { of: 'ours', atMost },
    samples: took.get(ours)?.[kind].length ?? 0,
  });
  const processor = (program: Program): number => {
    const { processorMs, warm } = took.get(program) ?? { processorMs: Number.NaN, warm: [] };
    return processorMs / warm.length;
  };
  return [
    row('/jogg to views.open sent, 50 at once, p50', 'warm', 0.5, null),
    row('/jogg to views.open sent, 50 at once, p99', 'warm', 0.99, 20),
    row('the same, the first 50 after the start, p99', 'cold', 0.99, null),
    {
      ...row('/jogg to an open form, processor time', 'warm', 0.5, null),
      ours: processor(ours),
      baseline: processor(bare),
    },
  ];
}

/** What one `/jogg` of somebody new asks of Slack and Jogg before its form is open. */
async function outboundUntilOpen({ slack, jogg, load }: Bench, ours: Program): Promise<number> {
  const from = slack.calls.length;
  const joggFrom = jogg.calls();
  const began = instant();
  const open = slack.first(from, ({ method }) => method === 'views.open');
  const requests = [command('', 'first', 999)];
  await load.run({ url: ours.url, requests, connections: 1, forMs: null });
  const { at } = await open;
  const before = slack.calls.slice(from).filter((call) => call.at >= began && call.at <= at);
  return before.length + jogg.calls() - joggFrom;
}

function command(text: string, trigger: string, index: number): Prepared {
  return slashCommand({ text, trigger, user: `U${index}`, channel: 'C0BENCH' });
}

if (import.meta.main) process.stdout.write(`${table(await measureAck())}\n`);

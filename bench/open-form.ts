import { setTimeout as sleep } from 'node:timers/promises';
import { type Bench, withBench } from './environment.ts';
import { nowMs } from './instant.ts';
import { inRounds, latencyRows, type Pair, withPair } from './pair.ts';
import type { Program } from './program.ts';
import { type Row, table } from './rows.ts';
import { type Prepared, slashCommand } from './signed-requests.ts';

const AT_ONCE = 50;
const BURSTS = 4;
/** The warm-up, until the code is compiled. */
const WARM_BURSTS = 6;
/** The work that follows an opened form ends within this time. */
const SETTLED_MS = 200;

/** `/jogg` to its open form, 50 at once, compared with bare Bolt that opens the same view. */
export function measureOpenForm(): Promise<Row[]> {
  return withBench((bench) =>
    withPair(bench, async (pair) => [
      ...(await openings(bench, pair)),
      {
        what: 'outbound calls up to the open form',
        unit: 'calls',
        ours: await outboundUntilOpen(bench, pair.ours),
        baseline: null,
        against: null,
        wanted: { of: 'ours', atMost: 1 },
        samples: 1,
      },
    ]),
  );
}

/** The time from sending `/jogg` to the arrival of its `views.open` at Slack. */
async function openings(bench: Bench, pair: Pair): Promise<Row[]> {
  const run = async (program: Program, bursts: number) => {
    const used = program.processorMs();
    const durations: number[] = [];
    for (let burst = 0; burst < bursts; burst += 1)
      durations.push(...(await atOnce(bench, program)));
    return { durations, processorMs: (program.processorMs() - used) / durations.length };
  };
  for (const program of [pair.bare, pair.ours]) await run(program, WARM_BURSTS);
  const what = `/jogg to views.open, ${AT_ONCE} at once`;
  const rounds = await inRounds(what, pair, (program) => run(program, BURSTS));
  const samples = rounds.reduce((sum, { ours }) => sum + ours.durations.length, 0);
  return latencyRows(rounds, { what, atMost: 1.2, samples });
}

let triggers = 0;

async function atOnce({ slack, load }: Bench, program: Program): Promise<number[]> {
  const from = slack.calls.length;
  const requests = Array.from({ length: AT_ONCE }, (_, index) => command(index));
  const opened = requests.map(({ trigger }) =>
    slack.first(from, ({ method, fields }) => {
      return method === 'views.open' && fields['trigger_id'] === trigger;
    }),
  );
  const { startedAt } = await load.run({
    url: program.url,
    requests,
    connections: AT_ONCE,
    forMs: null,
  });
  const calls = await Promise.all(opened);
  await sleep(SETTLED_MS);
  return calls.map(({ at }, index) => at - (startedAt[index] ?? Number.NaN));
}

/** The calls to Slack and Jogg for a new person's `/jogg` before its form is open. */
async function outboundUntilOpen({ slack, jogg, load }: Bench, ours: Program): Promise<number> {
  const from = slack.calls.length;
  const joggFrom = jogg.calls();
  const startedAt = nowMs();
  const open = slack.first(from, ({ method }) => method === 'views.open');
  const requests = [command(999)];
  await load.run({ url: ours.url, requests, connections: 1, forMs: null });
  const { at } = await open;
  const before = slack.calls.slice(from).filter((call) => call.at >= startedAt && call.at <= at);
  return before.length + jogg.calls() - joggFrom;
}

function command(index: number): Prepared & { readonly trigger: string } {
  triggers += 1;
  const trigger = `open-${triggers}`;
  const by = { trigger, user: `U${index}`, channel: 'C0BENCH' };
  return { trigger, ...slashCommand({ text: '', ...by }) };
}

if (import.meta.main) process.stdout.write(`${table(await measureOpenForm())}\n`);

import { writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { BareAnswers } from './bare-bolt.ts';
import { type Bench, showProgress } from './environment.ts';
import { type Program, startApp, startBaseline } from './program.ts';
import { median, percentile, type Row, type Target } from './rows.ts';
import { type Prepared, slashCommand, suggestion, TYPED } from './signed-requests.ts';

export const ROUNDS = 5;
export const BASELINE = 'bare Bolt, HTTPReceiver, the same answer';

/** The app with its lists loaded, and bare Bolt that answers the same bytes. */
export interface Pair {
  readonly ours: Program;
  readonly bare: Program;
}

/** Runs a measurement on a pair, then stops the pair. */
export async function withPair<T>(bench: Bench, measure: (pair: Pair) => Promise<T>): Promise<T> {
  const ours = await startApp(bench.environment);
  try {
    await sleep(1_500);
    const answers = `${bench.environment.folder}/answers.json`;
    writeFileSync(answers, JSON.stringify(await answersOf(bench, ours)));
    const bare = await startBaseline('./bare-bolt.ts', bench.environment, { ANSWERS: answers });
    try {
      await assertSame(bench, { ours, bare });
      return await measure({ ours, bare });
    } finally {
      await bare.stop();
    }
  } finally {
    await ours.stop();
  }
}

/** One figure of both programs in one round. */
interface Round<T> {
  readonly ours: T;
  readonly bare: T;
}

/** Measures both programs in each of five rounds; the order changes from round to round. */
export async function inRounds<T>(
  what: string,
  { ours, bare }: Pair,
  measure: (program: Program, round: number) => Promise<T>,
): Promise<readonly Round<T>[]> {
  const rounds: Round<T>[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    showProgress(`${what}, round ${round + 1} of ${ROUNDS}`);
    if (round % 2 === 0) {
      const baseline = await measure(bare, round);
      rounds.push({ bare: baseline, ours: await measure(ours, round) });
    } else {
      const own = await measure(ours, round);
      rounds.push({ ours: own, bare: await measure(bare, round) });
    }
  }
  return rounds;
}

/** A row of medians over the rounds; its ratio is the median of the rounds' ratios. */
export function rowOf<T>(
  rounds: readonly Round<T>[],
  about: {
    readonly what: string;
    readonly unit: Row['unit'];
    readonly wanted?: Target;
    readonly samples: number;
  },
  figure: (one: T) => number,
): Row {
  const pairs = rounds.map(({ ours, bare }) => ({ ours: figure(ours), bare: figure(bare) }));
  return {
    ...about,
    wanted: about.wanted ?? null,
    ours: median(pairs.map(({ ours }) => ours)),
    baseline: median(pairs.map(({ bare }) => bare)),
    against: BASELINE,
    ratios: pairs.map(({ ours, bare }) => ours / bare),
  };
}

/** The durations at p50 and p99 and the processor time of a request, all in ms. */
export function latencyRows(
  rounds: readonly Round<{ readonly durations: readonly number[]; readonly processorMs: number }>[],
  about: { readonly what: string; readonly atMost: number; readonly samples: number },
): Row[] {
  const { what, atMost, samples } = about;
  const wanted = { of: 'ratio', atMost } as const;
  return [
    ...[0.5, 0.99].map((share) =>
      rowOf(
        rounds,
        { what: `${what}, p${share * 100}`, unit: 'ms', wanted, samples },
        ({ durations }) => percentile(durations, share),
      ),
    ),
    rowOf(rounds, { what: `${what}, processor time each`, unit: 'ms', samples }, (one) => {
      return one.processorMs;
    }),
  ];
}

async function answersOf(bench: Bench, program: Program): Promise<BareAnswers> {
  // From the second form on, the form shows the avatar's picture.
  await openedView(bench, program, 'pair-first');
  await sleep(300);
  const suggestions: Record<string, BareAnswers['suggestions'][string]> = {};
  for (const [index, text] of TYPED.entries())
    suggestions[text] = JSON.parse(await post(program, suggestion(index)));
  return {
    help: JSON.parse(await post(program, help(0))),
    view: JSON.parse(await openedView(bench, program, 'pair-second')),
    suggestions,
  };
}

/** Checks that both answer the same; otherwise the comparison would be meaningless. */
async function assertSame(bench: Bench, { ours, bare }: Pair): Promise<void> {
  const [first, second] = [await post(ours, help(0)), await post(bare, help(0))];
  if (first !== second) throw new Error('/jogg help is not answered alike');
  for (const index of TYPED.keys()) {
    const [own, plain] = [await post(ours, suggestion(index)), await post(bare, suggestion(index))];
    if (own !== plain) throw new Error(`a suggestion for ${TYPED[index]} is not answered alike`);
  }
  const opened = [
    await openedView(bench, ours, 'same-ours'),
    await openedView(bench, bare, 'same-bare'),
  ];
  if (opened[0] !== opened[1]) throw new Error('the forms are not alike');
}

/** The view that a `/jogg` opens, as Slack receives it. */
async function openedView({ slack }: Bench, program: Program, trigger: string): Promise<string> {
  const open = slack.first(slack.calls.length, ({ fields }) => fields['trigger_id'] === trigger);
  await post(program, slashCommand({ text: '', trigger, user: 'U0PAIR', channel: 'C0BENCH' }));
  return (await open).fields['view'] ?? '';
}

/** `/jogg help`, as person number `index` types it. */
export function help(index: number): Prepared {
  const by = { trigger: `help-${index}`, user: `U${index}`, channel: 'C0BENCH' };
  return slashCommand({ text: 'help', ...by });
}

async function post(program: Program, { path, headers, body }: Prepared): Promise<string> {
  const answer = await fetch(`${program.url}${path}`, { method: 'POST', headers, body });
  if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}`);
  return answer.text();
}

import { createRandom } from '../sandbox/jogg/random.ts';
import type { Render } from '../src/domain/expected-poll-delay.ts';
import { pollDelay, speechSecondsOf } from '../src/domain/video/schedule.ts';
import { sampleNewVideo } from '../test/domain/sample-new-video.ts';
import { showProgress } from './environment.ts';
import { type Row, table } from './rows.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const SEEDS = [1, 2, 3];
const VIDEOS = 1_000;
/** Before this many renders, the schedule only has to be no worse. */
const LEARNING = 20;
/** Many new installations, because each has only 20 first renders. */
const BEGINNINGS = Array.from({ length: 40 }, (_, seed) => seed);
/** The number that the app keeps. */
const MAX_RENDERS = 100;

type Random = () => number;
/** One video: the length of its spoken script (s) and of its render (ms). */
type Load = (random: Random) => { readonly speechSeconds: number; readonly ms: number };

const randomFrom = (seed: number): Random => createRandom(seed).next;
const between = (random: Random, from: number, to: number) => from + random() * (to - from);
const short: Load = (random) => ({
  speechSeconds: between(random, 5, 25),
  ms: between(random, 24 * SECOND, 80 * SECOND),
});
const documented: Load = (random) => ({
  speechSeconds: between(random, 30, 120),
  ms: between(random, 2 * MINUTE, 5 * MINUTE),
});
/** Half of each kind; one in twenty takes up to an hour. */
const mixed: Load = (random) => {
  const video = (random() < 0.5 ? short : documented)(random);
  const isLong = random() < 0.05;
  return isLong ? { ...video, ms: between(random, 5 * MINUTE, 60 * MINUTE) } : video;
};
const LOADS: readonly (readonly [string, Load])[] = [
  ['24 to 80 s', short],
  ['2 to 5 min', documented],
  ['half of each, 5 % up to 60 min', mixed],
  ['the same, where length says nothing', (random) => ({ ...mixed(random), speechSeconds: 30 })],
];

interface Cost {
  gets: number;
  delayMs: number;
}

/**
 * GETs per video and the mean delay until its end is noticed, by polling alone. Compares the app's
 * schedule with the one that Jogg recommends, over the same renders. The app learns as it polls.
 */
export async function measurePolling(): Promise<Row[]> {
  showProgress('polling schedules');
  return LOADS.flatMap(([name, load]) => [
    ...rowsOf(`${name}, first ${LEARNING}`, 1, BEGINNINGS, [0, LEARNING], load),
    ...rowsOf(`${name}, then`, 0.75, SEEDS, [LEARNING, VIDEOS], load),
  ]);
}

function rowsOf(
  name: string,
  atMost: number,
  seeds: readonly number[],
  [from, to]: readonly [number, number],
  load: Load,
): Row[] {
  const all = seeds.map((seed) => simulate(load, seed, from, to));
  const samples = seeds.length * (to - from);
  const mean = (of: (cost: (typeof all)[number]) => number) =>
    all.reduce((sum, cost) => sum + of(cost), 0) / samples;
  const against = "Jogg's recommended schedule";
  const row = { against, samples, wanted: { of: 'ratio', atMost } } as const;
  return [
    {
      ...row,
      what: `GETs a video: ${name}`,
      unit: 'calls',
      ours: mean(({ ours }) => ours.gets),
      baseline: mean(({ recommended }) => recommended.gets),
    },
    {
      ...row,
      what: `mean delay in noticing: ${name}`,
      unit: 'ms',
      ours: mean(({ ours }) => ours.delayMs),
      baseline: mean(({ recommended }) => recommended.delayMs),
    },
  ];
}

function simulate(load: Load, seed: number, from: number, to: number) {
  const random = randomFrom(seed);
  const jitter = { ours: randomFrom(seed + 1_000), recommended: randomFrom(seed + 2_000) };
  const ours: Cost = { gets: 0, delayMs: 0 };
  const recommended: Cost = { gets: 0, delayMs: 0 };
  const renders: Render[] = [];
  for (let index = 0; index < to; index += 1) {
    const { speechSeconds, ms } = load(random);
    const app = pollUntilDone(speechSeconds, ms, renders, jitter.ours);
    const baseline = pollUntilDone(speechSeconds, ms, [], jitter.recommended);
    renders.push(app.render);
    if (renders.length > MAX_RENDERS) renders.shift();
    if (index < from) continue;
    for (const [sum, { gets, delayMs }] of [
      [ours, app] as const,
      [recommended, baseline] as const,
    ]) {
      sum.gets += gets;
      sum.delayMs += delayMs;
    }
  }
  return { ours, recommended };
}

/** Polls one render until its end is noticed. */
function pollUntilDone(
  speechSeconds: number,
  ms: number,
  renders: readonly Render[],
  random: Random,
) {
  const order = {
    ...sampleNewVideo.order,
    script: 'word '.repeat(Math.round(speechSeconds * 2.5)),
  };
  let at = 0;
  let afterMs = 0;
  for (let gets = 0; ; gets += 1) {
    if (at >= ms && gets > 0)
      return {
        gets,
        delayMs: at - ms,
        render: { speechSeconds: speechSecondsOf(order), afterMs, byMs: at },
      };
    afterMs = at;
    at += pollDelay(
      { order },
      { now: 0, random: random(), pollScale: 1, hasWebhook: false, renders },
      at,
    );
  }
}

if (import.meta.main) process.stdout.write(`${table(await measurePolling())}\n`);

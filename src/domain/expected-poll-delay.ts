const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/** One render as it was seen: still going on `afterMs` after Jogg accepted it, done by `byMs`. */
export interface Render {
  /** How long its script takes to speak, in s; null where that is not known. */
  readonly speechSeconds: number | null;
  readonly afterMs: number;
  readonly byMs: number;
}

/** Fewer renders than this say nothing yet. */
const FEWEST = 10;
/** A second in which a finished video goes unnoticed is worth so many polls. */
const POLLS_A_SECOND = 0.65;
/** Polls are planned on this grid, up to the horizon, at least and at most so many steps apart. */
const STEP_MS = 2_500;
const HORIZON_MS = 60 * MINUTE;
const LEAST_STEPS = 2;
const MOST_STEPS = 24;
/**
 * What was never seen may still happen: one more render is thought to have ended at any time from
 * here to the horizon, the sooner the likelier (evenly on a logarithmic scale).
 */
const UNSEEN_FROM_MS = 10 * SECOND;

/**
 * How long to wait before the next poll of a render that has not ended `elapsed` ms after Jogg
 * accepted it, by how long others like it took: the first gap of the plan that costs the fewest
 * polls and the least delay together. From 5 s to a minute; null where too few were seen, or after
 * an hour. This is the classic schedule of inspections for a failure that shows no sign: Barlow,
 * Hunter and Proschan, "Optimum Checking Procedures", 1963, https://doi.org/10.1137/0111080
 */
export function expectedPollDelay(
  renders: readonly Render[],
  spoken: number | null,
  elapsed: number,
): number | null {
  if (renders.length < FEWEST || elapsed >= HORIZON_MS) return null;
  const endedBy = endings(renders, spoken);
  const steps = Math.ceil((HORIZON_MS - elapsed) / STEP_MS) + MOST_STEPS;
  const ended = new Float64Array(steps + 1).map((_, n) => endedBy(elapsed + n * STEP_MS));
  /** The area under `ended` up to each step: what a plan leaves unnoticed is a part of it. */
  const area = running(ended.map((share, n) => (n === 0 ? 0 : (share + (ended[n - 1] ?? 0)) / 2)));
  /** What the best plan from each step on costs, in polls. */
  const cost = new Float64Array(steps + 1);
  let best = LEAST_STEPS;
  for (let from = steps - MOST_STEPS; from >= 0; from -= 1) {
    const before = ended[from] ?? 1;
    let least = Infinity;
    for (let gap = LEAST_STEPS; gap <= MOST_STEPS; gap += 1) {
      const unnoticed = (area[from + gap] ?? 0) - (area[from] ?? 0) - gap * before;
      const delay = (unnoticed * STEP_MS) / SECOND;
      const all = 1 - before + POLLS_A_SECOND * delay + (cost[from + gap] ?? 0);
      if (all >= least) continue;
      least = all;
      best = gap;
    }
    cost[from] = least;
  }
  return best * STEP_MS;
}

/**
 * The share of renders that have ended by a time (ms), as renders of about this length did: each
 * anywhere within the time in which it was seen to end.
 */
function endings(renders: readonly Render[], spoken: number | null): (ms: number) => number {
  const within = new Float64Array(HORIZON_MS / STEP_MS);
  let all = 1;
  for (const { afterMs, byMs, speechSeconds: other } of renders) {
    const weight = likeness(other, spoken);
    const from = afterMs / STEP_MS;
    const to = Math.max(byMs / STEP_MS, from + 1);
    all += weight;
    for (let cell = Math.floor(from); cell < Math.min(to, within.length); cell += 1)
      within[cell] =
        (within[cell] ?? 0) +
        (weight * (Math.min(to, cell + 1) - Math.max(from, cell))) / (to - from);
  }
  const ended = running(within);
  return (ms) => {
    const at = Math.min(ms / STEP_MS, within.length);
    const cell = Math.floor(at);
    const seen = (ended[cell - 1] ?? 0) + (at - cell) * (within[cell] ?? 0);
    const unseen = Math.log(ms / UNSEEN_FROM_MS) / Math.log(HORIZON_MS / UNSEEN_FROM_MS);
    return (seen + Math.min(1, Math.max(0, unseen))) / all;
  };
}

/**
 * How much a render of one length says about another one: all for the same, little for one half or
 * twice as long, and never nothing, for length may not matter.
 */
function likeness(one: number | null, other: number | null): number {
  if (one === null || other === null) return one === other ? 1 : LEAST_LIKENESS;
  // A few seconds more or less make no difference.
  const factor = Math.log((one + 5) / (other + 5));
  return Math.max(LEAST_LIKENESS, Math.exp(-2 * factor ** 2));
}

const LEAST_LIKENESS = 0.05;

function running(parts: Float64Array): Float64Array {
  let sum = 0;
  return parts.map((part) => {
    sum += part;
    return sum;
  });
}

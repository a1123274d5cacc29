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
const MIN_RENDERS = 10;
/** A second in which a finished video goes unnoticed is worth so many polls. */
const POLLS_PER_SECOND_OF_DELAY = 0.65;
/** Polls are planned on this grid, up to the horizon, at least and at most so many steps apart. */
const STEP_MS = 2_500;
const HORIZON_MS = 60 * MINUTE;
const MIN_STEPS = 2;
const MAX_STEPS = 24;
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
  if (renders.length < MIN_RENDERS || elapsed >= HORIZON_MS) return null;
  const endedShareAt = endedShareOf(renders, spoken);
  const steps = Math.ceil((HORIZON_MS - elapsed) / STEP_MS) + MAX_STEPS;
  const ended = new Float64Array(steps + 1).map((_, n) => endedShareAt(elapsed + n * STEP_MS));
  /** The area under `ended` up to each step: what a plan leaves unnoticed is a part of it. */
  const area = cumulative(
    ended.map((share, n) => (n === 0 ? 0 : (share + (ended[n - 1] ?? 0)) / 2)),
  );
  /** What the best plan from each step on costs, in polls. */
  const cost = new Float64Array(steps + 1);
  let best = MIN_STEPS;
  for (let from = steps - MAX_STEPS; from >= 0; from -= 1) {
    const before = ended[from] ?? 1;
    let leastCost = Infinity;
    for (let gap = MIN_STEPS; gap <= MAX_STEPS; gap += 1) {
      const unnoticed = (area[from + gap] ?? 0) - (area[from] ?? 0) - gap * before;
      const delay = (unnoticed * STEP_MS) / SECOND;
      const totalCost = 1 - before + POLLS_PER_SECOND_OF_DELAY * delay + (cost[from + gap] ?? 0);
      if (totalCost >= leastCost) continue;
      leastCost = totalCost;
      best = gap;
    }
    cost[from] = leastCost;
  }
  return best * STEP_MS;
}

/**
 * The share of renders that have ended by a time (ms), as renders of about this length did: each
 * anywhere within the time in which it was seen to end.
 */
function endedShareOf(renders: readonly Render[], spoken: number | null): (ms: number) => number {
  const endedPerCell = new Float64Array(HORIZON_MS / STEP_MS);
  let totalWeight = 1;
  for (const { afterMs, byMs, speechSeconds: other } of renders) {
    const weight = similarity(other, spoken);
    const from = afterMs / STEP_MS;
    const to = Math.max(byMs / STEP_MS, from + 1);
    totalWeight += weight;
    for (let cell = Math.floor(from); cell < Math.min(to, endedPerCell.length); cell += 1)
      endedPerCell[cell] =
        (endedPerCell[cell] ?? 0) +
        (weight * (Math.min(to, cell + 1) - Math.max(from, cell))) / (to - from);
  }
  const ended = cumulative(endedPerCell);
  return (ms) => {
    const at = Math.min(ms / STEP_MS, endedPerCell.length);
    const cell = Math.floor(at);
    const seen = (ended[cell - 1] ?? 0) + (at - cell) * (endedPerCell[cell] ?? 0);
    const unseen = Math.log(ms / UNSEEN_FROM_MS) / Math.log(HORIZON_MS / UNSEEN_FROM_MS);
    return (seen + Math.min(1, Math.max(0, unseen))) / totalWeight;
  };
}

/**
 * How much a render of one length says about another one: all for the same, little for one half or
 * twice as long, and never nothing, for length may not matter.
 */
function similarity(one: number | null, other: number | null): number {
  if (one === null || other === null) return one === other ? 1 : MIN_SIMILARITY;
  // A few seconds more or less make no difference.
  const factor = Math.log((one + 5) / (other + 5));
  return Math.max(MIN_SIMILARITY, Math.exp(-2 * factor ** 2));
}

const MIN_SIMILARITY = 0.05;

function cumulative(parts: Float64Array): Float64Array {
  let sum = 0;
  return parts.map((part) => {
    sum += part;
    return sum;
  });
}

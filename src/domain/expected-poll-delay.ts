const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/** An observed render: it still ran `afterMs` after Jogg accepted it, and was done at `byMs`. */
export interface Render {
  /** How long its script takes to speak; null if unknown. */
  readonly speechSeconds: number | null;
  readonly afterMs: number;
  readonly byMs: number;
}

/** Fewer renders than this do not allow an estimate. */
const MIN_RENDERS = 10;
/** How many polls a second of delay after the end of a render is worth. */
const POLLS_PER_SECOND_OF_DELAY = 0.65;
/** Polls are planned on this grid up to the horizon, from `MIN_STEPS` to `MAX_STEPS` apart. */
const STEP_MS = 2_500;
const HORIZON_MS = 60 * MINUTE;
const MIN_STEPS = 2;
const MAX_STEPS = 24;
/**
 * A prior for unobserved durations: one extra render ends between this time and the horizon,
 * uniformly on a logarithmic scale, so that earlier ends are likelier.
 */
const PRIOR_FROM_MS = 10 * SECOND;

/**
 * How long to wait before the next poll of a render that still runs `elapsedMs` after Jogg
 * accepted it, in ms, from 5 s to a minute. Plans polls by the durations of similar renders, so
 * that polls and delay together cost the least, and returns the first gap of that plan. Null if too
 * few renders were observed, or after an hour. This is the classic inspection schedule: Barlow,
 * Hunter and Proschan, "Optimum Checking Procedures", 1963, https://doi.org/10.1137/0111080
 */
export function expectedPollDelay(
  renders: readonly Render[],
  speechSeconds: number | null,
  elapsedMs: number,
): number | null {
  if (renders.length < MIN_RENDERS || elapsedMs >= HORIZON_MS) return null;
  const endedShareAt = endedShareOf(renders, speechSeconds);
  const steps = Math.ceil((HORIZON_MS - elapsedMs) / STEP_MS) + MAX_STEPS;
  const ended = new Float64Array(steps + 1).map((_, n) => endedShareAt(elapsedMs + n * STEP_MS));
  /** The area under `ended` up to each step. A plan's delay is a part of this area. */
  const area = cumulative(
    ended.map((share, n) => (n === 0 ? 0 : (share + (ended[n - 1] ?? 0)) / 2)),
  );
  /** The cost of the best plan from each step on, in polls. */
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
 * The estimated share of renders that have ended by a time (ms), weighted by similar length. Each
 * render ends uniformly within its observed interval.
 */
function endedShareOf(
  renders: readonly Render[],
  speechSeconds: number | null,
): (ms: number) => number {
  const endedPerCell = new Float64Array(HORIZON_MS / STEP_MS);
  let totalWeight = 1;
  for (const { afterMs, byMs, speechSeconds: other } of renders) {
    const weight = similarity(other, speechSeconds);
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
    const observed = (ended[cell - 1] ?? 0) + (at - cell) * (endedPerCell[cell] ?? 0);
    const prior = Math.log(ms / PRIOR_FROM_MS) / Math.log(HORIZON_MS / PRIOR_FROM_MS);
    return (observed + Math.min(1, Math.max(0, prior))) / totalWeight;
  };
}

/**
 * How similar two lengths are: 1 for the same, little for a half or the double, and never 0, since
 * the length may not matter.
 */
function similarity(one: number | null, other: number | null): number {
  if (one === null || other === null) return one === other ? 1 : MIN_SIMILARITY;
  // The offset keeps differences of a few seconds small.
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

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** After this long a render is "longer than usual". */
export const LATE_AFTER_MS = 15 * MINUTE;
/** After this long a video is given up. */
export const GIVE_UP_AFTER_MS = 24 * HOUR;
/** Jogg asks for at least this much between two looks at one project. https://docs.jogg.ai/api-reference/v2/API%20Documentation/GetResult */
export const LEAST_LOOK_GAP_MS = 5 * SECOND;

type Step = { readonly untilElapsed: number; readonly gap: number };

/** Dense when a result is likely (most renders take one to five minutes), rare later. */
const POLLING: readonly Step[] = [
  { untilElapsed: 1, gap: 12 * SECOND },
  { untilElapsed: MINUTE, gap: 10 * SECOND },
  { untilElapsed: 5 * MINUTE, gap: 30 * SECOND },
  { untilElapsed: HOUR, gap: MINUTE },
  { untilElapsed: Infinity, gap: 5 * MINUTE },
];

/** With webhooks on, polling is only the net under them. */
const SAFETY_NET: readonly Step[] = [
  { untilElapsed: 10 * MINUTE, gap: 90 * SECOND },
  { untilElapsed: HOUR, gap: 5 * MINUTE },
  { untilElapsed: Infinity, gap: 15 * MINUTE },
];

/**
 * How long to wait before the next look at a project, in ms: jittered by ±20 % with `roll` in
 * [0, 1), never under 5 s, then multiplied by `scale`.
 */
export function lookGap(facts: {
  elapsed: number;
  webhook: boolean;
  roll: number;
  scale: number;
}): number {
  const steps = facts.webhook ? SAFETY_NET : POLLING;
  const step = steps.find((each) => facts.elapsed < each.untilElapsed) ?? steps.at(-1);
  const gap = (step?.gap ?? MINUTE) * (0.8 + 0.4 * facts.roll);
  return Math.ceil(Math.max(LEAST_LOOK_GAP_MS, gap) * facts.scale);
}

/**
 * How long to wait before trying an effect again, in ms: what the other side asked for (at least
 * 1 s, at most 15 min), else doubling from 1 s to 60 s, jittered downwards.
 */
export function retryGap(tries: number, askedMs: number | null, roll: number): number {
  if (askedMs !== null) return Math.min(Math.max(askedMs, SECOND), 15 * MINUTE);
  const cap = Math.min(MINUTE, SECOND * 2 ** Math.min(tries, 6));
  return Math.ceil(cap * (0.5 + 0.5 * roll));
}

import { POINTS, type Point } from './calls.ts';
import { createRng, type Rng } from './rng.ts';

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const START = 1_800_000_000_000;

type Mishap = 'none' | 'root deleted' | 'archived' | 'app removed' | 'not a member';
/** A project's result at Jogg. `never`: it never ends. `lost`: Jogg does not know it. */
export type Truth = 'succeeded' | 'failed' | 'empty' | 'never' | 'lost';

/** Whether an embedded process ends by a power loss of its machine, which takes longer. */
export const losesPower = ({ embedded, processes }: Scenario, incarnation: number): boolean =>
  embedded && processes === 1 && incarnation % 2 === 1;

/** Everything that is drawn before a run, the same for the same seed. Rates are per call. */
export type Scenario = ReturnType<typeof scenarioOf>;

/** Every seed meets the common answers, so the others are targeted more often. */
const COMMON = /^before|→ (done|now|yes|running|succeeded)$/;
const RARE = /renders|Command|retract|late|delivered|expired|sleep|position|Reason/;
const TARGETS = POINTS.flatMap((point) =>
  COMMON.test(point.name) && !RARE.test(point.name) ? [point] : [point, point, point],
);
const { crash: CRASHES = [], loss: LOSSES = [] } = Object.groupBy(TARGETS, ({ fault }) => fault);

/** Makes consecutive seeds target points of every kind. */
const SEED_STRIDE = 101;

function targetOf(seed: number): Point {
  const of = seed % 2 === 0 ? CRASHES : LOSSES;
  const target = of[(Math.floor(seed / 2) * SEED_STRIDE) % of.length];
  if (!target) throw new Error('no points');
  return target;
}

/** The first seeds from `from` on that target a point. */
export function aimedSeeds(point: Point, from: number, most: number): number[] {
  const seeds: number[] = [];
  for (let seed = from; seeds.length < most; seed += 1)
    if (targetOf(seed) === point) seeds.push(seed);
  return seeds;
}

/** Draws the scenario of a seed, biased towards its target. */
export function scenarioOf(seed: number) {
  const rng = createRng(seed * 2 + 1);
  const { happens, between, pick, weigh } = rng;
  const target = targetOf(seed);
  const nth = Math.floor(seed / 2);
  const about = (words: RegExp): boolean => words.test(target.name);
  const isCalm = happens(0.1);
  const rate = (...from: number[]): number => (isCalm ? 0 : pick(from));
  const isLate = about(/ late/);
  const misplaces = about(/misplaced|retract/);
  const rejected = about(/messenger.*(→ refused|edit → gone)/);
  const misplacesCard = about(/card → misplaced/) || (about(/retract/) && happens(0.3));
  const processes = target.fault === 'loss' || about(/isHeld → no/) || happens(0.45) ? 2 : 1;
  const short = between(MINUTE, 10 * MINUTE);
  const faultsUntil = weigh([short, 5], [between(short, HOUR), 3], [between(HOUR, 3 * HOUR), 1]);
  const store = about(/sleep|queue.retry/) ? 0.06 : rate(0, 0, 0.005, 0.03);
  const often = () => rate(0, 0, 0.1, 0.1, 0.3, 0.3, 0.8);
  const mishap = mishapOf(rng, target.name);
  const soon = weigh([0, 1], [between(0, 20 * SECOND), 3], [between(0, 10 * MINUTE), 2]);
  const early = misplaces || rejected ? between(4 * SECOND, 10 * SECOND) : soon;
  return {
    seed,
    /** The point that this seed injects a fault at, and at which of its occurrences. */
    target,
    targetAt: weigh([1, 8], [2, 2], [3, 1]),
    /** A call that prefers these labels until the target is hit, or null. */
    bias: biasOf(rng, target, misplaces || rejected),
    videos: weigh([1, 7], [2, 2], [3, 1]),
    /** One workspace, or two with a shared account or with accounts of their own. */
    accounts: (['one', 'one', 'shared', 'one', 'one', 'own'] as const)[nth % 6],
    processes,
    /** The store is in the process: its requests die with it, and a restart frees its claims. */
    embedded: happens(0.5),
    /** The version of Jogg's API for new videos, and whether it changes once. */
    version: pick<'v1' | 'v2'>(['v1', 'v2']),
    changesVersion: nth % 4 === 3,
    faultsUntil,
    faults: { store, slack: often(), jogg: often(), process: 0.08 },
    crashes: rate(0, 0, 0.002, 0.01, 0.04),
    pauses: about(/isHeld → no/) ? 0.15 : rate(0, 0, 0.005, 0.03),
    /** How often another process takes over a task from a running one. */
    losses: processes === 2 ? rate(0, 0, 0.005, 0.03) : 0,
    webhook: about(/Hint|findByProject|unconfirmed\.|identify/) || happens(0.6),
    /** Whether Jogg returns the title of a project. */
    titled: !about(/→ time/) && (about(/→ title/) || happens(0.5)),
    /** Whether people use a recording, which must be uploaded to Jogg first. */
    ownAudio: about(/audio\./) || nth % 8 === 5,
    /** Whether the app may store files and read the history in Slack, and whether people cancel. */
    files: about(/files\.|discard/) ? !about(/impossible/) : happens(0.4),
    history: happens(about(/unreadable|direct/) ? 0.15 : about(/find|misplaced|discard/) ? 1 : 0.5),
    cancels: nth % 7 === 3,
    inThread: misplacesCard || (!misplaces && happens(0.25)),
    directRefused: about(/direct → refused/) || happens(0.03),
    mishap,
    mishapAt:
      misplacesCard || about(/card →|direct/) ? 0 : isLate ? between(MINUTE, 10 * MINUTE) : early,
    misplaced: misplaces || happens(0.6),
    truth: truthFor(rng, target.name),
    slow: isLate || happens(0.06),
    /** What the requester does when asked to choose. */
    behavior: about(/cancelled/)
      ? 'gives up'
      : pick(['any', 'again', 'gives up', ...(about(/Command|queue.wake/) ? [] : ['silent'])]),
    /** After how many ms a removed app is installed again; null: never. */
    backAfter: happens(0.5) ? between(MINUTE, 6 * HOUR) : null,
    /** The channel of requests: a channel, or the direct message by either id, without a mishap. */
    origin:
      /none|removed/.test(mishap) && !misplacesCard && happens(0.25) ? pick(['D1', 'U1']) : 'C1',
  } as const;
}

function biasOf({ happens }: Rng, { name, call }: Point, isSlow: boolean) {
  const lost = ['unknown, done', ...(/identify|saveFacts/.test(name) ? [] : ['unknown, not sent'])];
  if (call.startsWith('messenger.find '))
    return { call: call.replace('find', 'post'), labels: lost };
  if (/retract → gone/.test(name)) return { call, labels: ['later, done'] };
  const isInDoubt = /Command|cancelled|unconfirmed|queue.wake|identify|findByProject/.test(name);
  if (!isInDoubt && !(/retract/.test(name) && happens(0.6))) return null;
  const after = 'unknown, done after all';
  return { call: 'renderer.submit', labels: isSlow ? [after] : [...lost, after] };
}

function truthFor({ pick }: Rng, target: string): Truth | null {
  if (/expired/.test(target)) return 'never';
  if (/empty/.test(target)) return 'empty';
  if (/Reason/.test(target)) return 'failed';
  if (/poll → (failed|absent)|save failed/.test(target)) return pick(['failed', 'lost']);
  const shows = /renders|delivered|files\.|discard|(post|find) result/.test(target);
  return shows ? 'succeeded' : null;
}

function mishapOf({ happens, pick }: Rng, target: string): Mishap {
  if (/misplaced|retract/.test(target)) return 'root deleted';
  if (/direct/.test(target)) return happens(0.8) ? 'not a member' : 'archived';
  if (/messenger.*(→ refused|edit → gone)/.test(target)) return pick(['archived', 'not a member']);
  return happens(0.8) ? 'none' : pick(['root deleted', 'archived', 'app removed', 'not a member']);
}

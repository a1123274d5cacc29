import { POINTS, type Point } from './calls.ts';
import { createRng, type Rng } from './rng.ts';

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const START = 1_800_000_000_000;

type Mishap = 'none' | 'root deleted' | 'archived' | 'app removed' | 'not a member';
/** What Jogg makes of a request: the last two never end, or are unknown to those who ask. */
export type Truth = 'succeeded' | 'failed' | 'empty' | 'never' | 'lost';

/** Whether a process that has the store in it ends its incarnation with its machine, not back so soon. */
export const losesPower = (
  of: Pick<Scenario, 'embedded' | 'processes'>,
  incarnation: number,
): boolean => of.embedded && of.processes === 1 && incarnation % 2 === 1;

/** All that is drawn before a run begins: the same for the same seed. Rates are per call. */
export type Scenario = ReturnType<typeof scenarioOf>;

/** Common answers are met by every seed; the others are aimed at more often. */
const COMMON = /^before|→ (done|now|yes|running|succeeded)$/;
const RARE = /renders|Command|retract|late|delivered|expired|sleep|position|Reason/;
const TARGETS = POINTS.flatMap((point) =>
  COMMON.test(point.name) && !RARE.test(point.name) ? [point] : [point, point, point],
);
const [CRASHES, LOSSES] = (['crash', 'loss'] as const).map((fault) =>
  TARGETS.filter((each) => each.fault === fault),
);

/** So that seeds which follow each other aim at points of every kind. */
const SEED_STRIDE = 101;

function targetOf(seed: number): Point {
  const of = (seed % 2 === 0 ? CRASHES : LOSSES) ?? [];
  const target = of[(Math.floor(seed / 2) * SEED_STRIDE) % of.length];
  if (!target) throw new Error('no points');
  return target;
}

/** The first seeds from `from` on that aim at a point. */
export function aimedSeeds(point: Point, from: number, most: number): number[] {
  const seeds: number[] = [];
  for (let seed = from; seeds.length < most; seed += 1)
    if (targetOf(seed) === point) seeds.push(seed);
  return seeds;
}

/** Draws the scenario of a seed, leaning towards its target. */
export function scenarioOf(seed: number) {
  const rng = createRng(seed * 2 + 1);
  const { happens, between, pick, weigh } = rng;
  const target = targetOf(seed);
  const nth = Math.floor(seed / 2);
  const about = (words: RegExp): boolean => words.test(target.name);
  const isCalm = happens(0.1);
  const rate = (...from: number[]): number => (isCalm ? 0 : pick(from));
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
  const whileItWorks = misplaces || rejected ? between(4 * SECOND, 10 * SECOND) : soon;
  return {
    seed,
    /** The one crash point that this seed tries to hit, at this meeting, whatever else happens. */
    target,
    targetAt: weigh([1, 8], [2, 2], [3, 1]),
    /** A call that goes wrong in one of these ways until the target is hit, or null. */
    bias: biasOf(rng, target, misplaces || rejected),
    videos: weigh([1, 7], [2, 2], [3, 1]),
    /** Whether one workspace uses the processes, or two: with one account, or one each. */
    accounts: (['one', 'one', 'shared', 'one', 'one', 'own'] as const)[nth % 6],
    processes,
    /** The store lives in the process: no request outlives it, a new incarnation frees its claims. */
    embedded: happens(0.5),
    /** The version of Jogg's API that videos are asked for over, and whether it changes once. */
    version: pick<'v1' | 'v2'>(['v1', 'v2']),
    changesVersion: nth % 4 === 3,
    faultsUntil,
    faults: { store, slack: often(), jogg: often(), process: 0.08 },
    crashes: rate(0, 0, 0.002, 0.01, 0.04),
    pauses: about(/isHeld → no/) ? 0.15 : rate(0, 0, 0.005, 0.03),
    /** How often another process takes a task over from one that works. */
    losses: processes === 2 ? rate(0, 0, 0.005, 0.03) : 0,
    webhook: about(/Hint|findByProject|unconfirmed\.|identify/) || happens(0.6),
    /** Whether Jogg gives a project the name that its video was given. */
    titled: !about(/→ time/) && (about(/→ title/) || happens(0.5)),
    /** Whether people give a recording of their own, which must be handed to Jogg first. */
    ownAudio: about(/audio\./) || nth % 8 === 5,
    /** Whether the app may store files in Slack, and read there; whether people cancel. */
    files: about(/files\.|discard/) ? !about(/impossible/) : happens(0.4),
    history: happens(about(/unreadable|direct/) ? 0.15 : about(/find|misplaced|discard/) ? 1 : 0.5),
    cancels: nth % 7 === 3,
    inThread: misplacesCard || (!misplaces && happens(0.25)),
    directRefused: about(/direct → refused/) || happens(0.03),
    mishap,
    mishapAt:
      misplacesCard || about(/card →|direct/)
        ? 0
        : about(/ late/)
          ? between(MINUTE, 10 * MINUTE)
          : whileItWorks,
    misplaced: misplaces || happens(0.6),
    truth: truthFor(rng, target.name),
    slow: about(/ late/) || happens(0.06),
    /** What the requester does when shown a choice. */
    behavior: about(/cancelled/)
      ? 'gives up'
      : pick(['any', 'again', 'gives up', ...(about(/Command|queue.wake/) ? [] : ['silent'])]),
    /** How long after its mishap an app that was removed is back, in ms; null: never. */
    backAfter: happens(0.5) ? between(MINUTE, 6 * HOUR) : null,
    /** Where people ask: a channel, or their own with the app, by either name. No mishap there. */
    origin:
      /none|app removed/.test(mishap) && !misplacesCard && happens(0.25)
        ? pick(['D1', 'U1'])
        : 'C1',
  } as const;
}

function biasOf({ happens }: Rng, { name, call }: Point, isSlow: boolean) {
  const lost = ['unknown, done', ...(/identify|saveFacts/.test(name) ? [] : ['unknown, not sent'])];
  if (call.startsWith('messenger.find '))
    return { call: call.replace('find', 'post'), labels: lost };
  if (/retract → gone/.test(name)) return { call, labels: ['later, done'] };
  const isUnconfirmed = /Command|cancelled|unconfirmed|queue.wake|identify|findByProject/.test(
    name,
  );
  if (!isUnconfirmed && !(/retract/.test(name) && happens(0.6))) return null;
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

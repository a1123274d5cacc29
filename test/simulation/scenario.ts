import { CRASH_POINTS, type CrashPoint } from './calls.ts';
import { createDice, type Dice } from './dice.ts';

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const START = 1_800_000_000_000;

type Mishap = 'none' | 'root deleted' | 'archived' | 'app removed' | 'not a member';
/** What Jogg makes of a request: the last two never end, or are unknown to those who ask. */
export type Truth = 'succeeded' | 'failed' | 'empty' | 'never' | 'lost';

/** A stretch of time, ms since the start. */
type Stretch = { readonly from: number; readonly until: number };
const NEVER: Stretch = { from: 0, until: 0 };

/** Whether `now` (ms since the epoch) is in that stretch. */
export const isWithin = ({ from, until }: Stretch, now: number): boolean =>
  now - START >= from && now - START < until;

/** All that is drawn before a run begins: the same for the same seed. Rates are per call. */
export type Scenario = ReturnType<typeof scenarioOf>;

/** Common answers are met by every seed; the others are aimed at more often. */
const COMMON = /^before|→ (done|now|yes|running|succeeded)$/;
const RARE = /rendered|Command|retract|late|delivered|expired|sleep/;
const TARGETS: readonly CrashPoint[] = CRASH_POINTS.flatMap((point) =>
  COMMON.test(point.name) && !RARE.test(point.name) ? [point] : [point, point, point],
);

/** The first seeds from `from` on that aim at a crash point. */
export function aimedSeeds(point: CrashPoint, from: number, most: number): number[] {
  const seeds: number[] = [];
  for (let seed = from; seeds.length < most; seed += 1)
    if (TARGETS[seed % TARGETS.length] === point) seeds.push(seed);
  return seeds;
}

/** Draws the scenario of a seed, leaning towards its target. */
export function scenarioOf(seed: number) {
  const dice = createDice(seed * 2 + 1);
  const target = TARGETS[seed % TARGETS.length];
  if (!target) throw new Error('no crash points');
  const about = (...words: string[]): boolean => words.some((word) => target.name.includes(word));
  const calm = dice.happens(0.1);
  const rate = (...from: number[]): number => (calm ? 0 : dice.pick(from));
  const strayed = about('misplaced', 'retract');
  const rejected = about('messenger') && about('→ refused', 'edit → gone');
  const mishap = mishapOf(dice, { strayed, rejected, direct: about('direct') });
  const cardStrays = about('card → misplaced') || (about('retract') && dice.happens(0.3));
  const fenced = about('lease.isHeld → no');
  const processes = dice.happens(fenced ? 1 : 0.45) ? 2 : 1;
  const faultsUntil = dice.weigh(
    [dice.between(MINUTE, 10 * MINUTE), 5],
    [dice.between(10 * MINUTE, HOUR), 3],
    [dice.between(HOUR, 3 * HOUR), 1],
  );
  const faults = {
    store: about('sleep', 'queue.retry') ? 0.06 : rate(0, 0, 0.005, 0.03),
    slack: rate(0, 0.1, 0.3),
    jogg: rate(0, 0.1, 0.3),
    process: 0.08,
  };
  const down = {
    store: dice.happens(0.06) ? stretch(dice, faultsUntil) : NEVER,
    slack: dice.happens(0.08) ? stretch(dice, faultsUntil) : NEVER,
    jogg: dice.happens(0.08) ? stretch(dice, faultsUntil) : NEVER,
  };
  const failing = faults.store + faults.jogg + down.store.until + down.jogg.until;
  return {
    seed,
    /** The one crash point that this seed tries to hit, at this meeting, whatever else happens. */
    target,
    targetAt: dice.weigh([1, 8], [2, 2], [3, 1]),
    /** A call that goes wrong in one of these ways until the target is hit, or null. */
    lean: leanOf(dice, target, strayed || rejected),
    videos: dice.weigh([1, 7], [2, 2], [3, 1]),
    processes,
    /** The store lives in the process: no request outlives it, a new life frees its claims. */
    embedded: dice.happens(0.5),
    /** The version of Jogg's API that videos are asked for over, and whether it changes once. */
    version: Math.floor(seed / TARGETS.length) % 2 === 0 ? 'v1' : 'v2',
    changesVersion: seed % 4 === 3,
    faultsUntil,
    faults,
    down,
    /** Neither store nor Jogg is meant to fail. */
    calm: failing === 0 && !about('threw', 'renderer'),
    crashes: rate(0, 0, 0.002, 0.01, 0.04),
    pauses: fenced ? 0.15 : rate(0, 0, 0.005, 0.03),
    /** How often another process takes a task over from one that works. */
    losses: processes === 2 ? rate(0, 0, 0.005, 0.03) : 0,
    webhook: about('Hint', 'findByProject', 'unconfirmed.', 'identify') || dice.happens(0.6),
    /** Whether Jogg gives a project the name that its video was given. */
    titled: about('→ time') ? false : about('→ title') || dice.happens(0.5),
    /** Whether people give a recording of their own, which must be handed to Jogg first. */
    ownAudio: about('audio.') || seed % 8 === 5,
    /** Whether the app may store files in Slack; whether people change their mind. */
    files: about('files.') ? !about('impossible') : dice.happens(0.4),
    cancels: seed % 7 === 3,
    history: about('unreadable', 'direct')
      ? dice.happens(0.15)
      : about('find', 'misplaced') || dice.happens(0.5),
    inThread: cardStrays || (!strayed && dice.happens(0.25)),
    directRefused: about('direct → refused') || dice.happens(0.03),
    mishap,
    mishapAt:
      cardStrays || about('card →', 'direct')
        ? 0
        : mishapTime(dice, about(' late'), strayed || rejected),
    misplaced: strayed || dice.happens(0.6),
    truth: truthFor(dice, about),
    slow: about(' late') || dice.happens(0.06),
    /** What the requester does when shown a choice. */
    manner: about('cancelled')
      ? 'gives up'
      : about('Command', 'queue.wake')
        ? dice.pick(['any', 'again', 'gives up'] as const)
        : dice.pick(['silent', 'again', 'again', 'gives up', 'any'] as const),
    /** How long after its mishap an app that was removed is back, in ms; null: never. */
    backAfter: dice.happens(0.5) ? dice.between(MINUTE, 6 * HOUR) : null,
    /** Where people ask: a channel, or their own with the app, by either name. No mishap there. */
    origin:
      ['none', 'app removed'].includes(mishap) && !cardStrays && dice.happens(0.25)
        ? dice.pick(['D1', 'U1'] as const)
        : 'C1',
  } as const;
}

function leanOf(dice: Dice, { name, call }: CrashPoint, slowly: boolean) {
  const lost = ['unknown, not sent', 'unknown, done'];
  if (call.startsWith('messenger.find '))
    return { call: call.replace('find', 'post'), labels: lost };
  if (/retract → gone/.test(name)) return { call, labels: ['later, done'] };
  const doubted =
    (/retract/.test(name) && dice.happens(0.6)) ||
    /Command|cancelled|unconfirmed|queue.wake|identify/.test(name);
  if (!doubted || dice.happens(0.1)) return null;
  const after = 'unknown, done after all';
  return { call: 'renderer.submit', labels: slowly ? [after] : [...lost, after] };
}

function truthFor(dice: Dice, about: (...words: string[]) => boolean): Truth | null {
  if (about('expired')) return 'never';
  if (about('empty')) return 'empty';
  if (about('poll → failed', 'poll → absent', 'save failed')) return dice.pick(['failed', 'lost']);
  const isShown = about('rendered', 'delivered', 'files.', 'post result', 'find result');
  return isShown ? 'succeeded' : null;
}

function stretch(dice: Dice, until: number): Stretch {
  const from = dice.between(0, until);
  return { from, until: Math.min(until, from + dice.between(10 * SECOND, HOUR)) };
}

type Aims = { readonly strayed: boolean; readonly rejected: boolean; readonly direct: boolean };

function mishapOf(dice: Dice, about: Aims): Mishap {
  if (about.strayed) return 'root deleted';
  if (about.direct) return dice.happens(0.8) ? 'not a member' : 'archived';
  if (about.rejected) return dice.pick(['archived', 'not a member']);
  if (!dice.happens(0.2)) return 'none';
  return dice.pick(['root deleted', 'archived', 'app removed', 'not a member']);
}

function mishapTime(dice: Dice, late: boolean, aimed: boolean): number {
  if (late) return dice.between(MINUTE, 10 * MINUTE);
  if (aimed) return dice.between(4 * SECOND, 10 * SECOND);
  return dice.weigh([0, 1], [dice.between(0, 20 * SECOND), 3], [dice.between(0, 10 * MINUTE), 2]);
}

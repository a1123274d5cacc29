import type { Bug } from '../bugs.ts';
import { pointName } from '../calls.ts';
import type { Point, Watch } from '../machine.ts';
import { runScenario } from '../run-seed.ts';
import type { Life } from './lives.ts';

/** A point of a life at which a run holds its task. */
interface HeldPoint {
  /** The how-many-th it is. */
  readonly nth: number;
  readonly call: string;
  readonly name: string;
  /** Between being told that it holds its claim, and what that guards. */
  readonly guarded: boolean;
}

/**
 * How long the old holder stands still when it has lost its claim (ms): not at all, so that both go
 * on at once; until the other is in the midst of it; until the other is long done.
 */
const FREEZES_MS = [0, 2_000, 60_000] as const;

/** Calls back at each point at which a run holds its task. */
const held = (use: (point: Point, nth: number, blow: Parameters<Watch>[1]) => void): Watch =>
  (() => {
    let nth = 0;
    return (point, blow) => {
      if (!point.held) return;
      nth += 1;
      use(point, nth, blow);
    };
  })();

/**
 * The points of a life where no claim is lost, each once for each pair of points that leads to it:
 * polls look alike.
 */
async function pointsOf({ scenario, ends, name }: Life): Promise<HeldPoint[]> {
  const points = new Map<string, HeldPoint>();
  let path: string[] = [];
  const life = await runScenario(scenario, {
    watch: held(({ call, answer, guarded }, nth) => {
      const point = { nth, call, name: pointName(call, answer), guarded };
      path = [...path.slice(-2), point.name];
      if (!points.has(path.join())) points.set(path.join(), point);
    }),
  });
  const [ended, ...broken] = [life.ends.join(), ...life.violations.map(({ rule }) => rule)];
  if (ended !== ends || broken.length > 0) throw new Error(`${name}: ${ended} ${broken.join()}`);
  return [...points.values()];
}

/** Lives with the claim lost at one point: another replica takes the task, its holder goes on. */
async function loseAt({ scenario }: Life, at: HeldPoint, freezeMs: number, bug: Bug) {
  let loser: Point['actor'] | undefined;
  let isTaken = false;
  const watch = held(({ actor, call, answer }, nth, { lose, freeze }) => {
    if (loser && actor !== loser && call === 'queue.claim') isTaken = true;
    if (nth !== at.nth || pointName(call, answer) !== at.name) return;
    loser = actor;
    lose();
    if (freezeMs > 0) freeze(freezeMs);
  });
  const { violations } = await runScenario(scenario, { watch, bug });
  return { isTaken, violations };
}

/**
 * What came of losing the claim at every `every`-th point of those lives, in every way, until
 * `rule` is broken.
 */
export async function loseClaims(lives: readonly Life[], every = 1, bug: Bug = {}, rule = '') {
  /** The calls around which the lives hold their task. */
  const met = new Set<string>();
  /** Points at which nobody took the task over. */
  const missed: string[] = [];
  const broken: { readonly where: string; readonly rule: string; readonly detail: string }[] = [];
  let points = 0;
  let seen = 0;
  for (const life of lives)
    for (const point of await pointsOf(life)) {
      if (point.name.startsWith('before')) met.add(point.call);
      for (const freezeMs of FREEZES_MS) {
        // Nothing stands still between being told and doing it: both are one step of a process.
        if (point.guarded && freezeMs > 0) continue;
        seen += 1;
        if (seen % every !== 0) continue;
        points += 1;
        const where = `${life.name}, ${point.nth} ${point.name}, ${freezeMs} ms`;
        const { isTaken, violations } = await loseAt(life, point, freezeMs, bug);
        if (!isTaken) missed.push(where);
        broken.push(...violations.map((each) => ({ where, rule: each.rule, detail: each.detail })));
        if (broken.some((each) => each.rule === rule)) return { points, met, missed, broken };
      }
    }
  return { points, met, missed, broken };
}

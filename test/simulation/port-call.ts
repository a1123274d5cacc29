import { callOf, hadEffect, type Service } from './calls.ts';
import type { Dice } from './rng.ts';
import type { Scenario } from './scenario.ts';

/** What a port call comes to. The machine draws how it goes: `label`, one of `calls.ts`. */
export interface PortCall<T> {
  /** How it goes where nothing fails; by default it is done. */
  readonly truth?: string;
  /** Whether no fault can come now, and which ones cannot. */
  readonly sure?: boolean;
  readonly not?: readonly string[];
  /** Called when the request leaves. */
  readonly leaves?: (label: string) => void;
  /** What it does outside; without one, no fault has an effect. */
  readonly effect?: (() => void) | undefined;
  /** How long it takes, in ms, where that is not left to chance. */
  readonly takes?: number;
  /** `kind`: its label up to the comma. */
  readonly answer: (kind: string) => T;
}

/** Answers by their kind. */
export const among =
  <T>(answers: Readonly<Record<string, T>>) =>
  (kind: string): T => {
    if (!(kind in answers)) throw new Error(`no answer for ${kind}`);
    return answers[kind] as T;
  };

/** Shortest and longest time of an answer, usually and seldom, in ms. */
const USUAL_MS = { store: [0, 3], slack: [30, 300], jogg: [50, 800], process: [0, 0] } as const;
const SLOW_MS = [500, 9_000] as const;
const SELDOM_MS = { store: [50, 2_000], slack: SLOW_MS, jogg: SLOW_MS, process: [0, 0] } as const;
/** Done before a process that has died works again. */
const SWIFT = /edit|retract|discard/;
const PATIENCE_MS = 10_000;

/** How port calls go, and how long they take: by chance, and by what the seed aims at. */
export function createDraws(
  { scenario, dice }: { scenario: Scenario; dice: Dice },
  { isAimed, isFaulty }: { isAimed(call: string): boolean; isFaulty(): boolean },
) {
  const { target, lean } = scenario;
  /** How a call goes: in truth, or by one of its faults. */
  const draw = (name: string, { truth = 'done', sure, not = [], effect }: PortCall<unknown>) => {
    if (sure) return truth;
    const { service, faults } = callOf(name);
    const able = faults.filter(
      ([label]) => (effect !== undefined || !hadEffect(label)) && !not.includes(label),
    );
    const among = (labels: readonly string[]) => able.filter(([label]) => labels.includes(label));
    const isLeant = lean?.call === name && isAimed(target.call);
    const wanted = among(isLeant ? lean.labels : isAimed(name) ? [`${target.answer}`] : []);
    if (wanted.length > 0 && dice.happens(0.65)) return dice.weigh(...wanted);
    const fails = able.length > 0 && isFaulty() && dice.happens(scenario.faults[service]);
    return fails ? dice.weigh(...able) : truth;
  };

  const quick = (service: Service): number => {
    const [least, most] = dice.happens(0.03) ? SELDOM_MS[service] : USUAL_MS[service];
    return dice.between(least, most);
  };
  /** When a call has its effect, and when it is answered: in how many ms. */
  const timesOf = (name: string, label: string, takes?: number): readonly [number, number] => {
    const { service } = callOf(name);
    if (takes !== undefined) return [takes, takes];
    if (label === 'unknown, done after all')
      return [PATIENCE_MS + dice.between(1, 9_000), PATIENCE_MS];
    const first = SWIFT.test(name) ? dice.between(30, 150) : quick(service);
    const isOutside = service === 'slack' || service === 'jogg';
    return isOutside ? [first, Math.min(PATIENCE_MS, first + quick(service))] : [first, first];
  };
  return { draw, timesOf };
}

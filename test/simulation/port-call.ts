import { callOf, hadEffect, type Service } from './calls.ts';
import type { Rng } from './rng.ts';
import type { Scenario } from './scenario.ts';

/** What a port call comes to. The machine draws how it goes: `label`, one of `calls.ts`. */
export interface PortCall<T> {
  /** How it goes where nothing fails; by default it is done. */
  readonly truth?: string;
  /** Whether no fault can come now, and which ones cannot. */
  readonly neverFails?: boolean;
  readonly except?: readonly string[];
  /** Called when the request leaves. */
  readonly onSend?: (label: string) => void;
  /** What it does outside; without one, no fault has an effect. */
  readonly effect?: (() => void) | undefined;
  /** How long it takes, in ms, where that is not left to chance. */
  readonly durationMs?: number;
  /** `kind`: its label up to the comma. */
  readonly answer: (kind: string) => T;
}

/** Answers by their kind. */
export const answerBy =
  <T>(answers: Readonly<Record<string, T>>) =>
  (kind: string): T => {
    if (!(kind in answers)) throw new Error(`no answer for ${kind}`);
    return answers[kind] as T;
  };

/** Shortest and longest time of an answer, usually and seldom, in ms. */
const USUAL_MS = { store: [0, 3], slack: [30, 300], jogg: [50, 800], process: [0, 0] } as const;
const SLOW_MS = [500, 9_000] as const;
const RARE_MS = { store: [50, 2_000], slack: SLOW_MS, jogg: SLOW_MS, process: [0, 0] } as const;
/** Done before a process that has died works again. */
const FAST = /edit|retract|discard/;
const TIMEOUT_MS = 10_000;

/** How port calls go, and how long they take: by chance, and by what the seed aims at. */
export function createDraws(
  { scenario, rng }: { scenario: Scenario; rng: Rng },
  { isAimed, isFaulty }: { isAimed(call: string): boolean; isFaulty(): boolean },
) {
  const { target, bias } = scenario;
  /** How a call goes: in truth, or by one of its faults. */
  const draw = (
    name: string,
    { truth = 'done', neverFails, except = [], effect }: PortCall<unknown>,
  ) => {
    if (neverFails) return truth;
    const { service, faults } = callOf(name);
    const possible = faults.filter(
      ([label]) => (effect !== undefined || !hadEffect(label)) && !except.includes(label),
    );
    const among = (labels: readonly string[]) =>
      possible.filter(([label]) => labels.includes(label));
    const isBiased = bias?.call === name && isAimed(target.call);
    const aimed = among(isBiased ? bias.labels : isAimed(name) ? [`${target.answer}`] : []);
    if (aimed.length > 0 && rng.happens(0.65)) return rng.weigh(...aimed);
    const fails = possible.length > 0 && isFaulty() && rng.happens(scenario.faults[service]);
    return fails ? rng.weigh(...possible) : truth;
  };

  const latency = (service: Service): number => {
    const [least, most] = rng.happens(0.03) ? RARE_MS[service] : USUAL_MS[service];
    return rng.between(least, most);
  };
  /** When a call has its effect, and when it is answered: in how many ms. */
  const timesOf = (name: string, label: string, durationMs?: number): readonly [number, number] => {
    const { service } = callOf(name);
    if (durationMs !== undefined) return [durationMs, durationMs];
    if (label === 'unknown, done after all')
      return [TIMEOUT_MS + rng.between(1, 9_000), TIMEOUT_MS];
    const first = FAST.test(name) ? rng.between(30, 150) : latency(service);
    const isOutside = service === 'slack' || service === 'jogg';
    return isOutside ? [first, Math.min(TIMEOUT_MS, first + latency(service))] : [first, first];
  };
  return { draw, timesOf };
}

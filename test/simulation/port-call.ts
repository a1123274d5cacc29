import { callOf, hadEffect, type Service } from './calls.ts';
import type { Rng } from './rng.ts';
import type { Scenario } from './scenario.ts';

/** A port call's possible results. The machine draws one of them: `label`, listed in `calls.ts`. */
export interface PortCall<T> {
  /** The label if nothing fails; default: `done`. */
  readonly truth?: string;
  /** Whether the call never fails, and which faults are impossible now. */
  readonly neverFails?: boolean;
  readonly except?: readonly string[];
  readonly onSend?: (label: string) => void;
  /** The effect on the service. Without one, no fault has an effect. */
  readonly effect?: (() => void) | undefined;
  /** A fixed duration; otherwise it is random. */
  readonly durationMs?: number;
  /** `kind`: the label up to the comma. */
  readonly answer: (kind: string) => T;
}

export const answerBy =
  <T>(answers: Readonly<Record<string, T>>) =>
  (kind: string): T => {
    if (!(kind in answers)) throw new Error(`no answer for ${kind}`);
    return answers[kind] as T;
  };

/** The shortest and the longest latency, usually and rarely, in ms. */
const USUAL_MS = { store: [0, 3], slack: [30, 300], jogg: [50, 800], process: [0, 0] } as const;
const SLOW_MS = [500, 9_000] as const;
const RARE_MS = { store: [50, 2_000], slack: SLOW_MS, jogg: SLOW_MS, process: [0, 0] } as const;
/** Calls that end before a crashed process restarts. */
const FAST = /edit|retract|discard/;
const TIMEOUT_MS = 10_000;

/** Draws the labels and latencies of port calls, at random and by the seed's target. */
export function createDraws(
  { scenario, rng }: { scenario: Scenario; rng: Rng },
  { isAimed, isFaulty }: { isAimed(call: string): boolean; isFaulty(): boolean },
) {
  const { target, bias } = scenario;
  /** Draws a call's label: the truth, or one of its faults. */
  const draw = (name: string, port: PortCall<unknown>) => {
    const { truth = 'done', neverFails, except = [], effect } = port;
    if (neverFails) return truth;
    const { service, faults } = callOf(name);
    const possible = faults.filter(
      ([label]) => (effect !== undefined || !hadEffect(label)) && !except.includes(label),
    );
    const among = (these: readonly string[]) => possible.filter(([label]) => these.includes(label));
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
  /** The ms until a call has its effect, and until it is answered. */
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

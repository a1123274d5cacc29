import type { World } from './machine.ts';
import { isWithin, type Stretch } from './scenario.ts';

/** How a request that must not happen twice may go. */
export type Sending =
  | 'done'
  | 'later'
  | 'refused'
  | 'unknown, not sent'
  | 'unknown, done'
  | 'unknown, done after all';

/** The ways that leave doubt, by their weight. */
export const DOUBTFUL = [
  ['unknown, not sent', 2],
  ['unknown, done', 3],
  ['unknown, done after all', 1],
] as const;

export type Weather = ReturnType<typeof createWeather>;

/**
 * How well another service can be reached: its rate of faults, its outage, its usual shortest and
 * longest time of an answer (ms).
 */
export function createWeather(
  { machine, scenario, dice }: World,
  rate: number,
  down: Stretch,
  usual: readonly [number, number],
) {
  return {
    isDown: (): boolean => isWithin(down, machine.now()),
    /** The answer to a call: `fine`, or one of its faults, by their weight. */
    draw<T extends string>(call: string, fine: T, faults: readonly (readonly [T, number])[]): T {
      const wanted =
        machine.isAimed(call) && faults.find(([label]) => label === scenario.target.answer);
      if (wanted && dice.happens(0.7)) return wanted[0];
      return machine.isFaulty() && dice.happens(rate) ? dice.weigh(faults) : fine;
    },
    /** How long it asks to be left alone (ms), or null where it does not say. */
    laterIn: () => (dice.happens(0.5) ? dice.between(0, 90_000) : null),
    /** How long it takes to answer, in ms. */
    quick: () => (dice.happens(0.04) ? dice.between(500, 9_000) : dice.between(...usual)),
  };
}

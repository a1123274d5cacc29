import type { Dice } from './dice.ts';
import type { Machine } from './machine.ts';
import { type Scenario, START, type Stretch } from './scenario.ts';

/** How well another service can be reached: its faults, its outage, its haste. */
export interface Weather {
  isDown(): boolean;
  /** The answer to a call: `fine`, or one of its faults, by their weight. */
  draw<T extends string>(call: string, fine: T, faults: readonly (readonly [T, number])[]): T;
  /** How long it asks to be left alone (ms), or null where it does not say. */
  laterIn(): number | null;
  /** How long it takes to answer, in ms. */
  quick(): number;
}

export function createWeather(deps: {
  readonly machine: Machine;
  readonly scenario: Scenario;
  readonly dice: Dice;
  readonly faults: number;
  readonly down: Stretch;
  /** The usual shortest and longest time of an answer, in ms. */
  readonly usual: readonly [number, number];
}): Weather {
  const { machine, scenario, dice, faults: rate, down, usual } = deps;
  return {
    isDown() {
      const since = machine.now() - START;
      return since >= down.from && since < down.until;
    },
    draw(call, fine, faults) {
      const wanted =
        machine.isAimed(call) && faults.find(([label]) => label === scenario.target.answer);
      if (wanted && dice.happens(0.7)) return wanted[0];
      return machine.isFaulty() && dice.happens(rate) ? dice.weigh(faults) : fine;
    },
    laterIn: () => (dice.happens(0.5) ? dice.between(0, 90_000) : null),
    quick: () => (dice.happens(0.04) ? dice.between(500, 9_000) : dice.between(...usual)),
  };
}

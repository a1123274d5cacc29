import type { Holds } from '../../src/domain/ports.ts';
import type { Clock } from '../../src/lib/clock.ts';
import { createHolds } from '../../src/store/limits/holds.ts';
import { openState } from '../../src/store/open-state.ts';

/** The app's holds, timed by `clock`, in their own memory. */
export function createTestHolds(clock: Clock): Holds {
  const logEvent = () => undefined;
  const { change } = openState('memory:', logEvent, { clock, random: () => 0.5 });
  return createHolds({ change, logEvent });
}

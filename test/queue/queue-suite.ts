import { describe } from 'vitest';
import { itRunsWhatWasAdded } from './added-tasks.ts';
import { itOutlivesFailures } from './failing-tasks.ts';
import type { MakeHarness } from './harness.ts';
import { itHoldsUntilTheEnd } from './held-leases.ts';
import { itKeepsToItsPlaces } from './places.ts';
import { itWakesWhatRests } from './resting-tasks.ts';

/** What every task queue of this app must do. */
export function describeQueue(name: string, make: MakeHarness): void {
  describe(`${name}: a durable task per video`, () => {
    itRunsWhatWasAdded(make);
    itWakesWhatRests(make);
    itKeepsToItsPlaces(make);
    itOutlivesFailures(make);
    itHoldsUntilTheEnd(make);
  });
}

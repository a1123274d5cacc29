import { type Clock, systemClock } from '../lib/clock.ts';
import type { LogEvent } from '../lib/log.ts';
import { type Random, systemRandom } from '../lib/random.ts';
import { openSqliteState, type SqliteState } from './sqlite/sqlite-state.ts';
import { statePath } from './state-path.ts';

/**
 * Opens the state named by `STATE_URL`; `memory:` forgets on exit.
 * @throws {StoreError}
 */
export function openState(
  stateUrl: string,
  logEvent: LogEvent,
  world: { readonly clock: Clock; readonly random: Random } = {
    clock: systemClock,
    random: systemRandom,
  },
): SqliteState {
  return openSqliteState({ path: statePath(stateUrl), ...world, logEvent });
}

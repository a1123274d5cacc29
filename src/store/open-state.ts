import { type Clock, systemClock } from '../lib/clock.ts';
import type { LogEvent } from '../lib/log.ts';
import { type Random, systemRandom } from '../lib/random.ts';
import type { StateBackend } from './backend.ts';
import { openPostgresState } from './postgres/postgres-state.ts';
import { openSqliteState, type SqliteState } from './sqlite/sqlite-state.ts';
import { isPostgres, statePath } from './state-path.ts';

interface Runtime {
  readonly clock: Clock;
  readonly random: Random;
}

const SYSTEM: Runtime = { clock: systemClock, random: systemRandom };

/** The signature of `openState`. */
export type OpenState = (stateUrl: string, logEvent: LogEvent, runtime?: Runtime) => StateBackend;

/**
 * Opens the state named by `STATE_URL`. `memory:` is lost on exit. PostgreSQL is connected to on
 * first use.
 * @throws {StoreError}
 */
export function openState(
  stateUrl: 'memory:' | `sqlite://${string}`,
  logEvent: LogEvent,
  runtime?: Runtime,
): SqliteState;
export function openState(stateUrl: string, logEvent: LogEvent, runtime?: Runtime): StateBackend;
export function openState(stateUrl: string, logEvent: LogEvent, runtime = SYSTEM): StateBackend {
  return isPostgres(stateUrl)
    ? openPostgresState({ url: stateUrl, ...runtime, logEvent })
    : openSqliteState({ path: statePath(stateUrl), ...runtime, logEvent });
}

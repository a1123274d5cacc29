import type { Clock } from '../../lib/clock.ts';
import type { LogEvent } from '../../lib/log.ts';
import { thisProcess, writeIdentity } from '../../lib/process/process-identity.ts';
import type { Random } from '../../lib/random.ts';
import type { StateBackend } from '../backend.ts';
import { createKeyvFor } from '../keyv-for.ts';
import { createChange } from './change-row.ts';
import { createDatabase } from './database.ts';
import { createClockSkew } from './database-clock.ts';
import { createKeyvPostgres } from './keyv-postgres.ts';
import { listenForNotifications } from './notifications.ts';
import { createPostgresCopy } from './postgres-copy.ts';
import { eraseScope } from './postgres-erase.ts';
import { createPostgresTasks, NOW } from './postgres-tasks.ts';

/**
 * The state in the PostgreSQL database at `url`, shared by any number of replicas. Connects on
 * first use. `now`: SQL of the time in ms, instead of the database's clock.
 */
export function openPostgresState(deps: {
  readonly url: string;
  readonly random: Random;
  readonly clock: Clock;
  readonly logEvent: LogEvent;
  readonly now?: string;
}): StateBackend {
  const { url, random, clock, logEvent, now } = deps;
  const database = createDatabase(url, logEvent);
  const skew = createClockSkew(database, clock);
  const closed = new AbortController();
  const nonce = random().toString(36).slice(2);
  const tasks = createPostgresTasks(database, `${writeIdentity(thisProcess())} ${nonce}`, now);
  return {
    isShared: true,
    skewMs: skew.ms,
    keyvFor: createKeyvFor(() => createKeyvPostgres(database), { adapterExpires: true }),
    change: createChange(database, now),
    tasks: {
      ...tasks,
      async heartbeat(running, leaseMs) {
        await tasks.heartbeat(running, leaseMs);
        await skew.measure();
      },
    },
    onNotify: (notify) =>
      void listenForNotifications({
        url,
        onNotify: notify,
        signal: closed.signal,
        clock,
        logEvent,
      }),
    copy: createPostgresCopy(database, now ?? NOW),
    erase: (scope, own) => eraseScope(database, scope, own),
    async ping() {
      // On a standby or a full disk only writes fail. This one changes nothing.
      await database.query('UPDATE jogg_slack.schema_version SET version = version');
    },
    async acquire(signal) {
      await database.ready();
      await skew.measure();
      logEvent('state_opened', { engine: 'postgres', skew_ms: skew.ms() });
      return !signal.aborted;
    },
    close() {
      closed.abort();
      return database.close();
    },
  };
}

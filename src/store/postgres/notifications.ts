import type { Client } from 'pg';
import type { Clock } from '../../lib/clock.ts';
import { errorFields, type LogEvent } from '../../lib/log.ts';
import { pg } from './pg.ts';

const CHANNEL = 'jogg_slack';
const RECONNECT_MS = 10_000;

/** SQL that notifies all replicas when its transaction commits. */
export const NOTIFY = `pg_notify('${CHANNEL}', '')`;

/**
 * Calls `onNotify` whenever a replica made a task due, over a separate connection, until `signal`
 * aborts. Notifications only save waiting: they may be lost, and transaction poolers lose all.
 * https://www.postgresql.org/docs/current/sql-listen.html
 */
export async function listenForNotifications(deps: {
  readonly url: string;
  readonly onNotify: () => void;
  readonly signal: AbortSignal;
  readonly clock: Pick<Clock, 'sleep'>;
  readonly logEvent: LogEvent;
}): Promise<void> {
  const { url, onNotify, signal, clock, logEvent } = deps;
  let isReported = false;
  while (!signal.aborted) {
    const client = new (pg().Client)({
      connectionString: url,
      connectionTimeoutMillis: 3_000,
      keepAlive: true,
      application_name: 'jogg-slack nudges',
    });
    try {
      await listenUntilAborted(client, onNotify, signal, () => {
        isReported = false;
      });
    } catch (error) {
      if (!isReported && !signal.aborted) logEvent('nudges_lost', errorFields(error));
      isReported = true;
    }
    await clock.sleep(RECONNECT_MS, signal);
  }
}

/** Resolves when `signal` aborts. Rejects when the connection fails. */
async function listenUntilAborted(
  client: Client,
  onNotify: () => void,
  signal: AbortSignal,
  onConnected: () => void,
): Promise<void> {
  const { promise: closed, resolve, reject } = Promise.withResolvers<void>();
  // Handled below. The connection may fail before the await.
  closed.catch(() => undefined);
  client.on('error', reject);
  client.on('end', () => reject(new Error('the connection ended')));
  client.on('notification', onNotify);
  signal.addEventListener('abort', () => resolve(), { once: true });
  try {
    await client.connect();
    await client.query(`LISTEN ${CHANNEL}`);
    onConnected();
    await closed;
  } finally {
    // Not awaited: on a silent network this takes minutes.
    client.end().catch(() => undefined);
  }
}

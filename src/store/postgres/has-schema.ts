import { stateLocation } from '../state-path.ts';
import { databaseErrorFrom } from './database-error.ts';
import { pg } from './pg.ts';

const CONNECT_TIMEOUT_MS = 3_000;
const QUERY_TIMEOUT_MS = 6_000;

/**
 * Whether the database at `url` contains the app's schema. Creates nothing.
 * @throws {StoreError} if the database cannot be used.
 */
export async function hasSchema(url: string): Promise<boolean> {
  const client = new (pg().Client)({
    connectionString: url,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    query_timeout: QUERY_TIMEOUT_MS,
  });
  // Errors of a connection that is lost later. Without a listener they end the process.
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query("SELECT to_regclass('jogg_slack.task') IS NULL AS lacks");
    return rows[0]?.lacks === false;
  } catch (error) {
    throw databaseErrorFrom(error, stateLocation(url));
  } finally {
    await client.end().catch(() => undefined);
  }
}

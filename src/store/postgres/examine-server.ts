import { createDatabase } from './database.ts';

export interface ServerFacts {
  /** Such as `18.4`. */
  readonly version: string;
  /** Whether a commit is on the server's disk when it returns. */
  readonly durable: boolean;
  /** Whether a commit is on a second server as well. */
  readonly synchronousStandby: boolean;
}

/**
 * Tests a write to the database at `url` and reads its server's durability settings.
 * https://www.postgresql.org/docs/current/runtime-config-wal.html#GUC-SYNCHRONOUS-COMMIT
 * @throws {StoreError} if the database cannot be used.
 */
export async function examineServer(url: string): Promise<ServerFacts> {
  const database = createDatabase(url, () => undefined);
  try {
    await database.query('UPDATE jogg_slack.schema_version SET version = version');
    const { rows } = await database.query(`
      SELECT current_setting('server_version') AS version,
        current_setting('synchronous_commit') AS commit,
        current_setting('synchronous_standby_names') AS standbys`);
    const [row] = rows;
    const commit = String(row?.['commit']);
    return {
      version: String(row?.['version']).split(' ')[0] ?? '',
      durable: commit !== 'off',
      synchronousStandby: row?.['standbys'] !== '' && !['off', 'local'].includes(commit),
    };
  } finally {
    await database.close();
  }
}

import { createDatabase } from './database.ts';

export interface ServerFacts {
  /** Such as `18.4`. */
  readonly version: string;
  /** Whether a commit is on the server's disk when it is answered. */
  readonly durable: boolean;
  /** Whether a commit is on a second server, too. */
  readonly synchronousStandby: boolean;
}

/**
 * Tries to write into the database that `url` names, and says what its server promises.
 * https://www.postgresql.org/docs/current/runtime-config-wal.html#GUC-SYNCHRONOUS-COMMIT
 * @throws {StoreError} where it cannot be used.
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

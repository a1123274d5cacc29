import type { ErasedCounts } from '../../domain/ports.ts';
import type { SqliteFile } from './sqlite-file.ts';

const RECORDS = `DELETE FROM keyv WHERE CASE :scope
  WHEN '' THEN instr(key, '~') = 0 AND namespace IN (SELECT value FROM json_each(:own))
  ELSE substr(key, 1, length(:scope) + 1) = :scope || '~' END`;
/** A Jogg account links each of its projects to a task, by the task's full id. */
const LINKS = `FROM keyv WHERE namespace = 'project' AND CASE :scope
  WHEN '' THEN instr(value, '~') = 0 ELSE instr(value, '{"value":"' || :scope || '~') = 1 END`;
/** The failure reasons that webhooks reported for these projects, stored for the account. */
const REASONS = `DELETE FROM keyv WHERE namespace = 'reason' AND key IN (
  SELECT key ${LINKS})`;
const TASKS = `DELETE FROM task WHERE CASE :scope WHEN '' THEN instr(id, '~') = 0
  ELSE substr(id, 1, length(:scope) + 1) = :scope || '~' END`;

/**
 * Implements `StateBackend.erase`. Afterwards neither free pages nor the log contain erased data.
 * https://sqlite.org/pragma.html#pragma_secure_delete, https://sqlite.org/lang_vacuum.html
 */
export function eraseScope(file: SqliteFile, scope: string, own: readonly string[]): ErasedCounts {
  const { db } = file;
  return file.run(() => {
    db.exec('PRAGMA secure_delete = ON');
    const erased = file.atomically(() => {
      const deleted = (sql: string, values: Record<string, string>): number =>
        Number(db.prepare(sql).run(values).changes);
      const records = deleted(RECORDS, { scope, own: JSON.stringify(own) });
      const accountRecords = deleted(REASONS, { scope }) + deleted(`DELETE ${LINKS}`, { scope });
      return { records: records + accountRecords, tasks: deleted(TASKS, { scope }) };
    });
    db.exec('VACUUM');
    db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    return erased;
  });
}

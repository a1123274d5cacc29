import type { ErasedCounts } from '../../domain/ports.ts';
import type { Database } from './database.ts';

const RECORDS = `DELETE FROM jogg_slack.keyv WHERE CASE $1::text
  WHEN '' THEN strpos(key, '~') = 0 AND namespace = ANY ($2::text[])
  ELSE starts_with(key, $1 || '~') END`;
/** A Jogg account links each of its projects to a task, by the task's full id. */
const LINKS = `FROM jogg_slack.keyv WHERE namespace = 'project' AND CASE $1::text
  WHEN '' THEN strpos(value, '~') = 0 ELSE starts_with(value, '{"value":"' || $1 || '~') END`;
/** The failure reasons that webhooks reported for these projects, stored for the account. */
const REASONS = `DELETE FROM jogg_slack.keyv WHERE namespace = 'reason' AND key IN (
  SELECT key ${LINKS})`;
const TASKS = `DELETE FROM jogg_slack.task WHERE CASE $1::text
  WHEN '' THEN strpos(id, '~') = 0 ELSE starts_with(id, $1 || '~') END`;

/** Implements `StateBackend.erase`. The database's own vacuum frees the pages. */
export function eraseScope(
  { transaction }: Database,
  scope: string,
  own: readonly string[],
): Promise<ErasedCounts> {
  return transaction(async (run) => {
    const records = (await run(RECORDS, [scope, own])).count;
    const reasons = (await run(REASONS, [scope])).count;
    const links = (await run(`DELETE ${LINKS}`, [scope])).count;
    return { records: records + reasons + links, tasks: (await run(TASKS, [scope])).count };
  });
}

import { z } from 'zod';
import type { ProjectStore } from '../../domain/ports.ts';
import { head } from '../../lib/text.ts';
import type { DocumentDeps } from '../records/documents.ts';
import { createRecords, unwrap } from '../records/records.ts';

const MAX_REASON_LENGTH = 500;
const HINT_TTL_MS = 24 * 3_600_000;

const taskSchema = z.string();

/** The projects of an account: the tasks they belong to, and what webhooks reported. */
export function createProjectStore(deps: DocumentDeps): ProjectStore {
  const { keyvFor, change, logEvent } = deps;
  const projects = createRecords(keyvFor('project'), taskSchema);
  const reasons = createRecords(keyvFor('reason'), z.string());
  return {
    async findByProject(projectId) {
      const found = await projects.read(projectId);
      return unwrap(found, () => logEvent('record_damaged', { record: 'project' }));
    },
    linkProject: (projectId, taskId) =>
      change('project', projectId, (old) => ({
        result: undefined,
        ...(taskSchema.safeParse(old).success ? {} : { next: { value: taskId } }),
      })),
    rememberHint: (projectId) =>
      change('hint', projectId, () => ({
        result: undefined,
        next: { value: true, ttlMs: HINT_TTL_MS },
      })),
    takeHint: (projectId) =>
      change('hint', projectId, (old) => ({ result: old !== undefined, next: 'removed' })),
    rememberReason: (projectId, reason) =>
      reasons.write(projectId, head(reason, MAX_REASON_LENGTH), HINT_TTL_MS),
    async readReason(projectId) {
      const found = await reasons.read(projectId);
      return unwrap(found, () => logEvent('record_damaged', { record: 'reason' }));
    },
  };
}

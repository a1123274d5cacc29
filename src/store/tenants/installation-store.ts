import { z } from 'zod';
import { sha256 } from '../../lib/sha256.ts';
import { createDocuments, type DocumentDeps } from '../records/documents.ts';
import { createOwnWorkspace } from './own-workspace.ts';

/** Implements `InstallationRecords` of `src/tenancy`. */
interface InstallationStore<T> {
  load(id: string): Promise<T | undefined>;
  revise(id: string, next: (old: T | undefined) => T | null): Promise<T | undefined>;
  list(): Promise<readonly string[]>;
  remove(record: T): Promise<void>;
  ownWorkspace(): Promise<string | null>;
  byWebhookToken(token: string): Promise<string | null>;
  linkWebhookToken(token: string, id: string): Promise<void>;
  unlinkWebhookToken(token: string, id: string): Promise<void>;
}

const ALL = 'all';

/**
 * Stores installations outside every scope. Their ids are in a list, which is written before a
 * record and updated after its removal; an id without a record is ignored. Of a webhook token only
 * the hash is stored. All methods throw what the store throws.
 */
export function createInstallationStore<T extends { readonly id: string }>(
  deps: DocumentDeps,
  schema: z.ZodType<T>,
  webhookTokensOf: (record: T) => readonly string[],
): InstallationStore<T> {
  const records = createDocuments(deps, 'installation', schema);
  const ids = createDocuments(deps, 'installation-ids', z.array(z.string()));
  const webhooks = createDocuments(deps, 'webhook-token', z.string());
  const unlink = (token: string, id: string): Promise<void> =>
    webhooks.remove(sha256(token), (known) => known === id);
  return {
    load: records.load,
    async revise(id, next) {
      if ((await records.load(id)) === undefined && next(undefined) !== null)
        await ids.update(ALL, (old = []) => (old.includes(id) ? null : [...old, id]));
      return records.revise(id, next);
    },
    list: async () => (await ids.load(ALL)) ?? [],
    async remove(record) {
      for (const token of webhookTokensOf(record)) await unlink(token, record.id);
      await records.remove(record.id, () => true);
      await ids.update(ALL, (old = []) => old.filter((each) => each !== record.id));
    },
    ownWorkspace: createOwnWorkspace(deps).load,
    byWebhookToken: async (token) => (await webhooks.load(sha256(token))) ?? null,
    linkWebhookToken: (token, id) => webhooks.save(sha256(token), id),
    unlinkWebhookToken: unlink,
  };
}

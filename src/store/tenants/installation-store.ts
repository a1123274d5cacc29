import { createHash } from 'node:crypto';
import { z } from 'zod';
import { createDocuments, type DocumentDeps } from '../records/documents.ts';

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
/** Where a single-workspace start records which workspace owns the state. */
const TENANCY = 'tenancy';
const OWN_WORKSPACE = 'own-workspace';

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
  const tenancy = createDocuments(deps, TENANCY, z.string());
  const unlink = (token: string, id: string): Promise<void> =>
    webhooks.remove(hashOf(token), (known) => known === id);
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
    ownWorkspace: async () => (await tenancy.load(OWN_WORKSPACE)) ?? null,
    byWebhookToken: async (token) => (await webhooks.load(hashOf(token))) ?? null,
    linkWebhookToken: (token, id) => webhooks.save(hashOf(token), id),
    unlinkWebhookToken: unlink,
  };
}

const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');

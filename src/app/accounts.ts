import type { TaskQueue } from '../domain/ports.ts';
import { scopeOfAccount } from '../domain/scope.ts';
import { keyIdOf } from '../jogg/http/key-id.ts';
import { WEBHOOK_PATH } from '../jogg/webhook/webhook-registration.ts';
import type { OwnAccount } from '../tenancy/installation.ts';
import type { AccountRecords } from '../videos/run/tenant-accounts.ts';
import { createAccountStores } from './account-stores.ts';
import type { Shared } from './open-shared.ts';
import { type JoggParts, wireJogg } from './wire-jogg.ts';

/** One use of an account, which ends with its last one. */
export interface HeldAccount {
  readonly parts: JoggParts;
  release(): void;
}

/**
 * The Jogg accounts of this process: the operator's, and those of workspaces that have set a key.
 * Each is built once and shared by the tenants that use it.
 */
export interface Accounts {
  readonly operator: JoggParts;
  /** Whether a workspace has set the operator's own key. */
  isOperators(own: OwnAccount): boolean;
  hold(own: OwnAccount): HeldAccount;
  recordsOf(account: string | undefined): AccountRecords;
  /** Waits for what is being stored of the operator's and of those that nobody uses any more. */
  stop(): Promise<void>;
}

interface Entry {
  readonly parts: JoggParts;
  readonly ended: AbortController;
  uses: number;
}

export function createAccounts(shared: Shared, queue: Pick<TaskQueue, 'wake'>): Accounts {
  const { publicUrl, jogg } = shared.config;
  const address = publicUrl === null ? null : `${publicUrl}${WEBHOOK_PATH}`;
  const operatorsId = keyIdOf(jogg.apiKey);
  const settings = { scope: '', apiKey: jogg.apiKey, address, secrets: jogg.webhookSecrets };
  const operator = wireJogg(shared, settings, queue);
  const entries = new Map<string, Entry>();
  const ends = new Set<Promise<void>>();

  function build({ keyId, apiKey, webhookToken, webhookSecret }: OwnAccount): Entry {
    const key = {
      scope: scopeOfAccount(keyId),
      apiKey,
      address: address === null ? null : `${address}/${webhookToken}`,
      secrets: webhookSecret === null ? [] : [webhookSecret],
    };
    const parts = wireJogg(shared, key, queue);
    const ended = new AbortController();
    void parts.catalogue.start();
    void parts.registration.run(AbortSignal.any([shared.stopping, ended.signal]));
    return { parts, ended, uses: 0 };
  }

  return {
    operator,
    isOperators: ({ keyId }) => keyId === operatorsId,
    hold(own) {
      const { keyId } = own;
      const entry = entries.get(keyId) ?? build(own);
      entries.set(keyId, entry);
      entry.uses += 1;
      return {
        parts: entry.parts,
        release: () => {
          entry.uses -= 1;
          if (entry.uses > 0) return;
          entries.delete(keyId);
          entry.ended.abort();
          const end = entry.parts.catalogue.stop().finally(() => ends.delete(end));
          ends.add(end);
        },
      };
    },
    async stop() {
      await Promise.all([operator.catalogue.stop(), ...ends]);
    },
    recordsOf: (account) =>
      account === undefined
        ? operator
        : (entries.get(account)?.parts ?? createAccountStores(shared, scopeOfAccount(account))),
  };
}

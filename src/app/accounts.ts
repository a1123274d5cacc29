import type { TaskQueue } from '../domain/ports.ts';
import { scopeOfAccount } from '../domain/scope.ts';
import { keyIdOf } from '../jogg/http/key-id.ts';
import { WEBHOOK_PATH } from '../jogg/webhook/webhook-registration.ts';
import type { OwnAccount } from '../tenancy/installation.ts';
import type { AccountRecords } from '../videos/run/tenant-accounts.ts';
import { createAccountStores } from './account-stores.ts';
import type { Shared } from './open-shared.ts';
import { type JoggParts, wireJogg } from './wire-jogg.ts';

/** A counted reference to an account. The account stops when the last reference is released. */
export interface AccountRef {
  readonly parts: JoggParts;
  release(): void;
}

/**
 * The Jogg accounts of this process: the operator's account and those of workspaces with a key of
 * their own. Each is built once and shared by the tenants that use it.
 */
export interface Accounts {
  readonly operator: JoggParts;
  /** Whether a workspace's key is the operator's key. */
  isOperatorKey(own: OwnAccount): boolean;
  acquire(own: OwnAccount): AccountRef;
  recordsOf(account: string | undefined): AccountRecords;
  /** Waits for pending writes of the operator's account and of the released ones. */
  stop(): Promise<void>;
}

interface Entry {
  readonly parts: JoggParts;
  readonly stopped: AbortController;
  refCount: number;
}

/** Builds the operator's account at once, and each other account when a tenant first uses it. */
export function createAccounts(shared: Shared, queue: Pick<TaskQueue, 'wake'>): Accounts {
  const { publicUrl, jogg } = shared.config;
  const webhookUrl = publicUrl === null ? null : `${publicUrl}${WEBHOOK_PATH}`;
  const operatorKeyId = keyIdOf(jogg.apiKey);
  const settings = {
    scope: '',
    apiKey: jogg.apiKey,
    address: webhookUrl,
    secrets: jogg.webhookSecrets,
  };
  const operator = wireJogg(shared, settings, queue);
  const entries = new Map<string, Entry>();
  const stops = new Set<Promise<void>>();

  function build({ keyId, apiKey, webhookToken, webhookSecret }: OwnAccount): Entry {
    const key = {
      scope: scopeOfAccount(keyId),
      apiKey,
      address: webhookUrl === null ? null : `${webhookUrl}/${webhookToken}`,
      secrets: webhookSecret === null ? [] : [webhookSecret],
    };
    const parts = wireJogg(shared, key, queue);
    const stopped = new AbortController();
    void parts.catalogue.start();
    void parts.registration.run(AbortSignal.any([shared.stopping, stopped.signal]));
    return { parts, stopped, refCount: 0 };
  }

  return {
    operator,
    isOperatorKey: ({ keyId }) => keyId === operatorKeyId,
    acquire(own) {
      const { keyId } = own;
      const entry = entries.get(keyId) ?? build(own);
      entries.set(keyId, entry);
      entry.refCount += 1;
      return {
        parts: entry.parts,
        release: () => {
          entry.refCount -= 1;
          if (entry.refCount > 0) return;
          entries.delete(keyId);
          entry.stopped.abort();
          const stop = entry.parts.catalogue.stop().finally(() => stops.delete(stop));
          stops.add(stop);
        },
      };
    },
    async stop() {
      await Promise.all([operator.catalogue.stop(), ...stops]);
    },
    recordsOf: (account) =>
      account === undefined
        ? operator
        : (entries.get(account)?.parts ?? createAccountStores(shared, scopeOfAccount(account))),
  };
}

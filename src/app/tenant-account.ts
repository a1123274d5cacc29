import { errorFields } from '../lib/log.ts';
import type { OpenInstallation } from '../tenancy/installation.ts';
import { NO_BALANCE } from '../videos/balance.ts';
import { createTenantAccounts } from '../videos/run/tenant-accounts.ts';
import type { Accounts } from './accounts.ts';
import type { Shared } from './open-shared.ts';
import type { JoggParts } from './wire-jogg.ts';

export type TenantAccount = ReturnType<typeof wireAccount>;

/**
 * The Jogg account that a tenant pays with, its own or the operator's, and the former accounts that
 * still render its videos: a project is polled at the account that made it, also after a change of
 * key.
 */
export function wireAccount(
  { isMultiTenant, logEvent }: Pick<Shared, 'isMultiTenant' | 'logEvent'>,
  accounts: Accounts,
  { scope, jogg, formerJogg }: Pick<OpenInstallation, 'scope' | 'jogg' | 'formerJogg'>,
) {
  const accountsByKeyId = new Map(
    [...formerJogg, ...(jogg ? [jogg] : [])].map((own) => [own.keyId, own]),
  );
  const ownAccounts = new Map(
    [...accountsByKeyId.values()]
      .filter((own) => !accounts.isOperatorKey(own))
      .map((own) => [own.keyId, accounts.acquire(own)]),
  );
  const payingParts = (jogg && ownAccounts.get(jogg.keyId)?.parts) ?? accounts.operator;
  /** The account as a project names it: undefined for the operator's. */
  const accountId = payingParts === accounts.operator ? undefined : jogg?.keyId;
  /** Whether other tenants pay with this account too. */
  const isShared = isMultiTenant && accountId === undefined;
  if (accountId !== undefined)
    payingParts.users.add(scope).catch((error: unknown) => {
      logEvent('account_user_unsaved', errorFields(error));
    });
  const { renderer, projects, unconfirmed, findCandidate } = createTenantAccounts({
    scope,
    payingAccount: accountId,
    accountOf(by) {
      const parts = by === undefined ? accounts.operator : ownAccounts.get(by)?.parts;
      if (!parts) return null;
      const isShared = by === undefined ? async () => isMultiTenant : () => parts.users.isShared();
      return { ...parts.client, isShared };
    },
    recordsOf: accounts.recordsOf,
  });
  const webhookOf = (token: string): JoggParts | null => {
    const own = [...accountsByKeyId.values()].find((each) => each.webhookToken === token);
    return (own && ownAccounts.get(own.keyId)?.parts) ?? null;
  };
  return {
    client: payingParts.client,
    /** The account whose webhook URL ends with this token. */
    webhookOf,
    postLimiter: isMultiTenant
      ? payingParts.fairLimiter(scope, payingParts.postLimiter)
      : payingParts.postLimiter,
    registration: payingParts.registration,
    renders: payingParts.renders,
    catalogue: isShared ? payingParts.publicCatalogue : payingParts.catalogue,
    balance: isShared ? NO_BALANCE : payingParts.balance,
    renderer,
    projects,
    unconfirmed,
    findCandidate,
    end() {
      for (const each of ownAccounts.values()) each.release();
    },
  };
}

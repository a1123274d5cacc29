import { errorFields } from '../lib/log.ts';
import type { Installed } from '../tenancy/installation.ts';
import { NO_BALANCE } from '../videos/balance.ts';
import { createTenantAccounts } from '../videos/run/tenant-accounts.ts';
import type { Accounts } from './accounts.ts';
import type { Shared } from './open-shared.ts';
import type { JoggParts } from './wire-jogg.ts';

export type TenantAccount = ReturnType<typeof wireAccount>;

/**
 * The Jogg account that a tenant pays with, its own or the operator's, and those where videos of
 * its are still being made: a project is asked for where it was made, also after a change of key.
 */
export function wireAccount(
  { isMany, logEvent }: Pick<Shared, 'isMany' | 'logEvent'>,
  accounts: Accounts,
  { scope, jogg, formerJogg }: Pick<Installed, 'scope' | 'jogg' | 'formerJogg'>,
) {
  const known = new Map([...formerJogg, ...(jogg ? [jogg] : [])].map((own) => [own.keyId, own]));
  const held = new Map(
    [...known.values()]
      .filter((own) => !accounts.isOperators(own))
      .map((own) => [own.keyId, accounts.hold(own)]),
  );
  const paying = (jogg && held.get(jogg.keyId)?.parts) ?? accounts.operator;
  /** As in a project: none is the operator's. */
  const account = paying === accounts.operator ? undefined : jogg?.keyId;
  /** What the operator's account tells is not this tenant's alone. */
  const isOfMany = isMany && account === undefined;
  if (account !== undefined)
    paying.users.add(scope).catch((error: unknown) => {
      logEvent('account_user_unsaved', errorFields(error));
    });
  const { renderer, projects, unconfirmed, findCandidate } = createTenantAccounts({
    scope,
    payingAccount: account,
    accountOf(by) {
      const parts = by === undefined ? accounts.operator : held.get(by)?.parts;
      if (!parts) return null;
      const isShared = by === undefined ? async () => isMany : () => parts.users.isShared();
      return { ...parts.client, isShared };
    },
    recordsOf: accounts.recordsOf,
  });
  const webhookOf = (token: string): JoggParts | null => {
    const own = [...known.values()].find((each) => each.webhookToken === token);
    return (own && held.get(own.keyId)?.parts) ?? null;
  };
  return {
    client: paying.client,
    /** The account that Jogg calls for at an address which ends so. */
    webhookOf,
    postLimiter: isMany ? paying.fairLimiter(scope, paying.postLimiter) : paying.postLimiter,
    registration: paying.registration,
    renders: paying.renders,
    catalogue: isOfMany ? paying.publicCatalogue : paying.catalogue,
    balance: isOfMany ? NO_BALANCE : paying.balance,
    ...{ renderer, projects, unconfirmed, findCandidate },
    end() {
      for (const each of held.values()) each.release();
    },
  };
}

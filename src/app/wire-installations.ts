import type { OAuthAccess } from '../config/config.ts';
import type { Clock } from '../lib/clock.ts';
import type { LogEvent } from '../lib/log.ts';
import { createTokenRequests } from '../slack/delivery/token-requests.ts';
import type { createSlackFetch } from '../slack/web-api/slack-fetch.ts';
import type { StateBackend } from '../store/backend.ts';
import { createRenewalLocks } from '../store/limits/renewal-locks.ts';
import { usersOfAccounts } from '../store/tenants/account-users.ts';
import { createInstallationStore } from '../store/tenants/installation-store.ts';
import { TENANT_NAMESPACES } from '../store/tenants/tenant-namespaces.ts';
import { createErasure } from '../tenancy/erasure.ts';
import { createWithFreshToken } from '../tenancy/fresh-tokens.ts';
import { createInstall } from '../tenancy/install.ts';
import { installationSchema, webhookTokensOf } from '../tenancy/installation-record.ts';
import { createInstallations } from '../tenancy/open-installations.ts';
import { createRenewExpired } from '../tenancy/renew-expired.ts';
import { createSealing } from '../tenancy/sealing.ts';
import { createUninstalls } from '../tenancy/uninstall.ts';

/** Stores, opens, renews, ends and erases the installations of one state. */
export function wireInstallations(deps: {
  readonly state: StateBackend;
  readonly clock: Clock;
  readonly logEvent: LogEvent;
  readonly fetch: ReturnType<typeof createSlackFetch>;
  /** The URL of Slack's Web API, with a trailing slash. */
  readonly apiUrl: string;
  readonly access: Pick<OAuthAccess, 'clientId' | 'clientSecret' | 'sealingKeys'>;
  /** The URL at which people install the app. */
  readonly installUrl: string;
}) {
  const { state, clock, logEvent, access, ...slackAt } = deps;
  const { clientId, clientSecret, sealingKeys } = access;
  const documents = { ...state, logEvent };
  const records = createInstallationStore(documents, installationSchema, webhookTokensOf);
  const slack = createTokenRequests({ clientId, clientSecret, ...slackAt, logEvent });
  const common = { records, sealing: createSealing(sealingKeys), slack, clock, logEvent };
  const renewalLocks = createRenewalLocks(state);
  const withFreshToken = createWithFreshToken({ ...common, locks: renewalLocks });
  const renewExpired = createRenewExpired({ ...common, withFreshToken });
  const installations = createInstallations({ ...common, withFreshToken });
  const { scopeFor } = installations;
  const { wakeScope } = state.tasks;
  const usersOf = usersOfAccounts(state, logEvent);
  const eraseScope = (scope: string) => state.erase(scope, TENANT_NAMESPACES);
  return {
    common,
    locks: renewalLocks,
    withFreshToken,
    renewExpired,
    installations,
    scopeFor,
    usersOf,
    install: createInstall({ ...common, scopeFor, wakeScope }),
    uninstalls: createUninstalls({ ...common, withFreshToken, renewExpired }),
    erasure: createErasure({ ...common, scopeFor, eraseScope, usersOf }),
  };
}

import { systemRandomBytes } from '../../src/lib/random.ts';
import { createTokenRequests } from '../../src/slack/delivery/token-requests.ts';
import { createSlackFetch } from '../../src/slack/web-api/slack-fetch.ts';
import type { StateBackend } from '../../src/store/backend.ts';
import { createRenewalTurns } from '../../src/store/limits/renewal-turns.ts';
import { createAccountUsers } from '../../src/store/tenants/account-users.ts';
import { createInstallationStore } from '../../src/store/tenants/installation-store.ts';
import { scopedState } from '../../src/store/tenants/scoped-state.ts';
import { createEndings } from '../../src/tenancy/endings.ts';
import { createErasure } from '../../src/tenancy/erasure.ts';
import { createRenewExpired } from '../../src/tenancy/expired-token.ts';
import { createWithFreshToken } from '../../src/tenancy/fresh-tokens.ts';
import { createInstall, type NewInstallation } from '../../src/tenancy/install.ts';
import { installationSchema, webhookTokensOf } from '../../src/tenancy/installation-record.ts';
import { createInstallations } from '../../src/tenancy/open-installations.ts';
import { createSealing } from '../../src/tenancy/sealing.ts';
import type { VirtualClock } from '../support/virtual-clock.ts';
import { CLIENT, type OAuthStandIn } from './oauth-stand-in.ts';

export const KEY = Buffer.alloc(32, 1);
export const OLD_KEY = Buffer.alloc(32, 2);
export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

/** The installations of one replica, over real parts alone. */
export function replicaOf(deps: {
  readonly state: StateBackend;
  readonly slack: OAuthStandIn;
  readonly clock: VirtualClock;
  readonly keys?: readonly Uint8Array[];
}) {
  const { state, slack, clock, keys = [KEY] } = deps;
  const lines: string[] = [];
  const logEvent = (event: string, fields: object = {}) =>
    void lines.push([event, ...Object.values(fields)].join(' '));
  const requests = createTokenRequests({
    ...CLIENT,
    apiUrl: slack.apiUrl,
    installUrl: 'https://jogg.example/slack/install',
    fetch: createSlackFetch(),
    logEvent,
  });
  const documents = { ...state, logEvent };
  const records = createInstallationStore(documents, installationSchema, webhookTokensOf);
  const common = { records, sealing: createSealing(keys), slack: requests, clock, logEvent };
  const turns = createRenewalTurns(state);
  const withFreshToken = createWithFreshToken({ ...common, turns });
  const renewExpired = createRenewExpired({ ...common, withFreshToken });
  const installations = createInstallations({ ...common, withFreshToken });
  const { scopeFor } = installations;
  const wakeScope = (scope: string) => state.tasks.wakeScope(scope);
  const eraseScope = (scope: string) => state.erase(scope, []);
  const usersOf = (keyId: string) =>
    createAccountUsers({ ...scopedState(state, `jogg-${keyId}`), logEvent });
  return {
    ...common,
    /** Slack's answers, as the app asks for them. */
    requests,
    lines,
    turns,
    installations,
    withFreshToken,
    renewExpired,
    randomBytes: systemRandomBytes,
    install: createInstall({ ...common, scopeFor, wakeScope }),
    endings: createEndings({ ...common, withFreshToken, renewExpired }),
    erasure: createErasure({ ...common, scopeFor, eraseScope, usersOf }),
    scopeFor,
    usersOf,
  };
}

/** What Slack says of an installation, whose token lives for `hours` where it has an end. */
export function facts(
  pair: Record<string, unknown>,
  over: Partial<NewInstallation> = {},
): NewInstallation {
  return {
    team: { id: 'T1', name: 'Acme' },
    enterprise: null,
    installer: 'U1',
    appId: 'A1',
    bot: { id: 'B1', userId: 'UBOT', scopes: ['commands'] },
    token: String(pair['access_token']),
    refresh: pair['refresh_token'] === undefined ? null : String(pair['refresh_token']),
    expiresAt: null,
    ...over,
  };
}

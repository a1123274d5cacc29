import type { Access } from '../config/config.ts';
import { INSTALL_PATH } from '../http/install-paths.ts';
import type { Route } from '../http/server.ts';
import { createCheckKey } from '../jogg/check-key.ts';
import { keyIdOf } from '../jogg/http/key-id.ts';
import { systemRandomBytes } from '../lib/random.ts';
import type { WorkspaceEventDeps } from '../listeners/entry/workspace-events.ts';
import type { JoggAccount } from '../listeners/home/jogg-key.ts';
import { createTokenRequests } from '../slack/delivery/token-requests.ts';
import { SCOPES } from '../slack/web-api/scopes.ts';
import { webClientOptions } from '../slack/web-api/web-client.ts';
import { createOnceKeys } from '../store/limits/once-keys.ts';
import { createRenewalTurns } from '../store/limits/renewal-turns.ts';
import { usersOfAccounts } from '../store/tenants/account-users.ts';
import { createInstallationStore } from '../store/tenants/installation-store.ts';
import { createOAuthStates } from '../store/tenants/oauth-states.ts';
import { TENANT_NAMESPACES } from '../store/tenants/tenant-namespaces.ts';
import { createChores } from '../tenancy/chores.ts';
import { createEndings } from '../tenancy/endings.ts';
import { createErasure } from '../tenancy/erasure.ts';
import { createRenewExpired } from '../tenancy/expired-token.ts';
import { createWithFreshToken } from '../tenancy/fresh-tokens.ts';
import { createInstall } from '../tenancy/install.ts';
import { installationSchema, webhookTokensOf } from '../tenancy/installation-record.ts';
import type { Installations } from '../tenancy/installed.ts';
import { createJoggAccount } from '../tenancy/jogg-account.ts';
import { createOnlyWorkspace } from '../tenancy/only-workspace.ts';
import { createInstallations } from '../tenancy/open-installations.ts';
import { createSealing } from '../tenancy/sealing.ts';
import type { Shared } from './open-shared.ts';

/** A process that was killed in its chores keeps the others from them for so long. */
const CHORES_KEPT_MS = 600_000;
const DAILY_MS = 23 * 3_600_000;

/** Who has installed the app, and what becomes of installations. */
export interface InstallParts {
  readonly installations: Installations;
  /** How Slack's word ends the installation `id`; null where the token is a setting. */
  readonly endedOf: (id: string) => WorkspaceEventDeps['ended'];
  /** Another token in place of one that Slack calls expired; null where it is a setting. */
  readonly renewExpiredOf: (id: string) => ((expired: string) => Promise<string | null>) | null;
  /** The Jogg account of the installation `id`; null where there is only the operator's. */
  readonly joggAccountOf: (id: string) => JoggAccount | null;
  readonly routes: readonly Route[];
  readonly chores: (signal: AbortSignal) => Promise<void>;
}

/** Of the workspace whose token is a setting, or of any that installs the app. */
export async function wireInstall(shared: Shared): Promise<InstallParts> {
  const { access } = shared.config.slack;
  if (access.kind === 'oauth') return wireMany(shared, access);
  return {
    installations: createOnlyWorkspace(access.botToken),
    endedOf: () => null,
    renewExpiredOf: () => null,
    joggAccountOf: () => null,
    routes: [],
    chores: async () => undefined,
  };
}

async function wireMany(
  shared: Shared,
  access: Extract<Access, { kind: 'oauth' }>,
): Promise<InstallParts> {
  // For a token that is a setting nothing of OAuth is loaded.
  const { installRoutes } = await import('../http/install-routes.ts');
  const { config, state, clock, slackFetch: fetch, logEvent } = shared;
  const { apiUrl } = config.slack;
  const { clientId, clientSecret, publicUrl } = access;
  const records = createInstallationStore(
    { ...state, logEvent },
    installationSchema,
    webhookTokensOf,
  );
  const slack = createTokenRequests({
    clientId,
    clientSecret,
    apiUrl,
    installUrl: `${publicUrl}${INSTALL_PATH}`,
    fetch,
    logEvent,
  });
  const sealing = createSealing(access.sealingKeys);
  const common = { records, sealing, slack, clock, logEvent };
  const withFreshToken = createWithFreshToken({ ...common, turns: createRenewalTurns(state) });
  const renewExpired = createRenewExpired({ ...common, withFreshToken });
  const installations = createInstallations({ ...common, withFreshToken });
  const { scopeFor } = installations;
  const endings = createEndings({ ...common, withFreshToken, renewExpired });
  const eraseScope = (scope: string) => state.erase(scope, TENANT_NAMESPACES);
  const usersOf = usersOfAccounts(state, logEvent);
  const erasure = createErasure({ ...common, scopeFor, eraseScope, usersOf });
  const check = createCheckKey({ ...shared, ...config.jogg, logEvent: () => undefined });
  const keys = (keptMs: number) => createOnceKeys({ ...state, about: 'chores', keptMs });
  const install = createInstall({ ...common, scopeFor, wakeScope: state.tasks.wakeScope });
  const routes = installRoutes({
    clientId,
    clientSecret,
    publicUrl,
    clientOptions: { ...webClientOptions(apiUrl, fetch), slackApiUrl: apiUrl },
    scopes: SCOPES.map(({ name }) => name),
    states: createOAuthStates({ change: state.change, randomBytes: systemRandomBytes }),
    install: async (facts) => {
      const handle = await slack.handleOf(facts.token);
      return install({ ...facts, bot: { ...facts.bot, handle } });
    },
    logEvent,
  });
  return {
    installations,
    endedOf: (id) => (how, at) => endings.ended(id, how, at),
    renewExpiredOf: (id) => (expired) => renewExpired(id, expired),
    joggAccountOf: (id) =>
      createJoggAccount(id, {
        ...{ ...common, scopeFor, usersOf, check, keyIdOf, randomBytes: systemRandomBytes },
      }),
    routes,
    chores: createChores({
      ...{ ...common, withFreshToken, endings, erasure },
      turn: keys(CHORES_KEPT_MS),
      today: keys(DAILY_MS),
    }),
  };
}

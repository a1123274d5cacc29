import type { OAuthAccess } from '../config/config.ts';
import { installUrlOf } from '../http/install-paths.ts';
import type { Route } from '../http/server.ts';
import { createCheckKey } from '../jogg/check-key.ts';
import { keyIdOf } from '../jogg/http/key-id.ts';
import { systemRandomBytes } from '../lib/random.ts';
import type { WorkspaceEventDeps } from '../listeners/entry/workspace-events.ts';
import type { JoggAccount } from '../listeners/home/jogg-key.ts';
import { SCOPES } from '../slack/web-api/scopes.ts';
import { webClientOptions } from '../slack/web-api/web-client.ts';
import { createOnceKeys } from '../store/limits/once-keys.ts';
import { createOAuthStates } from '../store/tenants/oauth-states.ts';
import type { Installations } from '../tenancy/installation.ts';
import { createJoggAccount } from '../tenancy/jogg-account.ts';
import { createMaintenance } from '../tenancy/maintenance.ts';
import { createSingleWorkspace } from '../tenancy/single-workspace.ts';
import type { Shared } from './open-shared.ts';
import { wireInstallations } from './wire-installations.ts';

/** How long a process that is killed during maintenance blocks the others. */
const MAINTENANCE_LOCK_MS = 600_000;
const DAILY_KEY_MS = 23 * 3_600_000;

/** The installations and what handles their changes. */
export interface InstallParts {
  readonly installations: Installations;
  /** Ends the installation `id` after Slack's event; null if the token is a setting. */
  readonly endInstallationOf: (id: string) => WorkspaceEventDeps['endInstallation'];
  /** Replaces a token that Slack reported as expired; null if the token is a setting. */
  readonly renewExpiredOf: (id: string) => ((expired: string) => Promise<string | null>) | null;
  /** The Jogg account of the installation `id`; null if there is only the operator's. */
  readonly joggAccountOf: (id: string) => JoggAccount | null;
  readonly routes: readonly Route[];
  readonly runMaintenance: (signal: AbortSignal) => Promise<void>;
}

/** Wires one workspace whose token is a setting, or OAuth for every workspace. */
export async function wireInstall(shared: Shared): Promise<InstallParts> {
  const { access } = shared.config.slack;
  if (access.kind === 'oauth') return wireOAuth(shared, access);
  return {
    installations: createSingleWorkspace(access.botToken),
    endInstallationOf: () => null,
    renewExpiredOf: () => null,
    joggAccountOf: () => null,
    routes: [],
    runMaintenance: async () => undefined,
  };
}

async function wireOAuth(shared: Shared, access: OAuthAccess): Promise<InstallParts> {
  // With a token from the settings the OAuth modules are not loaded.
  const { installRoutes } = await import('../http/install-routes.ts');
  const { config, state, clock, slackFetch: fetch, logEvent } = shared;
  const { apiUrl } = config.slack;
  const { clientId, clientSecret, publicUrl } = access;
  const installUrl = installUrlOf(publicUrl);
  const parts = wireInstallations({ state, clock, logEvent, fetch, apiUrl, access, installUrl });
  const { common, scopeFor, usersOf, uninstalls, install } = parts;
  const check = createCheckKey({
    apiUrl: config.jogg.apiUrl,
    version: config.jogg.version,
    proxies: shared.proxies,
    clock,
    random: shared.random,
    instrument: shared.instrument,
    logEvent: () => undefined,
  });
  const onceKeys = (ttlMs: number) => createOnceKeys({ ...state, action: 'chores', ttlMs });
  const routes = installRoutes({
    clientId,
    clientSecret,
    publicUrl,
    clientOptions: { ...webClientOptions(apiUrl, fetch), slackApiUrl: apiUrl },
    scopes: SCOPES.map(({ name }) => name),
    states: createOAuthStates({ change: state.change, randomBytes: systemRandomBytes }),
    install: async (installation) => {
      const handle = await common.slack.handleOf(installation.token);
      return install({ ...installation, bot: { ...installation.bot, handle } });
    },
    logEvent,
  });
  return {
    installations: parts.installations,
    endInstallationOf: (id) => (how, at) => uninstalls.handleEvent(id, how, at),
    renewExpiredOf: (id) => (expired) => parts.renewExpired(id, expired),
    joggAccountOf: (id) =>
      createJoggAccount(id, {
        ...common,
        scopeFor,
        usersOf,
        check,
        keyIdOf,
        randomBytes: systemRandomBytes,
      }),
    routes,
    runMaintenance: createMaintenance({
      ...common,
      ...parts,
      lock: onceKeys(MAINTENANCE_LOCK_MS),
      dailyKeys: onceKeys(DAILY_KEY_MS),
    }),
  };
}

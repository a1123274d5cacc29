import type { Access } from '../config/config.ts';
import { INSTALL_PATH } from '../http/install-paths.ts';
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
import { createChores } from '../tenancy/maintenance.ts';
import { createOnlyWorkspace } from '../tenancy/single-workspace.ts';
import type { Shared } from './open-shared.ts';
import { wireInstallations } from './wire-installations.ts';

/** A process that was killed in its chores keeps the others from them for so long. */
const CHORES_KEPT_MS = 600_000;
const DAILY_MS = 23 * 3_600_000;

/** Who has installed the app, and what becomes of installations. */
export interface InstallParts {
  readonly installations: Installations;
  /** How Slack's word ends the installation `id`; null where the token is a setting. */
  readonly endedOf: (id: string) => WorkspaceEventDeps['endInstallation'];
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
  const parts = wireInstallations({
    ...{ state, clock, logEvent, fetch, apiUrl, access, installUrl: `${publicUrl}${INSTALL_PATH}` },
  });
  const { common, scopeFor, usersOf, endings, install } = parts;
  const check = createCheckKey({ ...shared, ...config.jogg, logEvent: () => undefined });
  const keys = (ttlMs: number) => createOnceKeys({ ...state, action: 'chores', ttlMs });
  const routes = installRoutes({
    clientId,
    clientSecret,
    publicUrl,
    clientOptions: { ...webClientOptions(apiUrl, fetch), slackApiUrl: apiUrl },
    scopes: SCOPES.map(({ name }) => name),
    states: createOAuthStates({ change: state.change, randomBytes: systemRandomBytes }),
    install: async (facts) => {
      const handle = await common.slack.handleOf(facts.token);
      return install({ ...facts, bot: { ...facts.bot, handle } });
    },
    logEvent,
  });
  return {
    installations: parts.installations,
    endedOf: (id) => (how, at) => endings.ended(id, how, at),
    renewExpiredOf: (id) => (expired) => parts.renewExpired(id, expired),
    joggAccountOf: (id) =>
      createJoggAccount(id, {
        ...{ ...common, scopeFor, usersOf, check, keyIdOf, randomBytes: systemRandomBytes },
      }),
    routes,
    chores: createChores({
      ...{ ...common, ...parts },
      turn: keys(CHORES_KEPT_MS),
      today: keys(DAILY_MS),
    }),
  };
}

import type { Config } from '../config/config.ts';
import type { Jogg } from '../jogg/jogg-client.ts';
import { systemClock } from '../lib/clock.ts';
import type { Log, LogFields } from '../lib/log.ts';
import type { Proxies } from '../lib/network/proxies.ts';
import { assertComplete } from '../store/migration-marker.ts';
import { type OpenState, openState } from '../store/open-state.ts';
import { createTenants } from '../tenancy/tenants.ts';
import { createAccounts } from './accounts.ts';
import { createMultiTenantIdentity, createSingleTenantIdentity } from './app-identity.ts';
import { openShared } from './open-shared.ts';
import type { TellOperator } from './tell-operator.ts';
import { wireEdge } from './wire-edge.ts';
import { wireInstall } from './wire-install.ts';
import { wireMedia } from './wire-media.ts';
import { wireQueue } from './wire-queue.ts';
import { type Tenant, wireTenant } from './wire-tenant.ts';

/** How long the queue waits for Slack at the start. */
const SLACK_WAIT_MS = 2_000;
/** How long open connections may take to close once the queue has stopped. */
const CLOSE_TIMEOUT_MS = 1_000;
/** How many idle tenants stay in memory. */
const MAX_IDLE_TENANTS = 200;

export interface RunningApp {
  /** The operator's Jogg account, under the rate limit that all processes share. */
  readonly jogg: Jogg;
  /**
   * Resolves when the app is ready.
   * @throws {Error} with a message for the operator.
   */
  start(): Promise<void>;
  /** Stops new work. Work in progress ends within `withinMs` or is left for the next start. */
  stop(withinMs: number): Promise<void>;
}

/**
 * Wires the app. `open` opens its state; `tell` prints messages for the operator.
 * @throws {StoreError} if the state cannot be opened.
 */
export async function createApp(deps: {
  readonly config: Config;
  readonly log: Log;
  readonly open?: OpenState;
  readonly tell?: TellOperator;
}): Promise<RunningApp> {
  const { config, log, open = openState, tell = () => undefined } = deps;
  const isMultiTenant = config.slack.access.kind === 'oauth';
  const background = new AbortController();
  const { signal: stopping } = background;

  const shared = openShared({ config, log, open, stopping, isMultiTenant });
  const { state, logEvent } = shared;
  const installParts = await wireInstall(shared);
  const { installations } = installParts;
  const media = wireMedia(shared);
  const queue = wireQueue(shared);
  const accounts = createAccounts(shared, queue);
  const tenants = createTenants<Tenant>({
    installations,
    build: (installation) => {
      const endInstallation = installParts.endInstallationOf(installation.id);
      const joggAccount = installParts.joggAccountOf(installation.id);
      const renewExpired = installParts.renewExpiredOf(installation.id);
      return wireTenant(shared, {
        installation,
        accounts,
        media,
        queue,
        joggAccount,
        endInstallation,
        renewExpired,
      });
    },
    maxIdle: MAX_IDLE_TENANTS,
  });
  const appIdentity = isMultiTenant
    ? createMultiTenantIdentity(shared, { installations, tell })
    : createSingleTenantIdentity(shared, { tenants, tell });
  const { operator } = accounts;
  const edge = await wireEdge(shared, {
    tenants,
    operator,
    queue,
    appIdentity,
    installations,
    installRoutes: installParts.routes,
  });

  return {
    jogg: operator.client,
    start: async () => {
      const proxiesInUse = proxyFields(shared.proxies, config.proxies.bypass);
      if (proxiesInUse) logEvent('proxy', proxiesInUse);
      if (!(await state.acquire(stopping))) return;
      await assertComplete(state);
      await media.sweep();
      await operator.catalogue.start();
      await appIdentity.prepare();
      const port = await edge.listen();
      // A rejected token ends the start before any video runs; a hanging Slack does not.
      const slackReady = Promise.all([appIdentity.learn(), edge.openSocket()]);
      await Promise.race([slackReady, systemClock.sleep(SLACK_WAIT_MS, stopping)]);
      if (stopping.aborted) return;
      await queue.start(tenants);
      void operator.registration.run(stopping);
      void installParts.runMaintenance(stopping);
      await slackReady;
      if (stopping.aborted) return;
      logEvent('ready', {
        port,
        slack: config.slack.mode.kind,
        slack_answers: appIdentity.isKnown(),
        jogg: config.jogg.version,
        lists: operator.catalogue.state(),
      });
      void appIdentity.announce(port);
    },
    stop: async (withinMs) => {
      background.abort();
      const closed = edge.close();
      await queue.stop(withinMs);
      await Promise.race([closed, systemClock.sleep(CLOSE_TIMEOUT_MS)]);
      tenants.end();
      await accounts.stop();
      await state.close();
    },
  };
}

/** The log fields of the proxies in use; null if there are none. */
function proxyFields({ https, http }: Proxies, bypass: string): LogFields | null {
  if (https === null && http === null) return null;
  return { https: https?.name ?? null, http: http?.name ?? null, not_for: bypass };
}

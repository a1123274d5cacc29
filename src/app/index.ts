import type { Config } from '../config/config.ts';
import type { Jogg } from '../jogg/jogg-client.ts';
import { systemClock } from '../lib/clock.ts';
import type { Log, LogFields } from '../lib/log.ts';
import type { Proxies } from '../lib/network/proxies.ts';
import { assertComplete } from '../store/migration-marker.ts';
import { type OpenState, openState } from '../store/open-state.ts';
import { createTenants, type Tenants } from '../tenancy/tenants.ts';
import { createAccounts } from './accounts.ts';
import { createIntroduction, createManyIntroduction } from './app-identity.ts';
import { openShared } from './open-shared.ts';
import type { TellOperator } from './tell-operator.ts';
import { wireEdge } from './wire-edge.ts';
import { wireInstall } from './wire-install.ts';
import { wireMedia } from './wire-media.ts';
import { wireQueue } from './wire-queue.ts';
import { type Tenant, wireTenant } from './wire-tenant.ts';

/** How long running videos wait for Slack at the start. */
const SLACK_FIRST_MS = 2_000;
/** How long open connections may take to close once the queue has stopped. */
const CLOSE_WITHIN_MS = 1_000;
/** How many tenants stay in memory that nobody uses just now. */
const MOST_TENANTS = 200;

export interface RunningApp {
  /** The operator's Jogg account, under the rate limit of all processes. */
  readonly jogg: Jogg;
  /** Resolves when the app is ready. Throws with a sentence for the operator if it cannot start. */
  start(): Promise<void>;
  /** Stops new work; work in progress ends within `withinMs` or is left for the next start. */
  stop(withinMs: number): Promise<void>;
}

/**
 * Wires the app; `open` opens its state, `tell` is what the person who runs it reads. Throws where
 * the store cannot be opened.
 */
export async function createApp(deps: {
  readonly config: Config;
  readonly log: Log;
  readonly open?: OpenState;
  readonly tell?: TellOperator;
}): Promise<RunningApp> {
  const { config, log, open = openState, tell = () => undefined } = deps;
  const isMany = config.slack.access.kind === 'oauth';
  const background = new AbortController();
  const { signal: stopping } = background;

  const shared = openShared({ config, log, open, stopping, isMany });
  const { state, logEvent } = shared;
  const installing = await wireInstall(shared);
  const { installations } = installing;
  const media = wireMedia(shared);
  const queue = wireQueue(shared, () => tenants);
  const accounts = createAccounts(shared, queue);
  const tenants: Tenants<Tenant> = createTenants({
    installations,
    build: (installed) => {
      const ended = installing.endedOf(installed.id);
      const joggAccount = installing.joggAccountOf(installed.id);
      const renewExpired = installing.renewExpiredOf(installed.id);
      return wireTenant(shared, {
        ...{ installed, accounts, media, queue, joggAccount, ended, renewExpired },
      });
    },
    most: MOST_TENANTS,
  });
  const introduction = isMany
    ? createManyIntroduction(shared, { installations, tell })
    : createIntroduction(shared, { tenants, tell });
  const { operator } = accounts;
  const edge = await wireEdge(shared, {
    tenants,
    operator,
    queue,
    introduction,
    installations,
    installRoutes: installing.routes,
  });

  return {
    jogg: operator.client,
    start: async () => {
      const used = proxyFields(shared.proxies, config.proxies.bypass);
      if (used) logEvent('proxy', used);
      if (!(await state.acquire(stopping))) return;
      await assertComplete(state);
      await media.sweep();
      await operator.catalogue.start();
      await introduction.prepare();
      const port = await edge.listen();
      // A refused token ends the start before any video is touched; a hanging Slack does not.
      const slackIsThere = Promise.all([introduction.learn(), edge.openSocket()]);
      await Promise.race([slackIsThere, systemClock.sleep(SLACK_FIRST_MS, stopping)]);
      if (stopping.aborted) return;
      await queue.start();
      void operator.registration.run(stopping);
      void installing.chores(stopping);
      await slackIsThere;
      if (stopping.aborted) return;
      logEvent('ready', {
        port,
        slack: config.slack.mode.kind,
        slack_answers: introduction.isLearnt(),
        jogg: config.jogg.version,
        lists: operator.catalogue.state(),
      });
      void introduction.say(port);
    },
    stop: async (withinMs) => {
      background.abort();
      const closed = edge.close();
      await queue.stop(withinMs);
      await Promise.race([closed, systemClock.sleep(CLOSE_WITHIN_MS)]);
      tenants.end();
      await accounts.stop();
      await state.close();
    },
  };
}

/** The proxies in use, for the log; null without any. */
function proxyFields({ https, http }: Proxies, bypass: string): LogFields | null {
  if (https === null && http === null) return null;
  return { https: https?.name ?? null, http: http?.name ?? null, not_for: bypass };
}

import { createSlackReceiver } from '../bolt/slack-receiver.ts';
import type { SlackRequestHandler } from '../bolt/slack-request.ts';
import { healthRoutes } from '../http/health.ts';
import { installUrlOf } from '../http/install-paths.ts';
import { createHttpServer, type Route } from '../http/server.ts';
import { createStoreCheck } from '../http/store-check.ts';
import { accountWebhookRoute, type WebhookAccount, webhookRoute } from '../http/webhook.ts';
import { readWebhookEvent } from '../jogg/webhook/webhook-event.ts';
import { verify } from '../jogg/webhook/webhook-signature.ts';
import { systemClock } from '../lib/clock.ts';
import { answerNotInstalled } from '../listeners/entry/not-installed.ts';
import { requestIds } from '../listeners/request/request-ids.ts';
import type { Installations } from '../tenancy/installation.ts';
import type { Tenants } from '../tenancy/tenants.ts';
import type { AppIdentity } from './app-identity.ts';
import type { Shared } from './open-shared.ts';
import type { JoggParts } from './wire-jogg.ts';
import type { VideoQueue } from './wire-queue.ts';
import type { Tenant } from './wire-tenant.ts';

interface EdgeDeps {
  readonly tenants: Pick<
    Tenants<Pick<Tenant, 'handleRequest' | 'webhookOf'>>,
    'ofRequest' | 'byScope'
  >;
  readonly installations: Pick<Installations, 'byWebhookToken' | 'list'>;
  readonly operator: Pick<JoggParts, 'receiveHint' | 'registration'>;
  readonly queue: Pick<VideoQueue, 'lanes' | 'ready'>;
  readonly appIdentity: Pick<AppIdentity, 'isKnown'>;
  readonly installRoutes: readonly Route[];
}

/**
 * Wires all incoming traffic: Slack's requests, which are dispatched to their tenants, Jogg's
 * webhooks, health checks and metrics.
 */
export async function wireEdge(shared: Shared, deps: EdgeDeps) {
  const { config, metrics, slackFetch, stopping, logEvent } = shared;
  const { appIdentity, queue, tenants } = deps;
  const handleRequest: SlackRequestHandler = async (request) => {
    const ids = requestIds(request.body);
    const handled = await tenants.ofRequest(ids, (tenant) => tenant.handleRequest(request));
    if (handled !== null) return;
    logEvent('request_of_nobody');
    const installUrl = config.publicUrl && installUrlOf(config.publicUrl);
    await answerNotInstalled(request, installUrl, async (url, message) => {
      const headers = { 'content-type': 'application/json' };
      await slackFetch(url, { method: 'POST', headers, body: JSON.stringify(message) });
    });
  };
  const { routes, socket } = await wireEntry(shared, handleRequest);
  const countInstallations = async (): Promise<number> => (await deps.installations.list()).length;
  const readinessProblem = wireReadiness(
    shared,
    queue,
    () => socket === null || socket.connected(),
  );
  const server = createHttpServer(
    [
      ...routes,
      ...deps.installRoutes,
      ...wireWebhooks(deps, logEvent),
      ...healthRoutes(readinessProblem, () =>
        appIdentity.isKnown() ? null : 'Slack does not answer yet',
      ),
      metrics.routeWith({
        lanes: queue.lanes,
        states: shared.state.tasks.states,
        installations: countInstallations,
      }),
    ],
    logEvent,
  );
  return {
    /**
     * Resolves with the port.
     * @throws {Error} if it cannot listen.
     */
    listen: () => server.listen(config.port, config.host),
    /** Opens the connection to Slack in Socket Mode. Does nothing over HTTP. */
    openSocket: async () => socket?.open(stopping),
    close: async () => {
      await Promise.all([socket?.close(), server.close()]);
    },
  };
}

/** How Slack's requests arrive: over HTTP, or over an outgoing socket. */
async function wireEntry(shared: Shared, handleRequest: SlackRequestHandler) {
  const { config, firstRequest, slackFetch: fetch, proxies, random, logEvent } = shared;
  const { mode, apiUrl } = config.slack;
  // Slack signs with the real time, so a wrong database clock must not reject its requests.
  const clock = systemClock;
  if (mode.kind === 'http') {
    const { signingSecret } = mode;
    const route = createSlackReceiver({
      signingSecret,
      onSigned: firstRequest.record,
      handleRequest,
      clock,
      logEvent,
    });
    return { routes: [route], socket: null };
  }
  const { appToken } = mode;
  // Over HTTP the socket modules are not loaded.
  const { createSlackSocket } = await import('../bolt/slack-socket.ts');
  const socket = createSlackSocket({
    appToken,
    apiUrl,
    fetch,
    proxies,
    handleRequest,
    clock,
    random,
    logEvent,
  });
  return { routes: [], socket };
}

/** Why the app is not ready, or null. */
function wireReadiness(
  { state, stopping, logEvent }: Shared,
  queue: Pick<VideoQueue, 'ready'>,
  isConnected: () => boolean,
): () => Promise<string | null> {
  const isStoreHealthy = createStoreCheck({ ping: state.ping, clock: systemClock, logEvent });
  return async () => {
    if (stopping.aborted) return 'stopping';
    if (!(await isStoreHealthy())) return 'the store does not answer';
    if (!queue.ready()) return 'the task queue does not answer';
    return isConnected() ? null : 'not connected to Slack';
  };
}

function wireWebhooks(
  { operator, tenants, installations }: EdgeDeps,
  logEvent: Shared['logEvent'],
): readonly Route[] {
  const commonDeps = {
    verify,
    read: readWebhookEvent,
    clock: systemClock,
    logEvent,
  };
  const accountOf = ({ receiveHint, registration }: EdgeDeps['operator']): WebhookAccount => ({
    secrets: () => registration.secrets(),
    receive: receiveHint,
  });
  return [
    webhookRoute({ ...commonDeps, ...accountOf(operator) }),
    accountWebhookRoute({
      ...commonDeps,
      async withAccount(token, use) {
        const installation = await installations.byWebhookToken(token);
        if (installation === null) return null;
        return tenants.byScope(installation.scope, async (tenant) => {
          const parts = tenant.webhookOf(token);
          return parts && use(accountOf(parts));
        });
      },
    }),
  ];
}

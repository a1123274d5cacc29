import { createSlackApp } from '../bolt/slack-app.ts';
import { createSlackReceiver } from '../bolt/slack-receiver.ts';
import { createSlackSocket } from '../bolt/slack-socket.ts';
import type { Config } from '../config/config.ts';
import { healthRoutes } from '../http/health.ts';
import type { Metrics } from '../http/metrics.ts';
import { createHttpServer } from '../http/server.ts';
import { createStoreCheck } from '../http/store-check.ts';
import { webhookRoute } from '../http/webhook.ts';
import { readWebhookEvent } from '../jogg/webhook/webhook-event.ts';
import { verify } from '../jogg/webhook/webhook-signature.ts';
import type { Clock } from '../lib/clock.ts';
import type { LogEvent } from '../lib/log.ts';
import type { Proxies } from '../lib/proxies.ts';
import type { Random } from '../lib/random.ts';
import { createDrafts } from '../listeners/form/drafts.ts';
import { createOpenForms } from '../listeners/form/open-forms.ts';
import { createPresence } from '../listeners/form/presence.ts';
import { registerListeners } from '../listeners/index.ts';
import { createRemembered } from '../listeners/remembered.ts';
import type { AiLabel } from '../slack/copy/ai-label.ts';
import type { Stores } from './open-stores.ts';
import type { JoggParts } from './wire-jogg.ts';
import type { SlackParts } from './wire-slack.ts';
import type { VideoParts } from './wire-videos.ts';

interface EdgeDeps {
  readonly config: Pick<Config, 'slack' | 'port' | 'host'>;
  readonly stores: Stores;
  readonly jogg: JoggParts;
  readonly slack: SlackParts;
  readonly videos: VideoParts;
  readonly label: AiLabel;
  readonly metrics: Metrics;
  readonly proxies: Proxies;
  readonly clock: Clock;
  readonly random: Random;
  readonly stopping: AbortSignal;
  readonly logEvent: LogEvent;
}

/**
 * Everything that reaches the app from outside: Slack's requests, Jogg's webhooks, health and
 * metrics.
 */
export function wireEdge(deps: EdgeDeps) {
  const { config, stopping, slack } = deps;
  const { receiver, routes, socket } = wireEntry(deps);
  const bolt = createSlackApp({
    receiver,
    botToken: config.slack.botToken,
    apiUrl: config.slack.apiUrl,
    fetch: slack.fetch,
    known: slack.identity.known,
  });
  wireListeners(bolt, deps);
  const problem = wireReadiness(deps, () => socket === null || socket.connected());
  const server = createHttpServer(
    [
      ...routes,
      wireWebhook(deps),
      ...healthRoutes(problem, () =>
        slack.identity.bot() === null ? 'Slack does not answer yet' : null,
      ),
      deps.metrics.routeWith(deps.videos.queue.lanes, deps.clock),
    ],
    deps.logEvent,
  );
  return {
    /** Resolves with the port. Throws where it cannot listen. */
    listen: () => server.listen(config.port, config.host),
    /** Opens the connection to Slack in Socket Mode; does nothing over HTTP. */
    openSocket: async () => socket?.open(stopping),
    close: async () => {
      await Promise.all([bolt.stop(), server.close()]);
    },
  };
}

/** The way Slack's requests come in: over HTTP, or over an outgoing socket. */
function wireEntry({ config, stores, slack, proxies, clock, random, logEvent }: EdgeDeps) {
  const { mode, apiUrl } = config.slack;
  if (mode.kind === 'http') {
    const { signingSecret } = mode;
    const { heard } = stores.firstRequest;
    const receiver = createSlackReceiver({ signingSecret, heard, clock, logEvent });
    return { receiver, routes: [receiver.route], socket: null };
  }
  const { appToken } = mode;
  const { fetch } = slack;
  const socket = createSlackSocket({
    appToken,
    apiUrl,
    fetch,
    proxies,
    clock,
    random,
    logEvent,
  });
  return { receiver: socket.receiver, routes: [], socket };
}

function wireListeners(
  bolt: Parameters<typeof registerListeners>[0],
  { stores, jogg, slack, videos, label, stopping, logEvent }: EdgeDeps,
): void {
  const { clock } = stores;
  const remembered = createRemembered({ clock, stopping, logEvent });
  registerListeners(bolt, {
    catalogue: jogg.catalogue,
    refresh: () => jogg.catalogue.refresh(),
    balance: jogg.balance,
    preferences: stores.preferences,
    longWords: stores.longWords,
    mentions: stores.mentions,
    usualMs: () => stores.renderTimes.usual(),
    handle: slack.identity.handle,
    request: videos.request,
    allowed: videos.allowed,
    recognise: videos.recognise,
    lineageOf: videos.lineageOf,
    cancel: videos.cancel,
    makeAgain: videos.makeAgain,
    makeSame: videos.makeSame,
    redraw: slack.messenger.edit,
    myVideos: videos.myVideos,
    resolveUnconfirmed: videos.resolveUnconfirmed,
    share: videos.share,
    place: videos.queue.place,
    pictures: remembered.pictures,
    forms: createOpenForms({ documents: stores.openForms, logEvent }),
    presence: createPresence({ can: slack.identity.can, clock, logEvent }),
    answers: stores.answers,
    drafts: createDrafts({ documents: stores.drafts, clock, logEvent }),
    locales: remembered.locales,
    nameMentions: remembered.nameMentions,
    permalinkOf: remembered.permalinkOf,
    typing: remembered.typing,
    sleep: (ms) => clock.sleep(ms, stopping),
    clock,
    label,
    logEvent,
  });
}

/** Why the app is not ready, or null. */
function wireReadiness(
  { stores, videos, clock, stopping, logEvent }: EdgeDeps,
  isConnected: () => boolean,
): () => Promise<string | null> {
  const storeIsWell = createStoreCheck({ ping: stores.state.ping, clock, logEvent });
  return async () => {
    if (stopping.aborted) return 'stopping';
    if (!(await storeIsWell())) return 'the store does not answer';
    if (!videos.queue.ready()) return 'the task queue does not answer';
    return isConnected() ? null : 'not connected to Slack';
  };
}

function wireWebhook({ jogg, videos, clock, logEvent }: EdgeDeps) {
  return webhookRoute({
    secrets: () => jogg.registration.secrets(),
    verify,
    projectOf: (body) => readWebhookEvent(body)?.projectId ?? null,
    receive: (projectId, body) => videos.receiveHint(projectId, readWebhookEvent(body)?.reason),
    clock,
    logEvent,
  });
}

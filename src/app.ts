import { App, type AppOptions, SocketModeReceiver } from '@slack/bolt';
import { createCatalogue } from './catalogue/catalogue.ts';
import type { Config } from './config.ts';
import { healthRoutes } from './http/health.ts';
import { createMetrics } from './http/metrics.ts';
import { createHttpServer } from './http/server.ts';
import { createSlackReceiver } from './http/slack-receiver.ts';
import { webhookRoute } from './http/webhook.ts';
import { createJogg } from './jogg/jogg.ts';
import { readWebhookEvent } from './jogg/webhook-event.ts';
import { createRegistration } from './jogg/webhook-registration.ts';
import { verify } from './jogg/webhook-signature.ts';
import { systemChance } from './lib/chance.ts';
import { systemClock } from './lib/clock.ts';
import { createNote, errorFields, type Log } from './lib/log.ts';
import { personOf } from './listeners/form.ts';
import { registerListeners } from './listeners/index.ts';
import { createLocales } from './listeners/locales.ts';
import { createEmbeddedQueue } from './queue/embedded-queue.ts';
import { createSlidingBudget } from './queue/sliding-budget.ts';
import { createSpacedBudget } from './queue/spaced-budget.ts';
import { createBotIdentity } from './slack/bot-identity.ts';
import { createMessenger } from './slack/messenger.ts';
import { createWebClient, SILENT, webClientOptions } from './slack/web-client.ts';
import { createCatalogueStore } from './store/catalogue-store.ts';
import { openState } from './store/open-state.ts';
import { createPaidRequests } from './store/paid-requests.ts';
import { createPersonVideos } from './store/person-videos.ts';
import { createPreferences } from './store/preferences.ts';
import { createRenderTimes } from './store/render-times.ts';
import { createSaidOnce } from './store/said-once.ts';
import { createVideoStore } from './store/video-store.ts';
import { createAdvance } from './videos/advance.ts';
import { createMakeAgain } from './videos/make-again.ts';
import { createReceiveHint } from './videos/receive-hint.ts';
import { createRequestVideo } from './videos/request-video.ts';
import { createSayQuarantined } from './videos/say-quarantined.ts';
import { createSettleUnconfirmed } from './videos/settle-unconfirmed.ts';

/** Jogg allows 20 a minute; the rest is left to other uses of the key. https://docs.jogg.ai/api-reference/v2/QuickStart/RateLimits */
const PAID_REQUESTS = { limit: 18, windowMs: 60_000 };
const GET_GAP_MS = 200;

export interface RunningApp {
  /** Resolves when the app is ready. Throws with a sentence for the operator where it cannot be. */
  start(): Promise<{ readonly port: number }>;
  /** No new work; what is in flight ends within `withinMs` or is left for the next start. */
  stop(withinMs: number): Promise<void>;
}

/** Puts the app together. Throws where the store cannot be opened. */
export async function createApp(config: Config, log: Log): Promise<RunningApp> {
  const clock = systemClock;
  const chance = systemChance;
  let stopping = false;
  let connected = config.slack.mode.kind === 'http';
  const background = new AbortController();

  const metrics = createMetrics(() => queue.counts());
  const note = createNote(log, metrics.count);

  const state = openState(config.stateUrl, note);
  const kept = { keyvFor: state.keyvFor, note };
  const videos = createVideoStore(kept);
  const renderTimes = createRenderTimes(kept);
  const personVideos = createPersonVideos(kept);
  const jogg = createJogg({
    ...config.jogg,
    clock,
    chance,
    getBudget: createSpacedBudget({ gapMs: GET_GAP_MS, clock }),
    note,
  });
  const catalogue = createCatalogue({
    library: jogg.library,
    kept: createCatalogueStore(kept),
    clock,
    note,
  });
  const registration = createRegistration({
    ...config.jogg,
    endpoints: jogg.endpoints,
    publicUrl: config.publicUrl,
    clock,
    chance,
    note,
  });

  const slackClient = createWebClient({
    token: config.slack.botToken,
    slackApiUrl: config.slack.apiUrl,
  });
  const identity = createBotIdentity(slackClient);
  const messenger = createMessenger({
    clientFor: async () => slackClient,
    clock,
    usualMs: () => renderTimes.usual(),
    mayReadHistory: async () => identity.mayReadHistory(),
    note,
  });

  const advance = createAdvance({
    store: videos,
    renderer: jogg.renderer,
    messenger,
    paying: createSlidingBudget({ ...PAID_REQUESTS, clock, ...createPaidRequests(kept) }),
    rendered: (ms) => renderTimes.add(ms),
    clock,
    chance,
    scale: config.pollIntervalScale,
    webhook: () => registration.active(),
    note,
  });
  const queue = createEmbeddedQueue({
    db: state.db,
    clock,
    chance,
    run: advance,
    lanes: { prompt: 8, poll: 8 },
    leaseMs: 30_000,
    note,
    onQuarantine: createSayQuarantined({
      messenger,
      saidBefore: createSaidOnce({ ...kept, about: 'quarantined' }),
      clock,
      note,
    }),
  });

  const receiver =
    config.slack.mode.kind === 'http'
      ? createSlackReceiver({ signingSecret: config.slack.mode.signingSecret, clock, note })
      : new SocketModeReceiver({
          appToken: config.slack.mode.appToken,
          logger: SILENT,
          installerOptions: { clientOptions: { slackApiUrl: config.slack.apiUrl } },
          processEventErrorHandler: async ({ error }) => {
            note('slack_listener_failed', errorFields(error));
            return false;
          },
        });
  const bolt = new App({
    receiver,
    authorize: async () => ({ botToken: config.slack.botToken, ...identity.known() }),
    clientOptions: webClientOptions(config.slack.apiUrl),
    convoStore: false,
    logger: SILENT,
  } satisfies AppOptions);
  bolt.error(async (error) => {
    throw error;
  });

  const request = createRequestVideo({
    queue,
    remember: (workspace, user, id) => personVideos.add(personOf(workspace, user), id),
    note,
  });
  registerListeners(bolt, {
    catalogue,
    refresh: () => catalogue.refresh(),
    preferences: createPreferences(kept),
    locales: createLocales(note),
    request,
    makeAgain: createMakeAgain({ store: videos, request }),
    settle: createSettleUnconfirmed({ store: videos, queue }),
    note,
  });

  const trouble = (): string | null => {
    if (stopping) return 'stopping';
    try {
      state.ping();
    } catch {
      return 'the store does not answer';
    }
    if (!queue.ready()) return 'the task queue does not answer';
    return connected ? null : 'not connected to Slack';
  };
  const server = createHttpServer(
    [
      ...('route' in receiver ? [receiver.route] : []),
      webhookRoute({
        secrets: () => registration.secrets(),
        verify,
        projectOf: (body) => readWebhookEvent(body)?.projectId ?? null,
        receive: createReceiveHint({ store: videos, queue }),
        note,
      }),
      ...healthRoutes(trouble),
      metrics.route,
    ],
    note,
  );

  return {
    start: async () => {
      await catalogue.start();
      const port = await server.listen(config.port, config.host);
      await identity.learn((fields) => note('slack_unreachable', fields));
      if (receiver instanceof SocketModeReceiver) {
        receiver.client.on('connected', () => {
          connected = true;
        });
        receiver.client.on('disconnected', () => {
          connected = false;
        });
        await receiver.start();
        connected = true;
      }
      await queue.start();
      void registration.run(background.signal);
      note('ready', { port, slack: config.slack.mode.kind, jogg: config.jogg.version });
      return { port };
    },
    stop: async (withinMs) => {
      stopping = true;
      background.abort();
      const closed = Promise.all([bolt.stop(), server.close()]);
      await queue.stop(withinMs);
      await Promise.race([closed, clock.sleep(1_000)]);
      await catalogue.stop();
      state.close();
    },
  };
}

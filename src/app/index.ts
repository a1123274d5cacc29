import { createSlackApp } from '../bolt/slack-app.ts';
import { createSlackReceiver } from '../bolt/slack-receiver.ts';
import { createSlackSocket } from '../bolt/slack-socket.ts';
import { createCatalogue } from '../catalogue/catalogue-cache.ts';
import type { Config } from '../config/config.ts';
import { healthRoutes } from '../http/health.ts';
import { createMetrics } from '../http/metrics.ts';
import { createHttpServer } from '../http/server.ts';
import { createStoreCheck } from '../http/store-check.ts';
import { webhookRoute } from '../http/webhook.ts';
import { createJogg, GET_RATE, type Jogg } from '../jogg/jogg.ts';
import { readWebhookEvent } from '../jogg/webhook/webhook-event.ts';
import { createRegistration } from '../jogg/webhook/webhook-registration.ts';
import { verify } from '../jogg/webhook/webhook-signature.ts';
import { systemClock } from '../lib/clock.ts';
import { createLogEvent, type Log } from '../lib/log.ts';
import { createProxies } from '../lib/proxies.ts';
import { systemRandom } from '../lib/random.ts';
import { personOf } from '../listeners/form/last-choice.ts';
import { registerListeners } from '../listeners/index.ts';
import { createRemembered } from '../listeners/remembered.ts';
import { createEmbeddedQueue } from '../queue/embedded-queue.ts';
import { createSlidingLimiter } from '../queue/sliding-limiter.ts';
import { createTokenBucket } from '../queue/token-bucket.ts';
import { createMessenger } from '../slack/delivery/messenger.ts';
import { createBotIdentity } from '../slack/web-api/bot-identity.ts';
import { createDirectory } from '../slack/web-api/directory.ts';
import { createSlackFetch } from '../slack/web-api/slack-fetch.ts';
import { startWords } from '../slack/web-api/start-words.ts';
import { createWebClient } from '../slack/web-api/web-client.ts';
import { createCatalogueStore } from '../store/catalogue-store.ts';
import { createFirstRequest } from '../store/first-request.ts';
import { createLongWords } from '../store/long-words.ts';
import { createOnceKeys } from '../store/once-keys.ts';
import { openState } from '../store/open-state.ts';
import { createPaidRequests } from '../store/paid-requests.ts';
import { createPersonVideos } from '../store/person-videos.ts';
import { createPreferences } from '../store/preferences.ts';
import { createRenderTimes } from '../store/render-times.ts';
import { createUnconfirmed } from '../store/unconfirmed.ts';
import { createVideoStore } from '../store/video-store.ts';
import { createAfterwards } from '../videos/afterwards.ts';
import { createBalance } from '../videos/balance.ts';
import { createFindCandidate } from '../videos/find-candidate.ts';
import { createReceiveHint } from '../videos/receive-hint.ts';
import { createRequestVideo } from '../videos/request-video.ts';
import { createRequesterStanding } from '../videos/requester-standing.ts';
import { createRunVideo } from '../videos/run-video.ts';
import { createSayQuarantined } from '../videos/say-quarantined.ts';
import { createFiles } from './files.ts';

/** Jogg allows 20 a minute; the rest is left to other uses of the key. https://docs.jogg.ai/api-reference/v2/QuickStart/RateLimits */
const PAID_REQUESTS = { limit: 18, windowMs: 60_000 };
/** Runs at the same time. Handing over a large file may take minutes; others go on meanwhile. */
const LANES = { prompt: 32, poll: 16, file: 16 };

/** How long running videos wait for Slack at a start. */
const SLACK_FIRST_MS = 2_000;

export interface RunningApp {
  /** Jogg, under the one limit of this process. */
  readonly jogg: Jogg;
  /** Resolves when the app is ready, with what to tell the person at the terminal. Throws with a sentence for the operator where it cannot be. */
  start(): Promise<{ readonly port: number; readonly says: readonly string[] }>;
  /** No new work; what is in flight ends within `withinMs` or is left for the next start. */
  stop(withinMs: number): Promise<void>;
}

/** Puts the app together, its state opened by `open`. Throws where the store cannot be opened. */
export async function createApp(
  config: Config,
  log: Log,
  open: typeof openState = openState,
): Promise<RunningApp> {
  const clock = systemClock;
  const random = systemRandom;
  let stopping = false;
  const background = new AbortController();

  const metrics = createMetrics(() => queue.counts());
  const logEvent = createLogEvent(log, metrics.count);

  const state = open(config.stateUrl, logEvent);
  const kept = { keyvFor: state.keyvFor, logEvent };
  const videos = createVideoStore(kept);
  const unconfirmed = createUnconfirmed({ ...kept, clock });
  const renderTimes = createRenderTimes(kept);
  const personVideos = createPersonVideos(kept);
  const proxies = createProxies(config.proxies);
  const jogg = createJogg({
    ...config.jogg,
    proxies,
    clock,
    random,
    turnToGet: createTokenBucket({ ...GET_RATE, clock }),
    logEvent,
  });
  const catalogue = createCatalogue({
    library: jogg.library,
    kept: createCatalogueStore(kept),
    clock,
    logEvent,
  });
  const postLimiter = createSlidingLimiter({
    ...PAID_REQUESTS,
    clock,
    ...createPaidRequests(kept),
  });
  const registration = createRegistration({
    ...config.jogg,
    endpoints: jogg.endpoints,
    publicUrl: config.publicUrl,
    postLimiter: postLimiter,
    clock,
    random,
    logEvent,
  });

  const slackFetch = createSlackFetch(proxies);
  const { botToken: token, apiUrl: slackApiUrl } = config.slack;
  const slackClient = createWebClient({ token, slackApiUrl, fetch: slackFetch });
  const identity = createBotIdentity(slackClient);
  const directory = createDirectory({ users: slackClient.users, identity, clock, logEvent });
  const messenger = createMessenger({
    clientFor: async () => slackClient,
    clock,
    usualMs: () => renderTimes.usual(),
    mayReadHistory: async () => identity.mayReadHistory(),
    mayReadFiles: async () => identity.can('files:read'),
    logEvent,
  });
  const files = createFiles({
    config,
    proxies,
    slackClient,
    identity,
    outbound: messenger.outbound,
    uploadAudio: jogg.uploadAudio,
    poll: jogg.renderer.poll,
    postLimiter: postLimiter,
    clock,
    stopping: background.signal,
    logEvent,
  });
  const balance = createBalance({ quota: jogg.quota, clock, logEvent });

  const runVideo = createRunVideo({
    store: videos,
    renderer: jogg.renderer,
    messenger,
    ...files,
    postLimiter,
    place: (id) => queue.place(id),
    unconfirmed,
    wake: (id) => queue.wake(id),
    findCandidate: createFindCandidate({ store: videos, unconfirmed, identify: jogg.identify }),
    standing: createRequesterStanding(directory),
    rendered: (ms) => renderTimes.add(ms),
    clock,
    random,
    pollScale: config.pollIntervalScale,
    webhook: () => registration.active(),
    logEvent,
  });
  const queue = createEmbeddedQueue({
    db: state.db,
    clock,
    random,
    run: runVideo,
    lanes: LANES,
    leaseMs: 30_000,
    logEvent,
    onQuarantine: createSayQuarantined({
      messenger,
      claims: createOnceKeys({ ...kept, about: 'quarantined' }),
      clock,
      random,
      stopping: background.signal,
      logEvent,
    }),
  });

  const firstRequest = createFirstRequest(kept);
  const { mode, apiUrl } = config.slack;
  const door =
    mode.kind === 'http'
      ? createSlackReceiver({ ...mode, heard: firstRequest.heard, clock, logEvent })
      : createSlackSocket({ ...mode, apiUrl, fetch: slackFetch, proxies, clock, random, logEvent });
  const socket = 'open' in door ? door : null;
  const receiver = 'open' in door ? door.receiver : door;
  const bolt = createSlackApp({
    ...config.slack,
    fetch: slackFetch,
    receiver,
    known: identity.known,
  });

  const request = createRequestVideo({
    queue,
    remember: (workspace, user, id) => personVideos.add(personOf(workspace, user), id),
    logEvent,
  });
  registerListeners(bolt, {
    catalogue,
    refresh: () => catalogue.refresh(),
    preferences: createPreferences(kept),
    balance,
    request,
    ...createAfterwards({
      request,
      directory,
      store: videos,
      queue,
      post: messenger.share,
      claims: createOnceKeys({ keyvFor: state.keyvFor, about: 'share' }),
      ids: ({ workspace, user }) => personVideos.list(personOf(workspace, user)),
      logEvent,
    }),
    usualMs: () => renderTimes.usual(),
    place: (id) => queue.place(id),
    patience: (ms) => clock.sleep(ms, background.signal),
    ...createRemembered({ clock, logEvent }),
    longWords: createLongWords(kept),
    clock,
    logEvent,
  });

  const storeIsWell = createStoreCheck({ ping: state.ping, clock, logEvent });
  const trouble = (): string | null => {
    if (stopping) return 'stopping';
    if (!storeIsWell()) return 'the store does not answer';
    if (!queue.ready()) return 'the task queue does not answer';
    return socket && !socket.connected() ? 'not connected to Slack' : null;
  };
  const receiveHint = createReceiveHint({ store: videos, unconfirmed, queue });
  const server = createHttpServer(
    [
      ...('route' in door ? [door.route] : []),
      webhookRoute({
        secrets: () => registration.secrets(),
        verify,
        projectOf: (body) => readWebhookEvent(body)?.projectId ?? null,
        receive: (projectId, body) => receiveHint(projectId, readWebhookEvent(body)?.reason),
        clock,
        logEvent,
      }),
      ...healthRoutes(trouble),
      metrics.route,
    ],
    logEvent,
  );

  return {
    jogg,
    start: async () => {
      const { https, http } = proxies;
      const not_for = config.proxies.bypass;
      if (https || http)
        logEvent('proxy', { https: https?.name ?? null, http: http?.name ?? null, not_for });
      if (!(await state.hold({ clock, random, logEvent }, background.signal)))
        return { port: 0, says: [] };
      await files.sweep();
      await catalogue.start();
      const port = await server.listen(config.port, config.host);
      // A token that is refused ends the start before any video meets it; a Slack that hangs stops none.
      const slackIsThere = Promise.all([
        identity.learn((fields) => logEvent('slack_unreachable', fields)),
        socket?.open(background.signal),
      ]);
      await Promise.race([slackIsThere, clock.sleep(SLACK_FIRST_MS, background.signal)]);
      if (stopping) return { port, says: [] };
      await queue.start();
      void registration.run(background.signal);
      await slackIsThere;
      if (stopping) return { port, says: [] };
      const { version } = config.jogg;
      logEvent('ready', { port, slack: mode.kind, jogg: version, lists: catalogue.state() });
      const reached = await firstRequest.ever().catch(() => true);
      const appId = mode.kind === 'socket' || reached ? null : await identity.appId();
      const says = startWords({ bot: identity.bot(), appId, mode: mode.kind, port, reached });
      return { port, says };
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

import type { Config } from '../config/config.ts';
import { startWords } from '../config/start-words.ts';
import { createMetrics } from '../http/metrics.ts';
import type { Jogg } from '../jogg/jogg-client.ts';
import { systemClock } from '../lib/clock.ts';
import { createLogEvent, type Log, type LogFields } from '../lib/log.ts';
import { createProxies, type Proxies } from '../lib/proxies.ts';
import { systemRandom } from '../lib/random.ts';
import { createWatchCall } from '../lib/watched-call.ts';
import { aiLabelOf } from '../slack/copy/ai-label.ts';
import { assertWhole } from '../store/migration-marker.ts';
import { type OpenState, openState } from '../store/open-state.ts';
import { appVersion } from './app-version.ts';
import { openStores } from './open-stores.ts';
import type { TellOperator } from './tell-operator.ts';
import { wireEdge } from './wire-edge.ts';
import { wireFiles } from './wire-files.ts';
import { wireJogg } from './wire-jogg.ts';
import { wireSlack } from './wire-slack.ts';
import { wireVideos } from './wire-videos.ts';

/** How long running videos wait for Slack at the start. */
const SLACK_FIRST_MS = 2_000;
/** How long open connections may take to close once the queue has stopped. */
const CLOSE_WITHIN_MS = 1_000;
/** How often Slack is asked again who the app is, where it did not answer at the start. */
const ASK_AGAIN_MS = 5_000;

export interface RunningApp {
  /** Jogg, under the rate limit of all processes. */
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
  const random = systemRandom;
  const background = new AbortController();
  const { signal: stopping } = background;
  const metrics = createMetrics(appVersion());
  const logEvent = createLogEvent(log, metrics.onEvent);
  const watch = createWatchCall({ clock: systemClock, onCall: metrics.onCall });

  const stores = openStores({
    stateUrl: config.stateUrl,
    open,
    clock: systemClock,
    random,
    logEvent,
    onStore: metrics.onStore,
  });
  const { clock } = stores;
  const proxies = createProxies(config.proxies);
  const jogg = wireJogg({
    config,
    stores,
    proxies,
    clock,
    random,
    watch,
    onWait: metrics.onWait,
    logEvent,
  });
  const label = aiLabelOf(config.aiLabel);
  const slack = wireSlack({ config: config.slack, stores, label, proxies, clock, watch, logEvent });
  const files = wireFiles({ config, jogg, slack, label, proxies, clock, stopping, logEvent });
  const videos = wireVideos({
    stores,
    jogg,
    slack,
    files,
    pollScale: config.pollIntervalScale,
    clock,
    random,
    stopping,
    logEvent,
  });
  const edge = wireEdge({
    config,
    stores,
    jogg,
    slack,
    videos,
    label,
    metrics,
    proxies,
    // Slack signs by the real time: a database whose clock is wrong must not keep it out.
    clock: systemClock,
    random,
    stopping,
    logEvent,
  });

  /** Says who the app is and what to do next. Where Slack does not answer, again once it does. */
  async function sayWhoWeAre(port: number): Promise<void> {
    const mode = config.slack.mode.kind;
    const reached = await stores.firstRequest.ever().catch(() => true);
    const appId = mode === 'socket' || reached ? null : await slack.identity.appId();
    const facts = { appId, mode, port, reached } as const;
    tell(startWords({ ...facts, bot: slack.identity.bot() }));
    while (slack.identity.bot() === null) {
      await clock.sleep(ASK_AGAIN_MS, stopping);
      if (stopping.aborted) return;
      await slack.identity.installation();
      const bot = slack.identity.bot();
      if (bot === null) continue;
      logEvent('slack_reached');
      return tell(startWords({ ...facts, bot }));
    }
  }

  return {
    jogg: jogg.client,
    start: async () => {
      const used = proxyFields(proxies, config.proxies.bypass);
      if (used) logEvent('proxy', used);
      if (!(await stores.state.hold(stopping))) return;
      await assertWhole(stores.state);
      await files.sweep();
      await jogg.catalogue.start();
      const port = await edge.listen();
      // A refused token ends the start before any video is touched; a hanging Slack does not.
      const slackIsThere = Promise.all([
        slack.identity.learn((fields) => logEvent('slack_unreachable', fields)),
        edge.openSocket(),
      ]);
      await Promise.race([slackIsThere, clock.sleep(SLACK_FIRST_MS, stopping)]);
      if (stopping.aborted) return;
      await videos.queue.start(videos.run);
      void jogg.registration.run(stopping);
      await slackIsThere;
      if (stopping.aborted) return;
      logEvent('ready', {
        port,
        slack: config.slack.mode.kind,
        slack_answers: slack.identity.bot() !== null,
        jogg: config.jogg.version,
        lists: jogg.catalogue.state(),
      });
      void sayWhoWeAre(port);
    },
    stop: async (withinMs) => {
      background.abort();
      const closed = edge.close();
      await videos.queue.stop(withinMs);
      await Promise.race([closed, clock.sleep(CLOSE_WITHIN_MS)]);
      await jogg.catalogue.stop();
      await stores.state.close();
    },
  };
}

/** The proxies in use, for the log; null without any. */
function proxyFields({ https, http }: Proxies, bypass: string): LogFields | null {
  if (https === null && http === null) return null;
  return { https: https?.name ?? null, http: http?.name ?? null, not_for: bypass };
}

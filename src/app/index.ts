import type { Config } from '../config/config.ts';
import { createMetrics } from '../http/metrics.ts';
import type { Jogg } from '../jogg/jogg-client.ts';
import { systemClock } from '../lib/clock.ts';
import { createLogEvent, type Log, type LogFields } from '../lib/log.ts';
import { createProxies, type Proxies } from '../lib/proxies.ts';
import { systemRandom } from '../lib/random.ts';
import { aiLabelOf } from '../slack/copy/ai-label.ts';
import { startWords } from '../slack/web-api/start-words.ts';
import { assertWhole } from '../store/migration-marker.ts';
import { type OpenState, openState } from '../store/open-state.ts';
import { openStores } from './open-stores.ts';
import { wireEdge } from './wire-edge.ts';
import { wireFiles } from './wire-files.ts';
import { wireJogg } from './wire-jogg.ts';
import { wireSlack } from './wire-slack.ts';
import { wireVideos } from './wire-videos.ts';

/** How long running videos wait for Slack at the start. */
const SLACK_FIRST_MS = 2_000;
/** How long open connections may take to close once the queue has stopped. */
const CLOSE_WITHIN_MS = 1_000;

export interface RunningApp {
  /** Jogg, under the rate limit of all processes. */
  readonly jogg: Jogg;
  /**
   * Resolves when the app is ready, with a message for the person at the terminal. Throws with a
   * sentence for the operator where it cannot start.
   */
  start(): Promise<{ readonly port: number; readonly says: readonly string[] }>;
  /** Stops new work; work in progress ends within `withinMs` or is left for the next start. */
  stop(withinMs: number): Promise<void>;
}

/** Wires the app; `open` opens its state. Throws where the store cannot be opened. */
export async function createApp(deps: {
  readonly config: Config;
  readonly log: Log;
  readonly open?: OpenState;
}): Promise<RunningApp> {
  const { config, log, open = openState } = deps;
  const random = systemRandom;
  const background = new AbortController();
  const { signal: stopping } = background;
  const metrics = createMetrics();
  const logEvent = createLogEvent(log, metrics.count);

  const stores = openStores({
    stateUrl: config.stateUrl,
    open,
    clock: systemClock,
    random,
    logEvent,
  });
  const { clock } = stores;
  const proxies = createProxies(config.proxies);
  const jogg = wireJogg({ config, stores, proxies, clock, random, logEvent });
  const label = aiLabelOf(config.aiLabel);
  const slack = wireSlack({ config: config.slack, stores, label, proxies, clock, logEvent });
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

  /** What to tell the person at the terminal. */
  async function says(port: number): Promise<readonly string[]> {
    const mode = config.slack.mode.kind;
    const reached = await stores.firstRequest.ever().catch(() => true);
    const appId = mode === 'socket' || reached ? null : await slack.identity.appId();
    return startWords({ bot: slack.identity.bot(), appId, mode, port, reached });
  }

  return {
    jogg: jogg.client,
    start: async () => {
      const used = proxyFields(proxies, config.proxies.bypass);
      if (used) logEvent('proxy', used);
      if (!(await stores.state.hold(stopping))) return { port: 0, says: [] };
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
      if (stopping.aborted) return { port, says: [] };
      await videos.queue.start(videos.run);
      void jogg.registration.run(stopping);
      await slackIsThere;
      if (stopping.aborted) return { port, says: [] };
      logEvent('ready', {
        port,
        slack: config.slack.mode.kind,
        jogg: config.jogg.version,
        lists: jogg.catalogue.state(),
      });
      return { port, says: await says(port) };
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

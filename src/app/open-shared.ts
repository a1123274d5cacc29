import type { Config } from '../config/config.ts';
import { createMetrics } from '../http/metrics.ts';
import { type Clock, systemClock } from '../lib/clock.ts';
import { createInstrumentCall } from '../lib/instrumented-call.ts';
import { createLogEvent, type Log } from '../lib/log.ts';
import { createProxies } from '../lib/network/proxies.ts';
import { systemRandom } from '../lib/random.ts';
import { aiLabelOf } from '../slack/copy/ai-label.ts';
import { createSlackFetch } from '../slack/web-api/slack-fetch.ts';
import type { OpenState } from '../store/open-state.ts';
import { createFirstRequest } from '../store/records/first-request.ts';
import { createRenderTimes } from '../store/records/render-times.ts';
import { createOwnWorkspace } from '../store/tenants/own-workspace.ts';
import { appVersion } from './app-version.ts';
import { timedState } from './timed-state.ts';

/** What every tenant and every account of this process uses, and no one of them owns. */
export type Shared = ReturnType<typeof openShared>;

/**
 * Opens the state and everything else there is one of in this process.
 * @throws {StoreError} where it cannot be opened.
 */
export function openShared(deps: {
  readonly config: Config;
  readonly log: Log;
  readonly open: OpenState;
  /** Aborts when the app stops. */
  readonly stopping: AbortSignal;
  /** Whether any workspace may install the app. */
  readonly isMany: boolean;
}) {
  const { config, log, open, stopping, isMany } = deps;
  const random = systemRandom;
  const metrics = createMetrics(appVersion(), systemClock);
  const logEvent = createLogEvent(log, metrics.onEvent);
  const opened = open(config.stateUrl, logEvent, { clock: systemClock, random });
  const state = timedState(opened, { clock: systemClock, onStore: metrics.onStore });
  /** The clock of all processes that share the state, for times that are stored. */
  const clock: Clock = { ...systemClock, now: () => systemClock.now() + state.skewMs() };
  const proxies = createProxies(config.proxies);
  const instrument = createInstrumentCall({ clock: systemClock, onCall: metrics.onCall });
  const documents = { ...state, logEvent };
  return {
    config,
    isMany,
    stopping,
    random,
    metrics,
    logEvent,
    state,
    clock,
    proxies,
    instrument,
    slackFetch: createSlackFetch(proxies, undefined, instrument),
    label: aiLabelOf(config.aiLabel),
    firstRequest: createFirstRequest(documents),
    renderTimes: createRenderTimes(documents),
    ownWorkspace: createOwnWorkspace(documents),
  };
}

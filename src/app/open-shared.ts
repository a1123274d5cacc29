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
import { createRenderTimes } from '../store/records/usual-render-time.ts';
import { createOwnWorkspace } from '../store/tenants/own-workspace.ts';
import { appVersion } from './app-version.ts';
import { timedState } from './timed-state.ts';

/** The parts that all tenants and accounts of this process share. */
export type Shared = ReturnType<typeof openShared>;

/**
 * Opens the state and creates the other parts that exist once per process.
 * @throws {StoreError} if the state cannot be opened.
 */
export function openShared(deps: {
  readonly config: Config;
  readonly log: Log;
  readonly open: OpenState;
  /** Aborts when the app stops. */
  readonly stopping: AbortSignal;
  /** Whether any workspace may install the app. */
  readonly isMultiTenant: boolean;
}) {
  const { config, log, open, stopping, isMultiTenant } = deps;
  const random = systemRandom;
  const metrics = createMetrics(appVersion(), systemClock);
  const logEvent = createLogEvent(log, metrics.onEvent);
  const rawState = open(config.stateUrl, logEvent, { clock: systemClock, random });
  const state = timedState(rawState, { clock: systemClock, onStore: metrics.onStore });
  /** The clock that all processes sharing the state agree on, for stored times. */
  const clock: Clock = { ...systemClock, now: () => systemClock.now() + state.skewMs() };
  const proxies = createProxies(config.proxies);
  const instrument = createInstrumentCall({ clock: systemClock, onCall: metrics.onCall });
  const documents = { ...state, logEvent };
  return {
    config,
    isMultiTenant,
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

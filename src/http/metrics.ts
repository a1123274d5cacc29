import type { Registry as Registered } from 'prom-client';
import { LANES } from '../domain/ports.ts';
import type { LaneCounts } from '../domain/task-table.ts';
import { STATES as VIDEO_STATES } from '../domain/video/video.ts';
import type { Clock } from '../lib/clock.ts';
import type { OnCall } from '../lib/instrumented-call.ts';
import type { LogFields } from '../lib/log.ts';
import { createDeferredWork } from './deferred-work.ts';
import { createEventMetrics } from './event-metrics.ts';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from './prometheus.ts';
import { answer, type Route } from './server.ts';

/** Counts over the whole state. */
interface StateCounts {
  readonly lanes: () => Promise<readonly LaneCounts[]>;
  readonly states: () => Promise<ReadonlyMap<string, number>>;
  readonly installations: () => Promise<number>;
}
type Count = () => Promise<{
  readonly lanes: readonly LaneCounts[];
  readonly states: ReadonlyMap<string, number>;
  readonly installations: number;
}>;

/** Counting reads every task, so the result is cached for this time. */
const COUNT_CACHE_MS = 10_000;

export interface Metrics {
  /** Counts an event by its name, and videos, webhooks and credits from its fields. */
  readonly onEvent: (event: string, fields?: LogFields) => void;
  readonly onCall: OnCall;
  /** Records the duration of a store operation, whether it succeeded or failed. */
  readonly onStore: (op: string, seconds: number) => void;
  /** Records how long a request to Jogg waited for the rate limit, or must wait. */
  readonly onWait: (kind: 'paid' | 'get', seconds: number) => void;
  /**
   * `GET /metrics` in the Prometheus text format. It also answers while the store is down. It
   * counts the state at most every 10 s.
   */
  routeWith(counts: StateCounts): Route;
}

const TASK_STATES = ['due', 'waiting', 'running', 'resting', 'quarantined'] as const;
/** Histogram buckets, in seconds. */
const STORE_BUCKETS_S = [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5];
const CALL_BUCKETS_S = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
const WAIT_BUCKETS_S = [0.01, 0.1, 1, 5, 15, 60, 300];

/**
 * Creates the metrics of this process; they count from now on, before the route exists. Labels
 * contain no ids, so the number of series is bounded. The gauges of tasks, videos and installations
 * describe the whole state and are the same in every replica. Updates are deferred, because an
 * update can take longer than the operation that it counts.
 */
export function createMetrics(version: string, clock: Pick<Clock, 'monotonic' | 'sleep'>): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  new Gauge({
    name: 'jogg_slack_build_info',
    help: 'The version that runs',
    labelNames: ['version'],
    registers,
  }).set({ version }, 1);
  const calls = new Counter({
    name: 'jogg_slack_calls_total',
    help: 'Requests to Slack and Jogg by how they ended',
    labelNames: ['api', 'method', 'outcome'],
    registers,
  });
  const callSeconds = new Histogram({
    name: 'jogg_slack_call_seconds',
    help: 'How long requests to Slack and Jogg took',
    labelNames: ['api'],
    buckets: CALL_BUCKETS_S,
    registers,
  });
  const storeSeconds = new Histogram({
    name: 'jogg_slack_store_seconds',
    help: 'How long operations of the state took',
    labelNames: ['op'],
    buckets: STORE_BUCKETS_S,
    registers,
  });
  const waits = new Histogram({
    name: 'jogg_slack_budget_wait_seconds',
    help: "How long requests to Jogg wait: paid ones for Jogg's rate limit, GETs for the app's",
    labelNames: ['kind'],
    buckets: WAIT_BUCKETS_S,
    registers,
  });
  const { defer, flush } = createDeferredWork(clock);
  const countEvent = createEventMetrics(registry);
  return {
    onEvent: (event, fields) => defer(() => countEvent(event, fields)),
    onCall: ({ api, method, outcome, seconds }) =>
      defer(() => {
        calls.inc({ api, method, outcome });
        callSeconds.observe({ api }, seconds);
      }),
    onStore: (op, seconds) => defer(() => storeSeconds.observe({ op }, seconds)),
    onWait: (kind, seconds) => defer(() => waits.observe({ kind }, seconds)),
    routeWith(counts) {
      const count: Count = async () => {
        const [lanes, states, installations] = await Promise.all([
          counts.lanes(),
          counts.states(),
          counts.installations(),
        ]);
        return { lanes, states, installations };
      };
      const readState = stateGauges(registry, cached(count, clock));
      return {
        method: 'GET',
        path: '/metrics',
        handle: async (_, response) => {
          await readState();
          flush();
          answer(response, 200, await registry.metrics(), registry.contentType);
        },
      };
    },
  };
}

/** Returns a function that updates the gauges of the state. If the store is down, `up` is 0. */
function stateGauges(registry: Registered, count: Count): () => Promise<void> {
  const registers = [registry];
  const tasks = new Gauge({
    name: 'jogg_slack_tasks',
    help: 'Tasks by state and lane, in all of the state: the same in every replica',
    labelNames: ['state', 'lane'],
    registers,
  });
  const videos = new Gauge({
    name: 'jogg_slack_video_state',
    help: 'Videos by state, in all of the state: the same in every replica',
    labelNames: ['state'],
    registers,
  });
  const taskLateness = new Gauge({
    name: 'jogg_slack_task_late_seconds',
    help: 'How long the first due task of a lane has waited: the same in every replica',
    labelNames: ['lane'],
    registers,
  });
  const installations = new Gauge({
    name: 'jogg_slack_installations',
    help: 'Workspaces and organizations that have installed the app: the same in every replica',
    registers,
  });
  const up = new Gauge({
    name: 'jogg_slack_store_up',
    help: 'Whether the state answered this scrape',
    registers,
  });
  return async () => {
    tasks.reset();
    videos.reset();
    taskLateness.reset();
    // `reset` would report 0, but the number is unknown.
    installations.remove();
    up.set(0);
    const counts = await count().catch(() => null);
    if (counts === null) return;
    up.set(1);
    installations.set(counts.installations);
    for (const state of VIDEO_STATES) videos.set({ state }, counts.states.get(state) ?? 0);
    for (const lane of LANES) {
      const laneCounts = counts.lanes.find((each) => each.lane === lane);
      for (const state of TASK_STATES) tasks.set({ state, lane }, laneCounts?.[state] ?? 0);
      taskLateness.set({ lane }, (laneCounts?.lateMs ?? 0) / 1_000);
    }
  };
}

/** Caches the result of `count` for 10 s. A failed count is not cached. */
function cached(count: Count, clock: Pick<Clock, 'monotonic'>): Count {
  let cache: { readonly at: number; readonly result: ReturnType<Count> } | null = null;
  return () => {
    const at = clock.monotonic();
    if (cache && at - cache.at < COUNT_CACHE_MS) return cache.result;
    const latest = { at, result: count() };
    cache = latest;
    latest.result.catch(() => {
      if (cache === latest) cache = null;
    });
    return latest.result;
  };
}

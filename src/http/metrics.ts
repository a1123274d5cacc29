import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import type { Clock } from '../lib/clock.ts';
import { answer, type Route } from './server.ts';

type TaskCounts = Readonly<Record<string, number>>;

/** Counting goes through every task there is, whoever asks how often. */
const COUNTED_MS = 10_000;

export interface Metrics {
  /** Counts one event by its name. */
  readonly count: (event: string) => void;
  /**
   * `GET /metrics` in Prometheus' text format: every event counted, and the tasks by state, which
   * are counted every 10 s at most.
   */
  routeWith(tasks: () => Promise<TaskCounts>, clock: Pick<Clock, 'monotonic'>): Route;
}

/** The metrics of this process; what is counted before the route is made counts as well. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const events = new Counter({
    name: 'jogg_slack_events_total',
    help: 'Logged events by name',
    labelNames: ['event'],
    registers: [registry],
  });
  return {
    count: (event) => events.inc({ event }),
    routeWith(tasks, clock) {
      let counted: { readonly at: number; readonly counts: Promise<TaskCounts> } | null = null;
      const counts = (): Promise<TaskCounts> => {
        const at = clock.monotonic();
        if (counted && at - counted.at < COUNTED_MS) return counted.counts;
        const latest = { at, counts: tasks() };
        counted = latest;
        // What failed is asked again by the next one.
        latest.counts.catch(() => {
          if (counted === latest) counted = null;
        });
        return latest.counts;
      };
      new Gauge({
        name: 'jogg_slack_tasks',
        help: 'Tasks by state',
        labelNames: ['state'],
        registers: [registry],
        async collect() {
          for (const [state, count] of Object.entries(await counts())) this.set({ state }, count);
        },
      });
      return {
        method: 'GET',
        path: '/metrics',
        handle: async (_, response) =>
          answer(response, 200, await registry.metrics(), registry.contentType),
      };
    },
  };
}

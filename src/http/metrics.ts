import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import { answer, type Route } from './server.ts';

export interface Metrics {
  /** Counts one event by its name. */
  readonly count: (event: string) => void;
  /** `GET /metrics` in Prometheus' text format: every event counted, and the tasks by state. */
  routeWith(tasks: () => Promise<Readonly<Record<string, number>>>): Route;
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
    routeWith(tasks) {
      new Gauge({
        name: 'jogg_slack_tasks',
        help: 'Tasks by state',
        labelNames: ['state'],
        registers: [registry],
        async collect() {
          for (const [state, count] of Object.entries(await tasks())) this.set({ state }, count);
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

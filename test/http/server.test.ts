import { expect, it } from 'vitest';
import { healthRoutes } from '../../src/http/health.ts';
import { createMetrics } from '../../src/http/metrics.ts';
import { createHttpServer } from '../../src/http/server.ts';
import { serveRoutes } from '../support/serve-routes.ts';

const PATHS = ['healthz', 'readyz', 'metrics', 'healthz/', 'elsewhere'];
const POLL = { lane: 'poll', due: 2, waiting: 0, running: 0, resting: 0, quarantined: 0 };

/** The answers of all paths of an app that is ready, has a note, or has a problem. */
async function requestAll(problem: string | null, note: string | null = null, method = 'GET') {
  // The clock does not move, and yet the answer has every count.
  const clock = { monotonic: () => 0, sleep: () => new Promise<void>(() => {}) };
  const metrics = createMetrics('1.2.3', clock);
  metrics.onEvent('video_moved');
  const noteOf = () => note;
  const health = healthRoutes(async () => problem, noteOf);
  const tasks = metrics.routeWith({
    lanes: async () => (problem ? Promise.reject(new Error()) : [{ ...POLL, lateMs: 1_500 }]),
    states: async () => new Map(Object.entries({ rendering: 3, ready: 2, newer: 7 })),
    installations: async () => 3,
  });
  const { url } = await serveRoutes([...health, tasks]);
  const all = await Promise.all(PATHS.map((path) => fetch(`${url}/${path}`, { method })));
  return {
    statuses: all.map(({ status }) => status),
    bodies: await Promise.all(all.map((each) => each.text())),
    lengths: all.filter(({ headers }) => Number(headers.get('content-length')) > 2).length,
    // Longer than the 60 s of a load balancer.
    idles: all[0]?.headers.get('keep-alive'),
  };
}

it.each([
  ['a ready app answers that it is ready', null, null, 200, 'ready\n'],
  ['a limitation that all replicas share is a note', null, 'naps', 200, 'ready, but naps\n'],
  ['an app with a problem is alive, not ready, and says why', 'stopping', null, 503, 'stopping\n'],
])('%s; metrics are always available', async (_, problem, note, status, ready) => {
  const { bodies, ...responses } = await requestAll(problem, note);
  const statuses = [200, status, 200, 200, 404];
  expect(responses).toEqual({ statuses, lengths: 5, idles: 'timeout=70' });
  const counts = bodies[2]?.split('\n').filter((line) => /^jogg_.* [^0]/.test(line));
  expect([bodies[0], bodies[1]]).toEqual(['ok\n', ready]);
  const taskGauges = [
    'jogg_slack_tasks{state="due",lane="poll"} 2',
    'jogg_slack_video_state{state="rendering"} 3',
    'jogg_slack_video_state{state="ready"} 2',
    'jogg_slack_task_late_seconds{lane="poll"} 1.5',
    'jogg_slack_installations 3',
    'jogg_slack_store_up 1',
  ];
  expect(counts).toEqual([
    'jogg_slack_build_info{version="1.2.3"} 1',
    'jogg_slack_events_total{event="video_moved"} 1',
    ...(problem ? [] : taskGauges),
  ]);
});

it('tasks are counted at most every 10 s, and again at once after a failure', async () => {
  const found = [1, 0, 2, 3].map((due) => (due ? [{ ...POLL, due, lateMs: 0 }] : null));
  const lanes = async () => found.shift() ?? Promise.reject(new Error());
  let ms = 0;
  const counted = { lanes, states: async () => new Map(), installations: async () => 1 };
  const clock = { monotonic: () => ms, sleep: async () => {} };
  const { url } = await serveRoutes([createMetrics('1', clock).routeWith(counted)]);
  const counts: unknown[] = [];
  for (ms of [0, 9_999, 10_000, 10_001, 20_000, 20_001])
    counts.push(/"due",lane="poll"} (.)/.exec(await (await fetch(`${url}/metrics`)).text())?.[1]);
  expect(counts).toEqual(['1', '1', undefined, '2', '2', '3']);
});

it('HEAD is answered like GET without the body; other methods are not allowed for health', async () => {
  const { bodies, statuses, lengths } = await requestAll('stopping', null, 'HEAD');
  expect([statuses, bodies.join(''), lengths]).toEqual([[200, 503, 200, 200, 404], '', 5]);
  expect((await requestAll(null, null, 'POST')).statuses).toEqual([405, 405, 405, 405, 404]);
});

it('if the server cannot listen, the error names the setting to change', async () => {
  const port = Number(new URL((await serveRoutes([])).url).port);
  const { listen, close } = createHttpServer([], () => {});
  const none = (host: string) => `HOST ${host} is not an address of this machine. Set HOST=0.0.0.0`;
  for (const [at, host, says] of [
    [port, '127.0.0.1', `PORT ${port} is taken on 127.0.0.1. Stop the other program or choose`],
    [0, '192.0.2.1', none('192.0.2.1')],
    [0, 'nobody.invalid', none('nobody.invalid')],
  ] as const)
    await expect(listen(at, host)).rejects.toThrow(says);
  // A start that fails closes the server that never listened.
  await close();
});

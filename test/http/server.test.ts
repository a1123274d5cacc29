import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import { healthRoutes } from '../../src/http/health.ts';
import { createMetrics } from '../../src/http/metrics.ts';
import { createHttpServer, type ServerTimeouts } from '../../src/http/server.ts';
import { systemClock } from '../../src/lib/clock.ts';

const LOOPBACK = '127.0.0.1';
const PATHS = ['healthz', 'readyz', 'metrics', 'healthz/', 'elsewhere'];
const NO_TASKS = { due: 0, waiting: 0, running: 0, resting: 0, quarantined: 0 };
const LENGTHS = PATHS.map(() => true);

async function listening(
  whyNot: string | null = null,
  timeouts: Partial<ServerTimeouts> = {},
  note: string | null = null,
) {
  const metrics = createMetrics('1.2.3');
  metrics.onEvent('video_moved');
  const why = async () => whyNot;
  const health = healthRoutes(why, () => note);
  const poll = { ...NO_TASKS, lane: 'poll', due: 2, lateMs: 1_500 };
  const lanes = async () => (whyNot ? Promise.reject(new Error()) : [poll]);
  const states = async () => new Map(Object.entries({ rendering: 3, ready: 2, newer: 7 }));
  const tasks = metrics.routeWith({ lanes, states, installations: async () => 3 }, systemClock);
  const server = createHttpServer([...health, tasks], () => {}, timeouts);
  onTestFinished(() => server.close());
  return { server, port: await server.listen(0, LOOPBACK) };
}

/** Status, body, and whether a length was told, for each path. */
async function asked(whyNot: string | null, method = 'GET', note: string | null = null) {
  const { port } = await listening(whyNot, {}, note);
  const responses = await Promise.all(
    PATHS.map((path) => fetch(`http://${LOOPBACK}:${port}/${path}`, { method })),
  );
  return {
    statuses: responses.map(({ status }) => status),
    bodies: await Promise.all(responses.map((each) => each.text())),
    lengths: responses.map(({ headers }) => Number(headers.get('content-length')) > 2),
  };
}

it.each([
  ['a ready app says so', null, null, 200, 'ready\n'],
  ['what no other process does better is a note', null, 'naps', 200, 'ready, but naps\n'],
  ['an app in trouble is alive, but says why it is not ready', 'stopping', null, 503, 'stopping\n'],
])('%s; metrics are there all the same', async (_, whyNot, note, status, ready) => {
  const { bodies, ...told } = await asked(whyNot, 'GET', note);
  expect(told).toEqual({ statuses: [200, status, 200, 200, 404], lengths: LENGTHS });
  const counts = bodies[2]?.split('\n').filter((line) => /^jogg_.* [^0]/.test(line));
  expect([bodies[0], bodies[1]]).toEqual(['ok\n', ready]);
  const ofTasks = [
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
    ...(whyNot ? [] : ofTasks),
  ]);
});

it('tasks are counted every 10 s at most, and at once again where that failed', async () => {
  const answers = [1, null, 2, 3];
  let ms = 0;
  const tasks = async () => {
    const due = answers.shift();
    if (!due) throw new Error('the store is away');
    return [{ ...NO_TASKS, lane: 'poll', due, lateMs: 0 }];
  };
  const route = createMetrics('1').routeWith(
    { lanes: tasks, states: async () => new Map(), installations: async () => 1 },
    { monotonic: () => ms },
  );
  const server = createHttpServer([route], () => {});
  onTestFinished(() => server.close());
  const port = await server.listen(0, LOOPBACK);
  const seen: unknown[] = [];
  for (ms of [0, 9_999, 10_000, 10_001, 20_000, 20_001]) {
    const response = await fetch(`http://${LOOPBACK}:${port}/metrics`);
    seen.push(/"due",lane="poll"} (\d)/.exec(await response.text())?.[1] ?? 'none');
  }
  expect(seen).toEqual(['1', '1', 'none', '2', '2', '3']);
});

it('HEAD is answered as GET without the body, and health is asked for in no other way', async () => {
  const statuses = [200, 503, 200, 200, 404];
  const bodies = PATHS.map(() => '');
  expect(await asked('stopping', 'HEAD')).toEqual({ statuses, bodies, lengths: LENGTHS });
  for (const method of ['POST', 'PUT', 'DELETE'])
    expect((await asked(null, method)).statuses).toEqual([405, 405, 405, 405, 404]);
});

/** Asks for `/healthz` on a connection that stays open; the whole answer. */
async function ask(socket: Socket): Promise<string> {
  socket.write('GET /healthz HTTP/1.1\r\nHost: app\r\n\r\n');
  return String(await once(socket, 'data'));
}

it('a connection may idle longer than the 60 s of a load balancer, and no other limit ends it', async () => {
  const limits = { headersTimeout: 100, requestTimeout: 100, connectionsCheckingInterval: 20 };
  const socket = connect((await listening(null, limits)).port, LOOPBACK);
  onTestFinished(() => void socket.destroy());
  const answer = await ask(socket);
  expect(/keep-alive: timeout=(\d+)/i.exec(answer)?.[1]).toBe('70');
  // Five times the limits: time passes here, for nothing tells that nothing happens.
  await sleep(500);
  expect(await ask(socket)).toContain('200 OK');
});

it('where it cannot listen, the setting to change is named', async () => {
  const { port } = await listening();
  const { listen, close } = createHttpServer([], () => {});
  await expect(listen(port, LOOPBACK)).rejects.toThrow(
    `PORT ${port} is taken on 127.0.0.1. Stop the other program or choose another PORT`,
  );
  for (const host of ['192.0.2.1', 'nobody.invalid'])
    await expect(listen(0, host)).rejects.toThrow(
      `HOST ${host} is not an address of this machine. Set HOST=0.0.0.0 to listen on all of them`,
    );
  // A start that ends early closes it nonetheless.
  await close();
});

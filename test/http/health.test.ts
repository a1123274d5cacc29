import { describe, expect, it } from 'vitest';
import { healthRoutes } from '../../src/http/health.ts';
import { createMetrics } from '../../src/http/metrics.ts';
import { serving } from '../support/serving.ts';

/** What is answered to `method`, a path each: status, body, and whether a length was told. */
async function asked(whyNot: string | null, paths: readonly string[], method = 'GET') {
  const metrics = createMetrics();
  metrics.count('video_moved');
  const tasks = metrics.routeWith(async () => ({ due: 2 }));
  const { url } = await serving([...healthRoutes(async () => whyNot), tasks]);
  return Promise.all(
    paths.map(async (path) => {
      const response = await fetch(`${url}/${path}`, { method });
      const told = Number(response.headers.get('content-length')) > 2;
      return [response.status, await response.text(), told];
    }),
  );
}

describe('health', () => {
  it.each([
    ['a ready app says so', null, 200, 'ready\n'],
    ['an app in trouble is alive, but says why it is not ready', 'stopping', 503, 'stopping\n'],
  ])('%s', async (_, whyNot, ...ready) => {
    const answers = await asked(whyNot, ['healthz', 'readyz']);
    expect(answers).toEqual([
      [200, 'ok\n', true],
      [...ready, true],
    ]);
  });

  it('HEAD is answered as GET, without the body', async () => {
    const paths = ['healthz', 'readyz', 'metrics', 'healthz/', 'elsewhere'];
    const statuses = [200, 503, 200, 200, 404];
    expect(await asked('stopping', paths, 'HEAD')).toEqual(
      statuses.map((status) => [status, '', true]),
    );
  });

  it.each(['POST', 'PUT', 'DELETE'])('%s is not a way to ask for health', async (method) => {
    const [answer] = await asked(null, ['healthz'], method);
    expect(answer?.[0]).toBe(405);
  });

  it('metrics count events by name and tasks by state', async () => {
    const [answer] = await asked(null, ['metrics']);
    const lines = String(answer?.[1]).split('\n');
    expect([answer?.[0], lines.filter((line) => line.startsWith('jogg_slack_'))]).toEqual([
      200,
      ['jogg_slack_events_total{event="video_moved"} 1', 'jogg_slack_tasks{state="due"} 2'],
    ]);
  });
});

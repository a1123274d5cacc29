import { describe, expect, it } from 'vitest';
import { healthRoutes } from '../../src/http/health.ts';
import { createMetrics } from '../../src/http/metrics.ts';
import { serving } from '../support/serving.ts';

const textOf = async (url: string): Promise<[number, string]> => {
  const response = await fetch(url);
  return [response.status, await response.text()];
};

describe('health', () => {
  it('a ready app says so', async () => {
    const { url } = await serving(healthRoutes(() => null));
    expect([await textOf(`${url}/healthz`), await textOf(`${url}/readyz`)]).toEqual([
      [200, 'ok\n'],
      [200, 'ready\n'],
    ]);
  });

  it('an app in trouble is alive, but not ready, and says why', async () => {
    const { url } = await serving(healthRoutes(() => 'the store does not answer'));
    expect([await textOf(`${url}/healthz`), await textOf(`${url}/readyz`)]).toEqual([
      [200, 'ok\n'],
      [503, 'the store does not answer\n'],
    ]);
  });

  it('HEAD is answered as GET, without the body', async () => {
    const metrics = createMetrics();
    const { url } = await serving([
      ...healthRoutes(() => 'stopping'),
      metrics.routeWith(() => ({})),
    ]);
    const asked = ['healthz', 'readyz', 'metrics', 'healthz/', 'elsewhere'].map(async (path) => {
      const response = await fetch(`${url}/${path}`, { method: 'HEAD' });
      const { status, headers } = response;
      return [path, status, Number(headers.get('content-length')) > 2, await response.text()];
    });
    expect(await Promise.all(asked)).toEqual([
      ['healthz', 200, true, ''],
      ['readyz', 503, true, ''],
      ['metrics', 200, true, ''],
      ['healthz/', 200, true, ''],
      ['elsewhere', 404, true, ''],
    ]);
  });

  it.each(['POST', 'PUT', 'DELETE'])('%s is not a way to ask for health', async (method) => {
    const { url } = await serving(healthRoutes(() => null));
    expect((await fetch(`${url}/healthz`, { method })).status).toBe(405);
  });

  it('metrics count events by name and tasks by state', async () => {
    const metrics = createMetrics();
    metrics.count('video_moved');
    const { url } = await serving([metrics.routeWith(() => ({ due: 2 }))]);
    const [status, text] = await textOf(`${url}/metrics`);
    const lines = text.split('\n').filter((line) => line.startsWith('jogg_slack_'));
    expect([status, lines]).toEqual([
      200,
      ['jogg_slack_events_total{event="video_moved"} 1', 'jogg_slack_tasks{state="due"} 2'],
    ]);
  });
});

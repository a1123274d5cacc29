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

  it('metrics count events by name and tasks by state', async () => {
    const metrics = createMetrics(() => ({ due: 2 }));
    metrics.count('video_moved');
    const { url } = await serving([metrics.route]);
    const [status, text] = await textOf(`${url}/metrics`);
    const lines = text.split('\n').filter((line) => line.startsWith('jogg_slack_'));
    expect([status, lines]).toEqual([
      200,
      ['jogg_slack_events_total{event="video_moved"} 1', 'jogg_slack_tasks{state="due"} 2'],
    ]);
  });
});

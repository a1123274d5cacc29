import { expect, it } from 'vitest';
import { runReplicas } from './run-replicas.ts';

it('two replicas on one PostgreSQL lose, repeat and double nothing while commits go unanswered', async () => {
  const { wrong, videos, unanswered } = await runReplicas({
    trouble: 'commits unanswered',
    videos: 24,
    replicas: 2,
    version: 'v2',
    seed: 1,
    longMs: 0,
    pauseMs: 0,
  });
  expect([wrong, videos, unanswered > 0]).toEqual([[], 24, true]);
});

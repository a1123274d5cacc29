import { expect, it, onTestFinished } from 'vitest';
import { freshDatabase } from '../support/postgres.ts';
import { runReplicas } from './run-replicas.ts';

it('two replicas on one PostgreSQL lose, repeat and double nothing while commits go unanswered', async () => {
  const { url, drop } = await freshDatabase();
  onTestFinished(drop);
  const { wrong, videos, unanswered } = await runReplicas({
    ...({ trouble: 'commits unanswered', version: 'v2', database: url } as const),
    ...{ videos: 18, replicas: 2, seed: 1, longMs: 0, pauseMs: 0 },
  });
  expect([wrong, videos, unanswered > 0]).toEqual([[], 18, true]);
});

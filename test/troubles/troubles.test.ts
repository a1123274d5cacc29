import { expect, it, onTestFinished } from 'vitest';
import { freshDatabase } from '../support/postgres.ts';
import { runRound } from './round.ts';

// `npm run kills`, `npm run replicas` and `npm run check:deep` play more and longer rounds.
it('a program that is killed twice loses no video, repeats no message and pays for none twice', async () => {
  const round = { trouble: 'kills', times: 2, state: 'sqlite', replicas: 1, videos: 4 } as const;
  const { troubles, videos, wrong } = await runRound(round);
  expect([wrong, videos, troubles]).toEqual([[], 4, 2]);
});

it('two replicas on one PostgreSQL lose no video, repeat no message and pay for none twice while commits get no answer', async () => {
  const { url: state, drop } = await freshDatabase();
  onTestFinished(drop);
  const round = { trouble: 'commits unanswered', times: 4, replicas: 2, videos: 9 } as const;
  const { wrong, videos, unanswered } = await runRound({ ...round, state, version: 'v2' });
  expect([wrong, videos, unanswered > 0]).toEqual([[], 9, true]);
});

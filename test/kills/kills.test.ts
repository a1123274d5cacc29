import { expect, it } from 'vitest';
import { runKills } from './run-kills.ts';

// A short batch: `npm run kills` and `npm run check:deep` kill more often.
it('killed five times over a batch of videos, the program loses, repeats and pays twice for none', async () => {
  const figures = await runKills(5, 1);
  expect(figures.wrong).toEqual([]);
  expect(figures).toMatchObject({ kills: 5, duplicates: 0, lost: 0, doublePosts: 0 });
});

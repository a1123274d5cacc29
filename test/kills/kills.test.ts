import { expect, it } from 'vitest';
import { runKills } from './run-kills.ts';

// A short batch: `npm run kills` and `npm run check:deep` kill more often.
it('killed four times over a batch of videos, the program loses, repeats and pays twice for none', async () => {
  expect(await runKills(4, 1)).toMatchObject({ kills: 4, wrong: [] });
});

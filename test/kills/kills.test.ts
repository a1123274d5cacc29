import { expect, it } from 'vitest';
import { runKills } from './run-kills.ts';

// A short batch: `npm run kills` and `npm run check:deep` kill more often.
it('killed three times over a batch of videos, the program loses, repeats and pays twice for none', async () => {
  expect(await runKills(3, 1)).toMatchObject({ kills: 3, wrong: [] });
});

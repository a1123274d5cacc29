import { expect, it } from 'vitest';
import { runKills } from './run-kills.ts';

it('killed twenty times over a batch of videos, the program loses, repeats and pays twice for none', {
  timeout: 90_000,
}, async () => {
  const figures = await runKills(20, 1);
  expect(figures.wrong).toEqual([]);
  expect(figures).toMatchObject({ kills: 20, duplicates: 0, lost: 0, doublePosts: 0 });
});

import { expect, it, onTestFinished } from 'vitest';
import { freshDatabase } from '../support/postgres.ts';
import { leaks } from './leaks.ts';
import { type Side, type TwoWorkspaces, twoWorkspaces } from './two-workspaces.ts';
import { useEverything } from './use-everything.ts';

/** Sends each request of `side` again as if it were about a video of the other's. How many? */
async function forge(two: TwoWorkspaces, side: Side, theirs: string): Promise<number> {
  let forged = 0;
  for (const { kind, payload } of [...two.slack.deliveries]) {
    const text = JSON.stringify(payload);
    if (!text.includes(side.id) || !/v_[0-9a-f]{32}/.test(text)) continue;
    await side.driver.send(kind, JSON.parse(text.replaceAll(/v_[0-9a-f]{32}/g, theirs)));
    forged += 1;
  }
  return forged;
}

const videoOf = ({ slack, marketing }: Side): string =>
  /v_[0-9a-f]{32}/.exec(JSON.stringify(slack.messages(marketing)))?.[0] ?? '';

it('two workspaces use everything at once, and nothing of one reaches the other', async () => {
  const { url, drop } = await freshDatabase();
  onTestFinished(drop);
  const two = await twoWorkspaces(url);
  for (const { install } of two.sides) expect(await install()).toContain('Jogg is installed in');
  const [first, second] = two.sides;
  await Promise.all(two.sides.map(useEverything));
  expect(await forge(two, first, videoOf(second))).toBeGreaterThan(3);
  expect(await forge(two, second, videoOf(first))).toBeGreaterThan(3);
  expect(await leaks(two)).toEqual([]);
});

import { expect, it, onTestFinished } from 'vitest';
import { freshDatabase } from '../support/postgres.ts';
import { findLeaks } from './leaks.ts';
import { type TwoWorkspaces, twoWorkspaces, type Workspace } from './two-workspaces.ts';
import { useEverything } from './use-everything.ts';

/** Sends each request of `workspace` again as if it were about a video of the other's. How many? */
async function forge(two: TwoWorkspaces, workspace: Workspace, theirs: string): Promise<number> {
  let forged = 0;
  for (const { kind, payload } of [...two.slack.deliveries]) {
    const text = JSON.stringify(payload);
    if (!text.includes(workspace.id) || !/v_[0-9a-f]{32}/.test(text)) continue;
    await workspace.driver.send(kind, JSON.parse(text.replaceAll(/v_[0-9a-f]{32}/g, theirs)));
    forged += 1;
  }
  return forged;
}

const videoOf = ({ slack, marketing }: Workspace): string =>
  /v_[0-9a-f]{32}/.exec(JSON.stringify(slack.messages(marketing)))?.[0] ?? '';

it('two workspaces use every surface at once, and no data of one reaches the other', async () => {
  const { url, drop } = await freshDatabase();
  onTestFinished(drop);
  const two = await twoWorkspaces(url);
  for (const { install } of two.workspaces)
    expect(await install()).toContain('Jogg is installed in');
  const [first, second] = two.workspaces;
  await Promise.all(two.workspaces.map(useEverything));
  expect(await forge(two, first, videoOf(second))).toBeGreaterThan(3);
  expect(await forge(two, second, videoOf(first))).toBeGreaterThan(3);
  expect(await findLeaks(two)).toEqual([]);
});

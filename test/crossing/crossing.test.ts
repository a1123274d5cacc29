import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { installInBrowser } from '../support/install-in-browser.ts';
import { freshDatabase } from '../support/postgres.ts';
import { leaks } from './leaks.ts';
import { type Side, type TwoWorkspaces, twoWorkspaces } from './two-workspaces.ts';
import { film, make, useEverything } from './walk.ts';

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

const sqlite = async () => {
  const folder = mkdtempSync(join(tmpdir(), 'jogg-slack-crossing-'));
  const url = `sqlite://${join(folder, 'state.sqlite')}`;
  return { url, drop: async () => rmSync(folder, { recursive: true }) };
};

describe.each([
  ['SQLite', sqlite, 1],
  ['PostgreSQL and two replicas', freshDatabase, 2],
] as const)('two workspaces on %s', (_, fresh, replicas) => {
  let two: TwoWorkspaces;
  let sides: [Side, Side];
  const ends: (() => Promise<void>)[] = [];
  beforeAll(async () => {
    const { url, drop } = await fresh();
    ends.push(drop);
    two = await twoWorkspaces({ stateUrl: url, replicas, atEnd: (end) => ends.push(end) });
    const [first, second] = two.workspaces;
    sides = [two.side(first, 'CANARYACME'), two.side(second, 'CANARYNORTH')];
    for (const { id } of sides)
      expect(await installInBrowser(two.url, id)).toContain('Jogg is installed in');
  });
  afterAll(async () => {
    for (const end of ends.reverse()) await end();
  });

  it('use everything at once, through crashes, and nothing of one reaches the other', async () => {
    const walk = Promise.all(sides.map(useEverything));
    for (let nth = 0; nth < 2; nth += 1) {
      await Promise.race([walk, new Promise((resolve) => setTimeout(resolve, 1_500))]);
      await two.kill(nth % replicas);
    }
    await walk;
    for (const [side, other] of [sides, sides.toReversed()] as [Side, Side][])
      expect(await forge(two, side, videoOf(other))).toBeGreaterThan(3);
    expect(await leaks(two, sides)).toEqual([]);
  });

  it('one that uninstalls stops at once; the other goes on, and a new install picks up', async () => {
    const [first, second] = sides;
    const card = await make(second, `${second.mark} [slow] end`, /⏳/);
    await second.driver.uninstall();
    const before = second.slack.messages(second.marketing).length;
    await make(first, `${first.mark} goes on`, /"share"/);
    const silent = second.slack.messages(second.marketing).length === before;
    await installInBrowser(two.url, second.id);
    await film(second, card);
    expect([silent, await leaks(two, sides)]).toEqual([true, []]);
  });
});

import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { scopeOf } from '../../src/domain/scope.ts';
import { openState } from '../../src/store/open-state.ts';
import { freshDatabase } from '../support/postgres.ts';
import { until } from '../support/until.ts';
import { leaks } from './leaks.ts';
import { OWN_KEY, type Side, type TwoWorkspaces, twoWorkspaces } from './two-workspaces.ts';
import { film, make, useEverything } from './walk.ts';

/** Both workspaces, installed by their people, with a word of its own for each. */
async function installed(stateUrl: (folder: string) => string, replicas: number) {
  const two = await twoWorkspaces({ stateUrl, replicas, atEnd: onTestFinished });
  const sides = two.workspaces.map((each, nth) =>
    two.side(each, nth === 0 ? 'CANARYACME' : 'CANARYNORTH'),
  );
  for (const { id } of sides) expect(await two.install(id)).toBe(200);
  return { two, sides: sides as [Side, Side] };
}

/** Sends each request of `side` again as if it were about a video of the other's. How many? */
async function forge(two: TwoWorkspaces, side: Side, theirs: string): Promise<number> {
  let forged = 0;
  const sent = two.slack.deliveries.filter(({ payload }) =>
    JSON.stringify(payload).includes(side.id),
  );
  for (const { kind, payload } of sent) {
    const text = JSON.stringify(payload);
    if (!/v_[0-9a-f]{32}/.test(text)) continue;
    await side.driver.send(kind, JSON.parse(text.replaceAll(/v_[0-9a-f]{32}/g, theirs)));
    forged += 1;
  }
  return forged;
}

const videoOf = async ({ slack, marketing }: Side): Promise<string> =>
  /v_[0-9a-f]{32}/.exec(JSON.stringify(slack.messages(marketing)))?.[0] ?? '';

/** Whose account made each project, and for whom. */
async function accountsOf(two: TwoWorkspaces): Promise<string[]> {
  const state = openState(two.stateUrl, () => undefined);
  const records = await state.copy.readRecords({ namespace: 'project', key: '' }, 1_000);
  await state.close();
  return records
    .filter(({ namespace }) => namespace === 'project')
    .map(({ key, text }) => `${scopeOf(key).slice(0, 4)} ${/"(T\w+)~/.exec(text)?.[1]}`.trim())
    .toSorted();
}

const sqlite = async () => (folder: string) => `sqlite://${join(folder, 'state.sqlite')}`;
const postgres = async () => {
  const { url, drop } = await freshDatabase();
  onTestFinished(drop);
  return () => url;
};

describe.each([
  ['SQLite', sqlite, 1],
  ['PostgreSQL and two replicas', postgres, 2],
] as const)('two workspaces on %s', (_, engine, replicas) => {
  it('use everything at once, through crashes, and nothing of one reaches the other', async () => {
    const { two, sides } = await installed(await engine(), replicas);
    let over = false;
    const crashes = (async () => {
      for (let nth = 0; !over; nth += 1) {
        await new Promise((resolve) => setTimeout(resolve, 1_500));
        if (!over && nth < 4) await two.kill(nth % replicas);
      }
    })();
    await Promise.all(sides.map(useEverything));
    over = true;
    await crashes;
    for (const [side, other] of [sides, sides.toReversed()] as [Side, Side][])
      expect(await forge(two, side, await videoOf(other))).toBeGreaterThan(3);
    expect(await leaks(two, sides)).toEqual([]);
  });

  it('one with a key of its own pays with that, and only its admins see it', async () => {
    const { two, sides } = await installed(await engine(), replicas);
    const [first, second] = sides;
    const home = async (side: Side, user: string) => {
      const before = side.slack.views.home(user)?.hash;
      await side.driver.openHome({ user });
      return side.driver.waitFor(() => {
        const view = side.slack.views.home(user);
        return view?.hash === before ? undefined : view;
      });
    };
    const { id: viewId } = await home(second, second.user);
    await second.driver.click({ user: second.user, viewId, actionId: 'set_jogg_key' });
    const form = await second.driver.waitFor(() => second.slack.views.stack(second.user).at(-1));
    const send = (api_key: string) =>
      second.driver.submit({ viewId: form.id, values: { api_key } });
    const refused = await send('not-a-key-of-anybody');
    await send(OWN_KEY);
    const homes = [];
    for (const [side, user] of [
      [second, second.user],
      [second, second.other],
      [first, first.user],
    ] as const)
      homes.push(
        /key ends in (\w{4})|account of the people/.exec(
          JSON.stringify(await home(side, user)),
        )?.[0],
      );
    // What was built from the old key serves the press; the next request builds it anew.
    await until(() => two.jogg.endpoints.size === 2);
    for (const side of sides) {
      await make(side, `${side.mark} script`, /"share"/);
      await film(side);
    }
    const addresses = [...two.jogg.endpoints.values()].map(({ url }) => url.replace(two.url, ''));
    expect([
      refused.errors,
      homes,
      addresses,
      await accountsOf(two),
      await leaks(two, sides),
    ]).toEqual([
      { api_key: 'Jogg refuses this key. Copy it again from app.jogg.ai → API.' },
      ['key ends in wind', undefined, 'account of the people'],
      ['/jogg/webhook', expect.stringMatching(/^\/jogg\/webhook\/[\w-]{22}$/)],
      [first.id, `jogg ${second.id}`],
      [],
    ]);
  });

  it('one that uninstalls stops at once; the other goes on, and a new install picks up', async () => {
    const { two, sides } = await installed(await engine(), replicas);
    const [first, second] = sides;
    await make(second, `${second.mark} [slow]`, /⏳/);
    await second.driver.uninstall();
    await make(first, `${first.mark} script`, /"share"/);
    const silent = second.slack.messages(second.marketing).length;
    await two.install(second.id);
    await film(second);
    expect([silent, await leaks(two, sides)]).toEqual([1, []]);
  });
});

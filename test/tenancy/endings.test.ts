import { expect, it, onTestFinished } from 'vitest';
import { openState } from '../../src/store/open-state.ts';
import { createEndings } from '../../src/tenancy/endings.ts';
import { createVirtualClock } from '../support/virtual-clock.ts';
import { oauthStandIn } from './oauth-stand-in.ts';
import { DAY, facts, replicaOf } from './tenancy-stage.ts';

const SECOND = 1_000;

async function installedOnce(rotates = false) {
  const state = openState('memory:', () => undefined);
  onTestFinished(() => state.close());
  const slack = await oauthStandIn({ rotates });
  const clock = createVirtualClock();
  const replica = replicaOf({ state, slack, clock });
  await replica.install(facts(slack.pair()));
  const isLeft = async () => (await replica.installations.byScope('T1')) !== null;
  return { ...replica, state, slack, clock, isLeft };
}

type World = Awaited<ReturnType<typeof installedOnce>>;
const again = async ({ install, slack }: World) => void (await install(facts(slack.pair())));
const down = ({ slack }: World) => slack.trouble('auth.test', 'unheard');
const dies = ({ slack }: World) => slack.revokeAll();

/**
 * What happens before Slack's word comes, whose time is so many ms after the present installation;
 * whether the installation is left, and how often Slack was asked.
 */
it.each<[string, readonly ((world: World) => unknown)[], number, [boolean, number]]>([
  ['the app was removed', [dies], 5 * SECOND, [false, 1]],
  ['it was removed within the second it was installed in', [dies], -SECOND + 1, [false, 1]],
  ['it was removed, by a clock that is a minute behind', [dies], -60 * SECOND, [false, 1]],
  ['it was removed before it was installed again', [dies, again], -5 * SECOND, [true, 1]],
  ['the same, within one second', [dies, again], 0, [true, 1]],
  ['the same, an hour ago', [dies, again], -3_600 * SECOND, [true, 0]],
  ['an hour ago, and Slack is away', [dies, again, down], -3_600 * SECOND, [true, 0]],
  ['Slack does not answer whether it was removed', [dies, down], 5 * SECOND, [true, 1]],
])('%s', async (_, happens, after, expected) => {
  const world = await installedOnce();
  for (const each of happens) await each(world);
  await world.endings.ended('T1', 'uninstalled', world.clock.now() + after);
  expect([await world.isLeft(), world.slack.count('auth.test')]).toEqual(expected);
  expect(world.lines.join('\n')).not.toContain('canary');
});

it('what is said twice, in any order, ends it once; the tokens are gone at once', async () => {
  const { endings, slack, clock, records, lines } = await installedOnce();
  slack.revokeAll();
  for (const how of ['revoked', 'uninstalled', 'revoked'] as const)
    await endings.ended('T1', how, clock.now());
  const record = await records.load('T1');
  const ended = { at: clock.now(), how: 'revoked' };
  expect(record).toMatchObject({ token: null, refresh: null, ended });
  expect(lines.at(-1)).toBe('workspace_ended T1 revoked');
});

it('a token that has run out says nothing of its installation: it is renewed', async () => {
  const { endings, slack, records, isLeft } = await installedOnce(true);
  slack.expire('xoxb-canary-1');
  const record = await records.load('T1');
  if (record) await endings.recheck(record);
  expect([await isLeft(), (await records.load('T1'))?.renewals]).toEqual([true, 1]);
});

it('where Slack did not answer it is asked again later', async () => {
  const { endings, slack, clock, records, isLeft } = await installedOnce();
  slack.revokeAll();
  slack.trouble('auth.test', 'unheard');
  await endings.ended('T1', 'uninstalled', clock.now());
  const record = await records.load('T1');
  if (record) await endings.recheck(record);
  expect([record?.doubted, await isLeft()]).toEqual([{ how: 'uninstalled' }, false]);
});

it('what is installed while Slack answers for the earlier one stays', async () => {
  const world = await installedOnce();
  world.slack.revokeAll();
  const check = async (token: string) => {
    const answer = await world.requests.check(token);
    if (answer === 'refused') await again(world);
    return answer;
  };
  const slack = { check };
  await createEndings({ ...world, slack }).ended('T1', 'uninstalled', world.clock.now());
  expect([await world.isLeft(), world.slack.count('auth.test')]).toEqual([true, 2]);
});

it('its tasks wait until it is installed again, and then all run at once', async () => {
  const { endings, slack, clock, install, state, isLeft } = await installedOnce();
  for (const id of ['T1~a', 'T1~b', 'T2~a']) await state.tasks.add(id, '');
  for (const task of await state.tasks.claim('prompt', 9, 1_000))
    await state.tasks.finish(task, 'idle');
  slack.revokeAll();
  await endings.ended('T1', 'uninstalled', clock.now());
  const left = await isLeft();
  await install(facts(slack.pair()));
  const due = await state.tasks.claim('prompt', 9, 1_000);
  expect([left, due.map(({ id }) => id).toSorted()]).toEqual([false, ['T1~a', 'T1~b']]);
});

it('after thirty days, or on request, everything of it is erased', async () => {
  const { endings, erasure, slack, clock, records, state, installations, lines } =
    await installedOnce();
  await state.tasks.add('T1~a', '');
  await state.keyvFor('video').set('T1~a', 'a video');
  slack.revokeAll();
  await endings.ended('T1', 'uninstalled', clock.now());
  const isOld = async () => {
    const record = await records.load('T1');
    return record && erasure.isOld(record);
  };
  clock.jump(30 * DAY);
  const ages = [await isOld()];
  clock.jump(1);
  ages.push(await isOld());
  const erased = [await erasure.erase('T1'), await erasure.erase('T9')];
  expect([ages, erased]).toEqual([
    [false, true],
    [{ records: 1, tasks: 1 }, null],
  ]);
  expect([await installations.list(), await records.load('T1')]).toEqual([[], undefined]);
  expect(lines.at(-1)).toBe('workspace_erased T1 1 1');
});

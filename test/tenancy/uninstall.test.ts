import { expect, it } from 'vitest';
import { createUninstalls } from '../../src/tenancy/uninstall.ts';
import { alone, facts, KEY } from './tenancy-stage.ts';

const SECOND = 1_000;

async function installedOnce(rotates = false) {
  const replica = await alone([KEY], rotates);
  await replica.install(facts(replica.slack.pair()));
  const isLeft = async () => (await replica.installations.byScope('T1')) !== null;
  const recheck = async () => {
    const record = await replica.records.load('T1');
    if (record) await replica.uninstalls.recheck(record);
    return record;
  };
  return { ...replica, isLeft, recheck };
}

type World = Awaited<ReturnType<typeof installedOnce>>;
const again = async ({ install, slack }: World) => void (await install(facts(slack.pair())));
const down = ({ slack }: World) => slack.trouble('auth.test', 'unheard');
const dies = ({ slack }: World) => slack.revokeAll();
const told = ({ uninstalls: endings, clock }: World) =>
  endings.handleEvent('T1', 'revoked', clock.now());

/**
 * What happens before Slack's word comes, whose time is so many ms after the present installation;
 * whether the installation is left, and how often Slack was asked.
 */
it.each<[string, readonly ((world: World) => unknown)[], number, [boolean, number]]>([
  ['the app was removed', [dies], 5 * SECOND, [false, 1]],
  ['it was removed, and told so before', [dies, told], 5 * SECOND, [false, 1]],
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
  await world.uninstalls.handleEvent('T1', 'uninstalled', world.clock.now() + after);
  expect([await world.isLeft(), world.slack.count('auth.test')]).toEqual(expected);
  expect(world.lines.join('\n')).not.toContain('canary');
});

it('a token that has run out says nothing of its installation: it is renewed', async () => {
  const { slack, records, isLeft, recheck } = await installedOnce(true);
  slack.expire('xoxb-canary-1');
  await recheck();
  expect([await isLeft(), (await records.load('T1'))?.renewals]).toEqual([true, 1]);
});

it('where Slack did not answer it is asked again later', async () => {
  const { uninstalls: endings, slack, clock, isLeft, recheck } = await installedOnce();
  slack.revokeAll();
  slack.trouble('auth.test', 'unheard');
  await endings.handleEvent('T1', 'uninstalled', clock.now());
  expect([(await recheck())?.doubted, await isLeft()]).toEqual([{ how: 'uninstalled' }, false]);
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
  await createUninstalls({ ...world, slack }).handleEvent('T1', 'uninstalled', world.clock.now());
  expect([await world.isLeft(), world.slack.count('auth.test')]).toEqual([true, 2]);
});

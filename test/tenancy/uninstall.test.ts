import { expect, it } from 'vitest';
import { createUninstalls } from '../../src/tenancy/uninstall.ts';
import { createStage, KEY, newInstallation } from './tenancy-stage.ts';

const SECOND = 1_000;

async function installedWorkspace(rotates = false) {
  const replica = await createStage([KEY], rotates);
  await replica.install(newInstallation(replica.slack.pair()));
  const isInstalled = async () => (await replica.installations.byScope('T1')) !== null;
  const recheck = async () => {
    const record = await replica.records.load('T1');
    if (record) await replica.uninstalls.recheck(record);
    return record;
  };
  return { ...replica, isInstalled, recheck };
}

type World = Awaited<ReturnType<typeof installedWorkspace>>;
const reinstall = ({ install, slack }: World) => install(newInstallation(slack.pair()));
const slackDown = ({ slack }: World) => slack.failNext('auth.test', 'unheard');
const revokeToken = ({ slack }: World) => slack.revokeAll();
const sendEvent = ({ uninstalls, clock }: World) =>
  uninstalls.handleEvent('T1', 'revoked', clock.now());

/**
 * What happens before Slack's event arrives; the event's time in ms after the current installation;
 * whether the installation remains, and how often Slack was asked.
 */
it.each<[string, readonly ((world: World) => unknown)[], number, [boolean, number]]>([
  ['the app was removed', [revokeToken], 5 * SECOND, [false, 1]],
  ['it was removed, as an earlier event said', [revokeToken, sendEvent], 5 * SECOND, [false, 1]],
  ['it was removed within the second it was installed in', [revokeToken], -SECOND + 1, [false, 1]],
  ['it was removed, by a clock that is a minute behind', [revokeToken], -60 * SECOND, [false, 1]],
  ['it was removed, then installed again', [revokeToken, reinstall], -5 * SECOND, [true, 1]],
  ['the same, within one second', [revokeToken, reinstall], 0, [true, 1]],
  ['the same, an hour ago', [revokeToken, reinstall], -3_600 * SECOND, [true, 0]],
  ['an hour ago, with Slack away', [revokeToken, reinstall, slackDown], -3_600 * SECOND, [true, 0]],
  ['Slack does not answer whether it was removed', [revokeToken, slackDown], 5 * SECOND, [true, 1]],
])('an uninstall event erases only rejected tokens: %s', async (_, steps, after, expected) => {
  const world = await installedWorkspace();
  for (const each of steps) await each(world);
  await world.uninstalls.handleEvent('T1', 'uninstalled', world.clock.now() + after);
  expect([await world.isInstalled(), world.slack.count('auth.test')]).toEqual(expected);
  expect(world.lines.join('\n')).not.toContain('canary');
});

it('an expired token is renewed and does not end its installation', async () => {
  const { slack, records, isInstalled, recheck } = await installedWorkspace(true);
  slack.expire('xoxb-canary-1');
  await recheck();
  expect([await isInstalled(), (await records.load('T1'))?.renewals]).toEqual([true, 1]);
});

it('if Slack did not answer, it is asked again later', async () => {
  const { uninstalls, slack, clock, isInstalled, recheck } = await installedWorkspace();
  slack.revokeAll();
  slack.failNext('auth.test', 'unheard');
  await uninstalls.handleEvent('T1', 'uninstalled', clock.now());
  const record = await recheck();
  expect([record?.doubted, await isInstalled()]).toEqual([{ how: 'uninstalled' }, false]);
});

it('a new installation stays if Slack answers for the earlier one meanwhile', async () => {
  const world = await installedWorkspace();
  world.slack.revokeAll();
  const check = async (token: string) => {
    const answer = await world.requests.check(token);
    if (answer === 'refused') await reinstall(world);
    return answer;
  };
  const slack = { check };
  await createUninstalls({ ...world, slack }).handleEvent('T1', 'uninstalled', world.clock.now());
  expect([await world.isInstalled(), world.slack.count('auth.test')]).toEqual([true, 2]);
});

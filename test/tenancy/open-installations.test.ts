import { expect, it } from 'vitest';
import { reseal } from '../../src/tenancy/reseal.ts';
import { createStage, KEY, newInstallation, OLD_KEY } from './tenancy-stage.ts';

const ACME = { id: 'E1', name: 'Acme Group' };
const team = (id: string) => ({ team: { id, name: id } });

it.each<[string, boolean, string | null, readonly string[], string | null]>([
  ['a workspace gets its own requests', false, null, ['T1'], 'T1'],
  ['a workspace’s installation comes before its organization’s', false, 'E1', ['T3', 'T9'], 'T3'],
  ['the same holds if Slack says that the app is org-wide', true, 'E1', ['T3'], 'T3'],
  ['a workspace without an installation uses its organization’s', false, 'E1', ['T9'], 'E1'],
  ['an organization gets its own requests', true, 'E1', [], 'E1'],
  ['an org-wide request ignores a workspace outside the organization', true, 'E1', ['T1'], 'E1'],
  ['the first installed workspace is the most likely one', false, null, ['T9', 'T1', 'T3'], 'T1'],
  ['a workspace that has not installed the app has no installation', false, 'E9', ['T9'], null],
  ['a request without ids has no installation', false, null, [], null],
])('%s', async (_, orgWide, enterprise, teams, expected) => {
  const { install, slack, installations } = await createStage();
  await install(newInstallation(slack.pair(), team('T1')));
  await install(newInstallation(slack.pair(), { team: null, enterprise: ACME }));
  await install(newInstallation(slack.pair(), { ...team('T3'), enterprise: ACME }));
  const found = await installations.ofRequest({ orgWide, enterprise, teams });
  expect(found?.id ?? null).toBe(expected);
});

it('an open installation has everything that its tenant needs', async () => {
  const { install, slack, installations } = await createStage();
  await install(newInstallation(slack.pair(), { team: null, enterprise: ACME }));
  expect(await installations.byScope('E1')).toEqual({
    ...{ id: 'E1', scope: 'E1', revision: '1.1', botToken: 'xoxb-canary-1', installer: 'U1' },
    identity: {
      ...{ workspace: 'E1', enterprise: 'E1', handle: null, name: 'Acme Group', appId: 'A1' },
      ...{ botUserId: 'UBOT', botId: 'B1', scopes: ['commands'] },
    },
    ...{ jogg: null, formerJogg: [] },
  });
});

it('if the key is lost, people are asked to install the app again, and tasks wait for the key', async () => {
  const { install, slack, replicaWith } = await createStage([OLD_KEY]);
  await install(newInstallation(slack.pair(), team('T1')));
  const without = replicaWith([KEY]);
  const { installations } = without;
  const request = { orgWide: false, enterprise: null, teams: ['T1'] };
  expect(await installations.ofRequest(request)).toBeNull();
  await expect(installations.byScope('T1')).rejects.toMatchObject({ code: 'key_missing' });
  // Resealing keeps secrets that it cannot open.
  expect(await reseal(without)).toBe(0);
  const opened = await replicaWith([OLD_KEY]).installations.byScope('T1');
  expect(opened?.botToken).toBe('xoxb-canary-1');
});

it('installing again with more scopes changes the token, the scopes and the revision', async () => {
  const { install, slack, installations } = await createStage();
  const results = [];
  for (const scopes of [['commands'], ['commands', 'files:write']]) {
    await install(newInstallation(slack.pair(), { bot: { id: 'B1', userId: 'UBOT', scopes } }));
    const found = await installations.byScope('T1');
    results.push([found?.botToken, found?.identity?.scopes?.length, found?.revision]);
  }
  expect([await installations.list(), ...results]).toEqual([
    ...[['T1'], ['xoxb-canary-1', 1, '1.1'], ['xoxb-canary-2', 2, '2.2']],
  ]);
});

it('the workspace that owned the state keeps its records when others install the app', async () => {
  const { install, slack, installations, state } = await createStage();
  await state.keyvFor('tenancy').set('own-workspace', 'T1');
  await install(newInstallation(slack.pair(), team('T1')));
  await install(newInstallation(slack.pair(), team('T2')));
  const scopes = [];
  for (const scope of ['', 'T1', 'T2'])
    scopes.push((await installations.byScope(scope))?.id ?? null);
  const ids = { orgWide: false, enterprise: null, teams: ['T1'] };
  expect([scopes, (await installations.ofRequest(ids))?.scope]).toEqual([['T1', null, 'T2'], '']);
});

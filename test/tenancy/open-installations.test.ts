import { expect, it } from 'vitest';
import type { NewInstallation } from '../../src/tenancy/install.ts';
import { reseal } from '../../src/tenancy/reseal.ts';
import { alone, facts, KEY, OLD_KEY } from './tenancy-stage.ts';

const ACME = { id: 'E1', name: 'Acme Group' };
const team = (id: string, enterprise: NewInstallation['enterprise'] = null) => ({
  team: { id, name: id },
  enterprise,
});

it.each<[string, boolean, string | null, readonly string[], string | null]>([
  ['a workspace is itself', false, null, ['T1'], 'T1'],
  ['a workspace goes before its organization', false, 'E1', ['T3', 'T9'], 'T3'],
  ['and does so where Slack says that the app is org-wide', true, 'E1', ['T3'], 'T3'],
  ['one without an own installation is of its organization', false, 'E1', ['T9'], 'E1'],
  ['an organization is itself', true, 'E1', [], 'E1'],
  ['another’s workspace is not asked for in an org-wide request', true, 'E1', ['T1'], 'E1'],
  ['the likeliest workspace is the first', false, null, ['T9', 'T1', 'T3'], 'T1'],
  ['nobody has installed it there', false, 'E9', ['T9'], null],
  ['no id at all is nobody', false, null, [], null],
])('%s', async (_, orgWide, enterprise, teams, expected) => {
  const { install, slack, installations } = await alone();
  await install(facts(slack.pair(), team('T1')));
  await install(facts(slack.pair(), { team: null, enterprise: ACME }));
  await install(facts(slack.pair(), team('T3', ACME)));
  const found = await installations.ofRequest({ orgWide, enterprise, teams });
  expect(found?.id ?? null).toBe(expected);
});

it('an installation is opened with all that its tenant needs', async () => {
  const { install, slack, installations } = await alone();
  await install(facts(slack.pair(), { team: null, enterprise: ACME }));
  expect(await installations.byScope('E1')).toEqual({
    ...{ id: 'E1', scope: 'E1', revision: '1.1', botToken: 'xoxb-canary-1', installer: 'U1' },
    identity: {
      ...{ workspace: 'E1', enterprise: 'E1', handle: null, name: 'Acme Group', appId: 'A1' },
      ...{ botUserId: 'UBOT', botId: 'B1', scopes: ['commands'] },
    },
    ...{ jogg: null, formerJogg: [] },
  });
});

it('where the key is lost, people are told to install it again, and tasks wait for the key', async () => {
  const { install, slack, of } = await alone([OLD_KEY]);
  await install(facts(slack.pair(), team('T1')));
  const without = of([KEY]);
  const { installations } = without;
  const asked = { orgWide: false, enterprise: null, teams: ['T1'] };
  expect(await installations.ofRequest(asked)).toBeNull();
  await expect(installations.byScope('T1')).rejects.toMatchObject({ code: 'key_missing' });
  // Sealing anew leaves alone what it cannot open.
  const left = [await reseal(without), (await of([OLD_KEY]).installations.byScope('T1'))?.botToken];
  expect(left).toEqual([0, 'xoxb-canary-1']);
});

it('installing again with more scopes changes its token, its scopes and its revision', async () => {
  const { install, slack, installations } = await alone();
  const seen = [];
  for (const scopes of [['commands'], ['commands', 'files:write']]) {
    await install(facts(slack.pair(), { bot: { id: 'B1', userId: 'UBOT', scopes } }));
    const found = await installations.byScope('T1');
    seen.push([found?.botToken, found?.identity?.scopes?.length, found?.revision]);
  }
  expect([await installations.list(), ...seen]).toEqual([
    ...[['T1'], ['xoxb-canary-1', 1, '1.1'], ['xoxb-canary-2', 2, '2.2']],
  ]);
});

it('the workspace that had the state to itself keeps its part of it', async () => {
  const { install, slack, installations, state } = await alone();
  await state.keyvFor('tenancy').set('own-workspace', 'T1');
  await install(facts(slack.pair(), team('T1')));
  await install(facts(slack.pair(), team('T2')));
  const scopes = [];
  for (const scope of ['', 'T1', 'T2'])
    scopes.push((await installations.byScope(scope))?.id ?? null);
  const ids = { orgWide: false, enterprise: null, teams: ['T1'] };
  expect([scopes, (await installations.ofRequest(ids))?.scope]).toEqual([['T1', null, 'T2'], '']);
});

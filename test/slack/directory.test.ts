import { expect, it } from 'vitest';
import { createBotIdentity } from '../../src/slack/web-api/bot-identity.ts';
import { createDirectory } from '../../src/slack/web-api/directory.ts';
import { createVirtualClock } from '../support/virtual-clock.ts';
import { HANG_UP, slackAnswering } from './stub-slack.ts';

const MINUTE = 60_000;
const KNOWN = { id: 'U1', team_id: 'T1', deleted: false };
const NOBODY = {
  ...{ team: null, enterprise: null, teams: [], adminOf: null },
  ...{ stranger: false, deactivated: false },
};
const ORG = { enterprise_id: 'E1', teams: ['T3', 'T1'], is_owner: true };
const IN_ORG = { enterprise: 'E1', teams: ORG.teams };

const of = (workspace: string, enterprise: string | null = null) => ({ workspace, enterprise });

/** A directory whose Slack answers with what `answers` holds, in turn. */
function directoryOf(answers: readonly (object | 'refused' | 'never')[], scope = true) {
  const clock = createVirtualClock();
  const [asked, events]: [string[], string[]] = [[], []];
  const info = async ({ user }: { user: string }) => {
    const answer = answers[asked.length];
    asked.push(user);
    if (answer === 'never') return new Promise<never>(() => {});
    if (answer === 'refused') throw new Error('ratelimited');
    return { ok: true, user: answer };
  };
  const identity = { installation: async () => of('T1'), can: () => scope };
  const logEvent = (event: string) => events.push(event);
  const { person } = createDirectory({ users: { info }, identity, clock, logEvent });
  return { person, clock, asked, events };
}

it.each<[string, object, object]>([
  ['a member', KNOWN, { team: 'T1' }],
  ['an owner', { ...KNOWN, is_owner: true }, { team: 'T1', adminOf: 'workspace' }],
  ['odd', { team_id: 7, is_admin: 'yes', enterprise_user: [] }, {}],
  [
    'all there is',
    { team_id: 'T3', deleted: true, is_stranger: true, is_admin: true, enterprise_user: ORG },
    { team: 'T3', ...IN_ORG, stranger: true, deactivated: true, adminOf: 'organization' },
  ],
])('a person is read as Slack tells: %s', async (_, answer, person) => {
  expect(await directoryOf([answer]).person('U1')).toEqual({ ...NOBODY, ...person });
});

it('it is kept for five minutes, however the clock is set, and asked once by all who wait', async () => {
  const { person, clock, asked } = directoryOf([KNOWN, KNOWN, KNOWN]);
  await Promise.all([person('U1'), person('U1'), person('U2')]);
  clock.jump(60 * MINUTE);
  await person('U1');
  clock.jump(-120 * MINUTE);
  await clock.advance(5 * MINUTE - 1);
  await person('U1');
  expect(asked.splice(0)).toEqual(['U1', 'U2']);
  await clock.advance(1);
  await person('U1');
  expect(asked).toEqual(['U1']);
});

it('it is nothing for half a minute after a refusal, after a second, or without users:read', async () => {
  const [refused, slow] = [directoryOf(['refused', KNOWN]), directoryOf(['never'])];
  const unscoped = directoryOf([KNOWN], false);
  const soon = [await refused.person('U1'), await refused.person('U1'), ...refused.asked];
  const waiting = [slow.person('U1'), unscoped.person('U1')];
  await slow.clock.advance(1_000);
  soon.push(...(await Promise.all(waiting)), ...unscoped.asked);
  await refused.clock.advance(30_000);
  soon.push((await refused.person('U1'))?.team ?? null, ...refused.events);
  expect(soon).toEqual([null, null, 'U1', null, null, 'T1', 'person_unknown']);
});

it.each([
  [{ team_id: 'T1' }, of('T1')],
  [{ team_id: 'T1', enterprise_id: null }, of('T1')],
  [{ team_id: 'T1', enterprise_id: 'E1' }, of('T1', 'E1')],
  [{ team_id: '', enterprise_id: 'E1' }, of('E1', 'E1')],
  [{ enterprise_id: '' }, null],
])('the token is, of %j, that of %j', async (answer, installation) => {
  const { client } = slackAnswering(() => ({ ok: true, ...answer }));
  expect(await createBotIdentity(client).installation()).toEqual(installation);
});

it('the workspace of a token is asked again where Slack was not there, once by all who wait, and then never more', async () => {
  const answer = { ok: true, team_id: 'T1' };
  const { client, calls } = slackAnswering((_, nth) => (nth < 2 ? HANG_UP : answer));
  const identity = createBotIdentity(client);
  await identity.load(() => {});
  const both = await Promise.all([identity.installation(), identity.installation()]);
  both.push(await identity.installation(), await identity.installation());
  expect([both, calls.length]).toEqual([[null, null, of('T1'), of('T1')], 3]);
});

it('the app is called as it was when it was installed, until Slack says what it is called now', async () => {
  const told = { ...of('T1'), botUserId: null, botId: null, scopes: null, appId: null };
  const { client } = slackAnswering(() => ({ ok: true, team: 'Acme', user: 'films' }));
  const identity = createBotIdentity(client, { ...told, handle: 'jogg2' });
  const before = identity.handle();
  await identity.load(() => {});
  expect([before, identity.handle()]).toEqual(['@jogg2', '@films']);
});

import { expect, it } from 'vitest';
import { createBotIdentity } from '../../src/slack/web-api/bot-identity.ts';
import { createDirectory } from '../../src/slack/web-api/directory.ts';
import { createVirtualClock } from '../support/virtual-clock.ts';
import { HANG_UP, stubSlack } from './stub-slack.ts';

const MINUTE = 60_000;
const KNOWN = { id: 'U1', team_id: 'T1', deleted: false };
const UNKNOWN_PERSON = {
  ...{ team: null, enterprise: null, teams: [], adminOf: null },
  ...{ stranger: false, deactivated: false },
};
const ORG = { enterprise_id: 'E1', teams: ['T3', 'T1'], is_owner: true };
const IN_ORG = { enterprise: 'E1', teams: ORG.teams };

const T1 = { workspace: 'T1', enterprise: null };
const T1_IN_ORG = { ...T1, enterprise: 'E1' };
const ORG_WIDE = { workspace: 'E1', enterprise: 'E1' };

/** A directory whose Slack returns `answers`, one per request. */
function directoryOf(answers: readonly (object | 'refused' | 'never')[], hasScope = true) {
  const clock = createVirtualClock();
  const [requests, events]: [string[], string[]] = [[], []];
  const info = async ({ user }: { user: string }) => {
    const answer = answers[requests.length];
    requests.push(user);
    if (answer === 'never') return new Promise<never>(() => {});
    if (answer === 'refused') throw new Error('ratelimited');
    return { ok: true, user: answer };
  };
  const identity = { installation: async () => T1, can: () => hasScope };
  const logEvent = (event: string) => events.push(event);
  const { person } = createDirectory({ users: { info }, identity, clock, logEvent });
  return { person, clock, requests, events };
}

it.each<[string, object, object]>([
  ['a member', KNOWN, { team: 'T1' }],
  ['an owner', { ...KNOWN, is_owner: true }, { team: 'T1', adminOf: 'workspace' }],
  ['malformed fields', { team_id: 7, is_admin: 'yes', enterprise_user: [] }, {}],
  [
    'all fields',
    { team_id: 'T3', deleted: true, is_stranger: true, is_admin: true, enterprise_user: ORG },
    { team: 'T3', ...IN_ORG, stranger: true, deactivated: true, adminOf: 'organization' },
  ],
])('a person is parsed from Slack’s answer: %s', async (_, answer, person) => {
  expect(await directoryOf([answer]).person('U1')).toEqual({ ...UNKNOWN_PERSON, ...person });
});

it('a person is cached for five minutes of monotonic time, and concurrent lookups share a request', async () => {
  const { person, clock, requests } = directoryOf([KNOWN, KNOWN, KNOWN]);
  await Promise.all([person('U1'), person('U1'), person('U2')]);
  clock.jump(60 * MINUTE);
  await person('U1');
  clock.jump(-120 * MINUTE);
  await clock.advance(5 * MINUTE - 1);
  await person('U1');
  expect(requests.splice(0)).toEqual(['U1', 'U2']);
  await clock.advance(1);
  await person('U1');
  expect(requests).toEqual(['U1']);
});

it('a person is unknown for 30 s after an error, after 1 s without an answer, and without users:read', async () => {
  const [refused, slow] = [directoryOf(['refused', KNOWN]), directoryOf(['never'])];
  const unscoped = directoryOf([KNOWN], false);
  const results = [await refused.person('U1'), await refused.person('U1'), ...refused.requests];
  const waiting = [slow.person('U1'), unscoped.person('U1')];
  await slow.clock.advance(1_000);
  results.push(...(await Promise.all(waiting)), ...unscoped.requests);
  await refused.clock.advance(30_000);
  results.push((await refused.person('U1'))?.team ?? null, ...refused.events);
  expect(results).toEqual([null, null, 'U1', null, null, 'T1', 'person_unknown']);
});

it.each([
  [{ team_id: 'T1' }, T1],
  [{ team_id: 'T1', enterprise_id: null }, T1],
  [{ team_id: 'T1', enterprise_id: 'E1' }, T1_IN_ORG],
  [{ team_id: '', enterprise_id: 'E1' }, ORG_WIDE],
  [{ enterprise_id: '' }, null],
])('from the answer %j, the installation of the token is %j', async (answer, installation) => {
  const { client } = stubSlack(() => ({ ok: true, ...answer }));
  expect(await createBotIdentity(client).installation()).toEqual(installation);
});

it('while Slack is down, concurrent lookups of the token’s workspace share a request; a known one needs none', async () => {
  const answer = { ok: true, team_id: 'T1' };
  const { client, calls } = stubSlack((_, nth) => (nth < 2 ? HANG_UP : answer));
  const identity = createBotIdentity(client);
  await identity.load(() => {});
  const results = await Promise.all([identity.installation(), identity.installation()]);
  results.push(await identity.installation(), await identity.installation());
  expect([results, calls.length]).toEqual([[null, null, T1, T1], 3]);
});

it('the app uses its stored handle until Slack returns the current one', async () => {
  const stored = { ...T1, botUserId: null, botId: null, scopes: null, appId: null };
  const { client } = stubSlack(() => ({ ok: true, team: 'Acme', user: 'films' }));
  const identity = createBotIdentity(client, { ...stored, handle: 'jogg2' });
  const before = identity.handle();
  await identity.load(() => {});
  expect([before, identity.handle()]).toEqual(['@jogg2', '@films']);
});

import { expect, it } from 'vitest';
import { createBotIdentity } from '../../src/slack/web-api/bot-identity.ts';
import { HANG_UP, slackAnswering } from './slack-at-noon.ts';

const of = (workspace: string, enterprise: string | null = null) => ({ workspace, enterprise });

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

it('it is asked again where Slack was not there, once by all who wait, and then never more', async () => {
  const answer = { ok: true, team_id: 'T1' };
  const { client, calls } = slackAnswering((_, nth) => (nth < 2 ? HANG_UP : answer));
  const identity = createBotIdentity(client);
  await identity.learn(() => {});
  const both = await Promise.all([identity.installation(), identity.installation()]);
  const then = [await identity.installation(), await identity.installation()];
  expect([both, then, calls.length]).toEqual([[null, null], [of('T1'), of('T1')], 3]);
});

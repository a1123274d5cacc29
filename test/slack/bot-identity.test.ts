import { describe, expect, it } from 'vitest';
import { createBotIdentity } from '../../src/slack/web-api/bot-identity.ts';
import { HANG_UP, slackAnswering } from './slack-at-noon.ts';

describe('whose the token is', () => {
  it.each([
    [{ team_id: 'T1' }, { workspace: 'T1', enterprise: null }],
    [
      { team_id: 'T1', enterprise_id: null },
      { workspace: 'T1', enterprise: null },
    ],
    [
      { team_id: 'T1', enterprise_id: 'E1' },
      { workspace: 'T1', enterprise: 'E1' },
    ],
    [
      { team_id: '', enterprise_id: 'E1' },
      { workspace: 'E1', enterprise: 'E1' },
    ],
    [{ enterprise_id: '' }, null],
  ])('%j is %j', async (answer, installation) => {
    const { client } = slackAnswering(() => ({ ok: true, ...answer }));
    expect(await createBotIdentity(client).installation()).toEqual(installation);
  });

  it('is asked again where Slack was not there, once by all who wait, and then never more', async () => {
    const { client, calls } = slackAnswering((_, nth) =>
      nth < 2 ? HANG_UP : { ok: true, team_id: 'T1' },
    );
    const identity = createBotIdentity(client);
    await identity.learn(() => {});
    const both = await Promise.all([identity.installation(), identity.installation()]);
    const then = await identity.installation();
    await identity.installation();
    expect([both, then?.workspace, calls.length]).toEqual([[null, null], 'T1', 3]);
  });
});

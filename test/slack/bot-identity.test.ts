import { describe, expect, it } from 'vitest';
import { createBotIdentity } from '../../src/slack/web-api/bot-identity.ts';
import { createWebClient } from '../../src/slack/web-api/web-client.ts';

/** An identity whose Slack answers `auth.test` in turn; a text is no answer at all. */
function identityOf(answers: readonly (object | string)[]) {
  let asked = 0;
  const fetch = async () => {
    const answer = answers[asked];
    asked += 1;
    if (typeof answer === 'string') throw new TypeError(answer);
    return new Response(JSON.stringify(answer), {
      headers: { 'content-type': 'application/json' },
    });
  };
  const client = createWebClient({ token: 'xoxb-x', slackApiUrl: 'http://127.0.0.1:1/', fetch });
  return { identity: createBotIdentity(client), asked: () => asked };
}

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
    const { identity } = identityOf([{ ok: true, ...answer }]);
    expect(await identity.installation()).toEqual(installation);
  });

  it('is asked again where Slack was not there, once by all who wait, and then never more', async () => {
    const { identity, asked } = identityOf(['away', 'away', { ok: true, team_id: 'T1' }]);
    await identity.learn(() => {});
    const [first, beside] = await Promise.all([identity.installation(), identity.installation()]);
    const then = await identity.installation();
    await identity.installation();
    expect([first, beside, then?.workspace, asked()]).toEqual([null, null, 'T1', 3]);
  });
});

import { describe, expect } from 'vitest';
import { ADA_AND_APP, BOARD, SALES } from '../../sandbox/slack/seed.ts';
import { it } from '../support/journey.ts';

describe.concurrent('from submission to thread', () => {
  it.for([
    ['a public channel', SALES, 'retry_there', SALES, ['card', 'result']],
    ['a private channel', BOARD, 'make_here', ADA_AND_APP, ['direct', 'card', 'result']],
  ] as const)(
    'a video for %s without the app costs nothing; a direct message says what to do, and has a button for it',
    async ([, channel, actionId, there, slots], { stage }) => {
      await stage.make({ script: 'For the board' }, { channel });
      const { text, ts } = await stage.message(/Nothing was paid/, ADA_AND_APP);
      expect([text, stage.paid()]).toEqual([expect.stringMatching(/\/invite @jogg/), []]);
      stage.slack.channels.find(({ id }) => id === SALES)?.members.add('U0JOGGBOT1');
      await stage.press(actionId, { channel: ADA_AND_APP, ts });
      await stage.press(actionId, { channel: ADA_AND_APP, ts });
      await stage.reply('result', there);
      expect([stage.slots(there), stage.paid().length]).toEqual([slots, 1]);
    },
  );
});

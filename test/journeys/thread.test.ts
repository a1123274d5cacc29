import { describe, expect } from 'vitest';
import { ADA_AND_APP, BOARD, MARKETING, SALES } from '../../sandbox/slack/seed.ts';
import { it } from '../support/journey.ts';

describe.concurrent('from submission to thread', () => {
  it.for([
    ['a public channel', SALES, 'retry_there', SALES, ['card', 'result']],
    ['a private channel', BOARD, 'make_here', ADA_AND_APP, ['direct', 'card', 'result']],
  ] as const)(
    '%s without the app costs nothing; the person reads what to do, and a button does it',
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

  it('the shortcut of a message takes its words and answers in its thread', async ({ stage }) => {
    const text = 'We *launch* on <https://x.example|our page> &amp; everywhere';
    const { ts } = await stage.driver.say({ channel: MARKETING, text });
    const message = { channel: MARKETING, ts };
    await stage.driver.shortcut({ callbackId: 'make_video_from_message', message });
    await (await stage.form()).submit({ avatar: { query: '' }, voice: { query: '' } });
    await stage.driver.waitFor(() =>
      stage.slack.thread(MARKETING, ts).find(({ files }) => files?.length),
    );
    expect(stage.asked()[0]?.['script']).toBe('We launch on our page & everywhere');
  });
});

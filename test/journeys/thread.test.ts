import { describe, expect } from 'vitest';
import { ADA_AND_APP, BOARD, MARKETING, SALES } from '../../sandbox/slack/seed.ts';
import { it, journey } from '../support/journey.ts';
import { until } from '../support/until.ts';

describe.concurrent('from submission to thread', () => {
  journey({ jogg: { renderMs: 800 } })(
    'the card names who, what and how, and is edited in place',
    async ({ stage }) => {
      await stage.make({ script: 'Our spring sale begins on Monday', video_name: 'Spring sale' });
      const { ts } = await stage.card();
      const text = () => stage.driver.threadText(MARKETING, ts);
      await until(() =>
        /In progress · Spring sale · @Ada Lovelace\n *Just started\n *Avatar: .* · Voice: .* · .* · Captions on\n.*Our spring sale begins on Monday/.test(
          text(),
        ),
      );
      await stage.reply('result');
      const shown = () => stage.slack.thread(MARKETING, ts)[0]?.blocks?.map(({ type }) => type);
      await until(() => shown()?.join(' ') === 'rich_text image context rich_text actions');
      expect(stage.slots()).toEqual(['card', 'result']);
    },
  );

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

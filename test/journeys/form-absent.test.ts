import { describe, expect } from 'vitest';
import {
  ADA,
  ADA_AND_APP,
  ADA_AND_GRACE,
  APP,
  BOARD,
  LEADERSHIP,
  MARKETING,
  SALES,
} from '../../sandbox/slack/seed.ts';
import { it } from '../support/journey.ts';
import { type Stage, until } from '../support/stage.ts';

async function formIn(stage: Stage, channel: string) {
  await stage.driver.command({ user: ADA, channel, text: '' });
  return stage.form();
}

describe.concurrent('a form for a channel without the app', () => {
  it('says so before anything is typed, and a button adds it', async ({ stage }) => {
    const form = await formIn(stage, SALES);
    await form.shows('presence', 'The app isn’t in this channel yet');
    await form.shows('presence_join', 'Add @jogg to the channel');
    await form.act('join_channel', null, { script: 'Hello, sales' });
    await until(() => form.said('presence') === 'null');
    const members = stage.slack.channels.find(({ id }) => id === SALES)?.members;
    expect([members?.has(APP.botUser), form.value('script')]).toEqual([true, 'Hello, sales']);
    await form.submit();
    await stage.reply('result', SALES);
  });

  // Where it may not join: `faults/slack-form` F92.
  it('says what to do where Slack hides the place, or lets no app post', async ({ stage }) => {
    const hidden = await formIn(stage, BOARD);
    await hidden.shows('presence', 'If it’s private, type /invite @jogg there first.');
    const people = await formIn(stage, ADA_AND_GRACE);
    await people.shows('presence', 'Slack doesn’t let apps post in this direct message.');
  });

  it('says nothing where the app is, or where Slack does not tell', async ({ stage }) => {
    for (const channel of [MARKETING, LEADERSHIP]) {
      const form = await formIn(stage, channel);
      await form.act('aspect_ratio', 'square');
      await form.shows('shape_misfit');
      expect(form.said('presence')).toBe('null');
    }
  });

  it('is answered where the command was typed, to its person alone, and can be tried again', async ({
    stage,
  }) => {
    const form = await formIn(stage, SALES);
    await form.shows('presence');
    await form.submit({ script: 'Hello, sales', voice: { query: '' } });
    const told = await stage.message(/couldn’t be started here\. Nothing was paid\./, SALES);
    expect([told.ephemeral, told.for, stage.paid()]).toEqual([true, ADA, []]);
    await stage.driver.waitFor(() => stage.slack.messages(ADA_AND_APP)[0]);
    await stage.logged('command_answered');
    stage.slack.channels.find(({ id }) => id === SALES)?.members.add(APP.botUser);
    await stage.press('retry_there', { ts: told.ts, channel: SALES });
    await stage.reply('result', SALES);
    expect(JSON.stringify(stage.lines)).not.toContain('/response/');
  });
});

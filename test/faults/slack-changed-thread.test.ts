import { describe, expect, it } from 'vitest';
import { MARKETING } from '../../sandbox/slack/seed.ts';
import { byHand } from './by-hand.ts';
import { numbers, rowsOf } from './rows.ts';
import { end, SHOWN } from './slack-story.ts';

const SECOND = 1_000;

describe('a thread that is not what it was', () => {
  it.each([
    ['F19', 'message_not_found'],
    ['F21', 'edit_window_closed'],
    ['F21', 'cant_update_message'],
  ])('%s: a card that cannot be edited (%s) still gets its result, once', async (_, error) => {
    const stage = await byHand();
    const times = Number.POSITIVE_INFINITY;
    stage.problem('v', 'card', { method: 'chat.update', kind: 'error', error, times });
    stage.make('v');
    await stage.finish();
    expect(await end(stage, 'v')).toEqual({ state: 'delivered', ...SHOWN, sent: 1 });
    expect(stage.message('v', 'result')?.text).toContain('.mp4');
  });

  it('F19: a card deleted while Jogg renders: the stray reply is withdrawn, and its requester told directly, once', async () => {
    const stage = await byHand();
    stage.make('v');
    await stage.pass(5 * SECOND);
    stage.slack.driver.remove(MARKETING, stage.message('v', 'card')?.ts ?? '');
    await stage.finish();
    expect(await end(stage, 'v')).toEqual({
      state: 'delivered',
      channel: [],
      direct: ['direct'],
      sent: 1,
    });
    expect(stage.message('v', 'direct')?.text).toContain('.mp4');
  });

  it.each([
    ['before the card', 'card' as const, { state: 'failed', channel: [], direct: ['direct'] }, 0],
    [
      'while Jogg renders',
      'result' as const,
      { state: 'delivered', channel: ['card'], direct: ['direct'] },
      1,
    ],
  ])(
    'F20: a root deleted %s leaves nothing at the top of the channel',
    async (_, slot, ended, paid) => {
      const stage = await byHand();
      const root = await stage.slack.driver.say({ channel: MARKETING, text: 'A video of this?' });
      const at = { channel: MARKETING, threadTs: root.ts };
      if (slot === 'card') stage.slack.driver.remove(MARKETING, root.ts);
      stage.make('v', at);
      await stage.pass(5 * SECOND);
      stage.slack.driver.remove(MARKETING, root.ts);
      await stage.finish();
      expect([await end(stage, 'v', slot), stage.paid()]).toEqual([{ ...ended, sent: 1 }, paid]);
      expect(stage.slack.messages(MARKETING).filter((each) => !each.thread_ts)).toEqual([]);
    },
  );
});

it('the rows of this file are F19 to F21', ({ task }) => {
  expect(rowsOf(task.file.tasks)).toEqual(numbers(19, 21));
});

import { describe, expect, it } from 'vitest';
import { ADA_AND_APP, MARKETING, SALES } from '../../sandbox/slack/seed.ts';
import { kindOf, onStage } from '../support/stage.ts';
import { byHand } from './by-hand.ts';
import { numbers, rowsOf } from './rows.ts';
import { NOT_APPLICABLE } from './slack-not-applicable.ts';
import { end, SHOWN, story } from './slack-story.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

describe('a refusal', () => {
  const RESTRICTED = [
    'no_permission',
    'restricted_action',
    'restricted_action_read_only_channel',
    'restricted_action_thread_only_channel',
    'restricted_action_non_threadable_channel',
    'restricted_action_thread_locked',
  ];
  const refusals: [string, string][] = [
    ['F12', 'channel_not_found'],
    ['F12', 'not_in_channel'],
    ['F13', 'is_archived'],
    ['F13', 'is_inactive'],
    ['F16', 'missing_scope'],
    ...RESTRICTED.map((error): [string, string] => ['F16', error]),
    ['F20', 'thread_not_found'],
  ];

  it.each(refusals)(
    '%s: %s for the result is final, and its requester gets it directly, once',
    async (_, error) => {
      const stage = await byHand();
      const times = Number.POSITIVE_INFINITY;
      const ended = await story(stage, 'v', 'result', { kind: 'error', error, times });
      expect(ended).toEqual({
        state: 'delivered',
        channel: ['card'],
        direct: ['direct'],
        sent: 1,
      });
      expect(stage.message('v', 'direct')?.text).toContain('.mp4');
    },
  );

  it.each(refusals)(
    '%s: %s for the card costs nothing, and its requester is told directly, once',
    async (_, error) => {
      const stage = await byHand();
      const times = Number.POSITIVE_INFINITY;
      const ended = await story(stage, 'v', 'card', { kind: 'error', error, times });
      expect([ended, stage.paid()]).toEqual([
        { state: 'failed', channel: [], direct: ['direct'], sent: 1 },
        0,
      ]);
      expect(stage.message('v', 'direct')?.text).toContain('Hello from Slack');
    },
  );

  it('F12: once the app is invited, "Try again there" delivers what the channel had refused', async () => {
    const stage = await onStage({ webhook: false });
    await stage.make({}, { channel: SALES });
    const told = await stage.driver.waitFor(() =>
      stage.slack.messages(ADA_AND_APP).find((each) => kindOf(each) === 'direct'),
    );
    expect([stage.slots(SALES), stage.paid().length]).toEqual([[], 0]);
    stage.slack.channels.find(({ id }) => id === SALES)?.members.add('U0JOGGBOT1');
    const button = { channel: ADA_AND_APP, messageTs: told.ts, actionId: 'retry_there' };
    await Promise.all([stage.driver.click(button), stage.driver.click(button)]);
    await stage.reply('result', SALES);
    expect([stage.slots(SALES), stage.slots(ADA_AND_APP), stage.paid().length]).toEqual([
      ['card', 'result'],
      ['direct'],
      1,
    ]);
  });

  it('F13: a channel archived while Jogg renders: told directly, once', async () => {
    const stage = await byHand();
    stage.make('v');
    await stage.pass(5 * SECOND);
    const channel = stage.slack.channels.find(({ id }) => id === MARKETING);
    if (channel) channel.archived = true;
    await stage.finish();
    expect(await end(stage, 'v')).toEqual({
      state: 'delivered',
      channel: ['card'],
      direct: ['direct'],
      sent: 1,
    });
  });

  it.each([['token_revoked'], ['account_inactive'], ['invalid_auth'], ['not_authed']])(
    'F14: after %s one call in five minutes is made for the workspace and nothing paid, until it is renewed: then all is shown, once',
    async (error) => {
      const stage = await byHand();
      for (const name of ['one', 'two', 'three']) stage.make(name);
      await stage.pass(5 * SECOND);
      const before = stage.slack.log.length;
      const times = Number.POSITIVE_INFINITY;
      stage.slack.fault({ method: '*', kind: 'error', error, times });
      await stage.pass(MINUTE);
      stage.make('four');
      await stage.pass(MINUTE);
      // What was under way when the first answer came is not called back.
      const asked = stage.slack.log.slice(before).length;
      expect(asked).toBeLessThanOrEqual(3);
      expect([await stage.state('four'), stage.paid()]).toEqual(['requested', 3]);

      stage.make('five');
      await stage.pass(10 * SECOND);
      expect(stage.slack.log.slice(before).length).toBe(asked);
      await stage.pass(5 * MINUTE);
      stage.make('six');
      await stage.pass(10 * SECOND);
      expect(stage.slack.log.slice(before).length).toBe(asked + 1);
      await stage.pass(55 * MINUTE);
      expect(stage.slack.log.slice(before).length).toBeLessThanOrEqual(asked + 12);
      expect(stage.paid()).toBe(3);

      stage.slack.clearFaults();
      await stage.pass(5 * MINUTE);
      stage.make('renewed');
      await stage.finish();
      const names = ['one', 'two', 'three', 'four', 'five', 'six', 'renewed'];
      const ends = await Promise.all(names.map((name) => end(stage, name)));
      for (const { sent: _, ...ended } of ends)
        expect(ended).toEqual({ state: 'delivered', ...SHOWN });
      expect(stage.paid()).toBe(names.length);
      expect(JSON.stringify(stage.lines)).toContain(`"error":"${error}"`);
    },
  );

  it('F14: where the token is never renewed every video ends, the new ones unpaid, and no task goes on', async () => {
    const stage = await byHand();
    for (const name of ['one', 'two']) stage.make(name);
    await stage.pass(5 * SECOND);
    const before = stage.slack.log.length;
    const times = Number.POSITIVE_INFINITY;
    stage.slack.fault({ method: '*', kind: 'error', error: 'token_revoked', times });
    await stage.pass(MINUTE);
    stage.make('three');
    await stage.finish();
    const states = await Promise.all(['one', 'two', 'three'].map(stage.state));
    expect([states, stage.paid()]).toEqual([['failed', 'failed', 'expired'], 2]);
    // All have ended after two days, with a probe in five minutes at most.
    expect(stage.slack.log.slice(before).length).toBeLessThanOrEqual(2 * 24 * 12 + 10);
  });

  it('F16: the log names the scope that is missing', async () => {
    const stage = await byHand();
    stage.slack.scopes.delete('chat:write');
    stage.make('v');
    await stage.finish();
    expect(stage.lines).toContainEqual({
      event: 'slack_refused',
      fields: {
        workspace: 'T0SANDBOX1',
        method: 'chat.postMessage',
        error: 'missing_scope',
        needed: 'chat:write',
      },
    });
    expect([await stage.state('v'), stage.paid()]).toEqual(['failed', 0]);
  });

  it.each([['msg_too_long'], ['invalid_blocks'], ['msg_blocks_too_long']])(
    'F17: %s is answered by one message as plain as can be, then given up',
    async (error) => {
      const stage = await byHand();
      const once = await story(stage, 'once', 'result', { kind: 'error', error });
      const always = await story(stage, 'always', 'result', {
        kind: 'error',
        error,
        times: Number.POSITIVE_INFINITY,
      });
      expect([once, always]).toEqual([
        { state: 'delivered', ...SHOWN, sent: 2 },
        { state: 'delivered', channel: ['card'], direct: ['direct'], sent: 2 },
      ]);
      expect(stage.message('once', 'result')?.blocks).toHaveLength(1);
    },
  );
});

it('the rows of this file are F12 to F17 and F20, and F15 has its reason', ({ task }) => {
  const { F15 } = NOT_APPLICABLE;
  const rows = [...rowsOf(task.file.tasks), ...Object.keys({ F15 })];
  expect(rows.sort()).toEqual([...numbers(12, 17), 'F20']);
});

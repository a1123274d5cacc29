import { expect, it } from 'vitest';
import { MARKETING } from '../../sandbox/slack/seed.ts';
import { DELIVERED, DIRECT, FAILED } from './ends.ts';
import { ALWAYS, type ManualStage, manualStage, SECOND } from './manual-stage.ts';

const UNPAID = { ...FAILED, channel: [], direct: ['direct'], paid: 0 };

// The log: `slack/outbound`.
it.each([
  ['F12', 'channel_not_found'],
  ['F12', 'not_in_channel'],
  ['F13', 'is_archived'],
  ['F16', 'missing_scope'],
  ['F16', 'restricted_action'],
  ['F20', 'thread_not_found'],
])('%s: %s is final: one message, and nothing is paid without a card', async (_, error) => {
  const stage = await manualStage();
  const slack = { kind: 'error', error, times: ALWAYS } as const;
  expect({
    card: await stage.play({ slot: 'card', slack }, 'card'),
    result: await stage.play({ slot: 'result', slack }, 'result'),
  }).toEqual({ card: UNPAID, result: DIRECT });
  expect(stage.text('card', 'direct')).toContain('Hello from Slack');
  expect(stage.text('result', 'direct')).toContain('.mp4');
});

const TOO_MUCH = ['msg_too_long', 'invalid_blocks', 'msg_blocks_too_long'];
it.each(TOO_MUCH)('F17: after %s the app sends one plain message, then gives up', async (error) => {
  const stage = await manualStage();
  const slack = { kind: 'error', error } as const;
  expect({
    once: await stage.play({ slack }, 'once'),
    always: await stage.play({ slack: { ...slack, times: ALWAYS } }, 'always'),
  }).toEqual({ once: { ...DELIVERED, posted: 2 }, always: { ...DIRECT, posted: 2 } });
  expect(stage.message('once', 'result')?.blocks).toHaveLength(1);
});

const archive = ({ slack }: ManualStage) => {
  const channel = slack.channels.find(({ id }) => id === MARKETING);
  if (channel) channel.archived = true;
};
const removeCard = ({ slack, message }: ManualStage) =>
  slack.driver.remove(MARKETING, message('v', 'card')?.ts ?? '');
const lock = ({ fault }: ManualStage) =>
  fault('v', 'card', { method: 'chat.update', kind: 'error', error: LOCKED, times: ALWAYS });
const LOCKED = 'edit_window_closed';
const WITHOUT_CARD = { ...DIRECT, channel: [] };
it.each([
  ['F13: a channel archived', archive, DIRECT, 'direct'],
  ['F19: a card deleted, its late reply withdrawn', removeCard, WITHOUT_CARD, 'direct'],
  ['F21: a card that can no longer be edited', lock, DELIVERED, 'result'],
] as const)('%s while Jogg renders: the result is sent once', async (_, change, ended, slot) => {
  const stage = await manualStage();
  stage.make('v');
  await stage.pass(5 * SECOND);
  change(stage);
  await stage.finish();
  expect(await stage.end()).toEqual(ended);
  expect(stage.text('v', slot)).toContain('.mp4');
});

it('F20: after the root is deleted during the render, nothing is posted at the top of the channel', async () => {
  const stage = await manualStage();
  const root = await stage.slack.driver.say({ channel: MARKETING, text: 'A video of this?' });
  stage.make('v', { threadTs: root.ts });
  await stage.pass(5 * SECOND);
  stage.slack.driver.remove(MARKETING, root.ts);
  await stage.finish();
  expect(await stage.end()).toEqual(DIRECT);
  expect(stage.slack.messages(MARKETING).filter((each) => !each.thread_ts)).toEqual([]);
});

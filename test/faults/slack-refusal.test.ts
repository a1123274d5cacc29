import { expect, it } from 'vitest';
import { MARKETING } from '../../sandbox/slack/seed.ts';
import type { StoreFileOutcome } from '../../src/domain/video/outcome.ts';
import { byHand, type HandStage } from './by-hand.ts';
import { ALWAYS, DELIVERED, DIRECT, end, FAILED, MINUTE, play, SECOND } from './play.ts';

const UNPAID = { ...FAILED, channel: [], direct: ['direct'], paid: 0 };

it.each([
  ['F12', 'channel_not_found'],
  ['F12', 'not_in_channel'],
  ['F13', 'is_archived'],
  ['F16', 'missing_scope'],
  ['F16', 'restricted_action'],
  ['F20', 'thread_not_found'],
])(
  '%s: %s is final: for the card nothing is paid, and in each case its requester is told directly, once',
  async (_, error) => {
    const stage = await byHand();
    const slack = { kind: 'error', error, times: ALWAYS } as const;
    expect({
      card: await play(stage, { slot: 'card', slack }, 'card'),
      result: await play(stage, { slot: 'result', slack }, 'result'),
    }).toEqual({ card: UNPAID, result: DIRECT });
    expect(stage.text('card', 'direct')).toContain('Hello from Slack');
    expect(stage.text('result', 'direct')).toContain('.mp4');
  },
);

it('F16: the log names the scope that is missing', async () => {
  const stage = await byHand();
  stage.slack.scopes.delete('chat:write');
  expect(await play(stage, {}, 'v')).toMatchObject({ state: 'failed', paid: 0 });
  const fields = { method: 'chat.postMessage', error: 'missing_scope', needed: 'chat:write' };
  expect(stage.lines).toContainEqual({
    event: 'slack_refused',
    fields: { workspace: 'T0SANDBOX1', ...fields },
  });
});

it.each([['msg_too_long'], ['invalid_blocks'], ['msg_blocks_too_long']])(
  'F17: %s is answered by one message as plain as can be, then given up',
  async (error) => {
    const stage = await byHand();
    const slack = { kind: 'error', error } as const;
    expect({
      once: await play(stage, { slack }, 'once'),
      always: await play(stage, { slack: { ...slack, times: ALWAYS } }, 'always'),
    }).toEqual({ once: { ...DELIVERED, posted: 2 }, always: { ...DIRECT, posted: 2 } });
    expect(stage.message('once', 'result')?.blocks).toHaveLength(1);
  },
);

it('F14: where a refused token is never renewed every video ends, the new ones unpaid, and no task goes on', async () => {
  const stage = await byHand();
  for (const name of ['one', 'two']) stage.make(name);
  await stage.pass(5 * SECOND);
  const before = stage.slack.log.length;
  stage.slack.fault({ method: '*', kind: 'error', error: 'token_revoked', times: ALWAYS });
  await stage.pass(MINUTE);
  stage.make('three');
  await stage.finish();
  const states = await Promise.all(['one', 'two', 'three'].map(stage.state));
  expect([states, stage.paid().length]).toEqual([['failed', 'failed', 'expired'], 2]);
  // All have ended after two days, with a probe in five minutes at most.
  expect(stage.slack.log.length - before).toBeLessThanOrEqual(2 * 24 * 12 + 10);
});

it.each([
  ['F19', 'message_not_found'],
  ['F21', 'edit_window_closed'],
  ['F21', 'cant_update_message'],
])('%s: a card that cannot be edited (%s) still gets its result, once', async (_, error) => {
  const stage = await byHand();
  stage.fault('v', 'card', { method: 'chat.update', kind: 'error', error, times: ALWAYS });
  expect(await play(stage, {})).toEqual(DELIVERED);
  expect(stage.text('v', 'result')).toContain('.mp4');
});

const archive = ({ slack }: HandStage) => {
  const channel = slack.channels.find(({ id }) => id === MARKETING);
  if (channel) channel.archived = true;
};
const removeCard = ({ slack, message }: HandStage) =>
  slack.driver.remove(MARKETING, message('v', 'card')?.ts ?? '');
it.each([
  ['F13: a channel archived', archive, DIRECT],
  ['F19: a card deleted, the stray reply withdrawn', removeCard, { ...DIRECT, channel: [] }],
])('%s while Jogg renders: told directly, once', async (_, change, ended) => {
  const stage = await byHand();
  stage.make('v');
  await stage.pass(5 * SECOND);
  change(stage);
  await stage.finish();
  expect(await end(stage)).toEqual(ended);
  expect(stage.text('v', 'direct')).toContain('.mp4');
});

it.each([
  ['before the card', 'card', UNPAID],
  ['while Jogg renders', 'result', DIRECT],
] as const)(
  'F20: a root deleted %s leaves nothing at the top of the channel',
  async (_, slot, ended) => {
    const stage = await byHand();
    const root = await stage.slack.driver.say({ channel: MARKETING, text: 'A video of this?' });
    if (slot === 'card') stage.slack.driver.remove(MARKETING, root.ts);
    stage.make('v', { threadTs: root.ts });
    await stage.pass(5 * SECOND);
    stage.slack.driver.remove(MARKETING, root.ts);
    await stage.finish();
    expect(await end(stage, 'v', slot)).toEqual(ended);
    expect(stage.slack.messages(MARKETING).filter((each) => !each.thread_ts)).toEqual([]);
  },
);

const FULL = 'the file storage of this workspace is full';
const reasonIn = (text: string): string | null =>
  /The video file isn’t here because (.*)\./.exec(text)?.[1] ?? null;

const impossible = (why: string): StoreFileOutcome => ({ kind: 'impossible', why });
// An answer to showing it that is lost or odd: `journeys/file`.
it.each<[string, StoreFileOutcome, number, string]>([
  ['the storage is full', impossible('storage_limit_reached'), 1, FULL],
  ['no files here', impossible('file_uploads_disabled'), 1, 'this workspace doesn’t allow files'],
  ['its bytes are too many', impossible('too_large'), 1, 'it’s too large'],
  ['never stored', { kind: 'later', afterMs: null }, 5, 'we couldn’t move it to Slack'],
])(
  'F22: %s: within two minutes the link is there instead, once, and says why',
  async (_, outcome, most, why) => {
    let tries = 0;
    const storeFile = async () => {
      tries += 1;
      return outcome;
    };
    const stage = await byHand({ storeFile });
    const began = stage.now();
    const ended = await play(stage, {});
    const text = stage.text('v', 'result');
    expect([ended, tries, reasonIn(text)]).toEqual([DELIVERED, most, why]);
    expect(text).toContain('.mp4');
    expect(stage.now() - began).toBeLessThan(2 * MINUTE);
  },
);

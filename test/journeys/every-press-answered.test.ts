import { describe, expect } from 'vitest';
import { ADA, PARTNERS, SALES, TEAM } from '../../sandbox/slack/seed.ts';
import { journey } from '../support/journey.ts';
import { bodyOf, homePressOf, pressOf, reactionTo, type Sender } from '../support/payloads.ts';
import type { Stage } from '../support/stage.ts';

const ada: Sender = { user: ADA, home: TEAM.id, team: TEAM.id };
const send = (stage: Stage, more: object) => reactionTo(stage, bodyOf(stage, ada, more));
const UNKNOWN = 'We can’t find this video anymore.';
const LATE = 'Slack didn’t open the form in time. Please';
const THREAD = '1700000001.000100';
const inThread = { type: 'message', message_ts: '1700000002.000100', thread_ts: THREAD };
const EXPIRED_URL = { response_url: 'http://127.0.0.1:1/response/gone' };
const PRESSES = {
  v_none: ['retry_there', 'make_here', 'retry', 'remix_avatar', 'share'],
  'v_none:1': ['take_likely', 'look_again', 'ask_again', 'give_up', 'cancel'],
};
const it = journey({ webhook: false });

describe.concurrent('every press is answered', () => {
  it.for([
    ['a button without a response URL: in the channel', {}, 'ephemeral'],
    [
      'a button on a reply: in the thread',
      { container: { ...inThread, channel_id: PARTNERS } },
      THREAD,
    ],
    ['an expired response URL: in the channel', EXPIRED_URL, 'ephemeral'],
    ['a channel without the app: in a modal', { channel: { id: SALES, name: 'sales' } }, 'notice'],
  ] as const)('%s', async ([, more, how], { stage }) => {
    const reactions: string[] = [];
    for (const [value, ids] of Object.entries(PRESSES))
      for (const action_id of ids)
        reactions.push(await send(stage, pressOf({ action_id, value }, more)));
    const reply = `${how === THREAD ? 'ephemeral' : how}: ${UNKNOWN}`;
    expect(reactions).toEqual(Array(10).fill(reply));
    const threads = stage.slack.log
      .filter(({ method, answer }) => method === 'chat.postEphemeral' && answer?.['ok'] === true)
      .map(({ arguments: given }) => given['thread_ts'] ?? 'ephemeral');
    expect(new Set(threads)).toEqual(new Set(how === 'notice' ? [] : [how]));
  });

  it('F31: if Slack opens no form, the person is told; the app tries once', async ({ stage }) => {
    const error = 'expired_trigger_id';
    stage.slack.fault({ method: 'views.open', kind: 'error', error, times: 99 });
    expect([
      await send(stage, { type: 'shortcut', callback_id: 'make_video', action_ts: '1.1' }),
      await send(stage, homePressOf('home_make')),
      await send(stage, homePressOf('home_example')),
      await send(stage, pressOf({ action_id: 'make_in_thread', value: THREAD })),
    ]).toEqual([
      `message: ${LATE} choose “Make a video” again.`,
      `message: ${LATE} try again.`,
      `message: ${LATE} try again.`,
      `ephemeral: ${LATE} try again.`,
    ]);
    const opens = () => stage.slack.log.filter(({ method }) => method === 'views.open').length;
    const before = opens();
    const replies = (await stage.command()).ephemeral.map(({ text }) => text);
    expect([replies, opens() - before]).toEqual([[`${LATE} try again.`], 1]);
  });

  it('if the Home tab cannot be refreshed, the person is told', async ({ stage }) => {
    stage.slack.fault({ method: 'views.publish', kind: 'error', error: 'internal_error' });
    const notice = 'notice: We can’t show your videos right now. Please try again.';
    expect(await send(stage, homePressOf('home_refresh'))).toBe(notice);
  });
});

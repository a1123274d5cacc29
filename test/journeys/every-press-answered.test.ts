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
const USED_UP = { response_url: 'http://127.0.0.1:1/response/gone' };
const PRESSES = {
  v_none: ['retry_there', 'make_here', 'retry', 'remix_avatar', 'share'],
  'v_none:1': ['take_likely', 'look_again', 'ask_again', 'give_up', 'cancel'],
};
const it = journey({ webhook: false });

describe.concurrent('no press ends in silence', () => {
  it.for([
    ['a button without a response URL: in its channel', {}, 'ephemeral'],
    ['one on a reply: in its thread', { container: { ...inThread, channel_id: PARTNERS } }, THREAD],
    ['a response URL that is used up: in its channel', USED_UP, 'ephemeral'],
    ['a channel without the app: in a modal', { channel: { id: SALES, name: 'sales' } }, 'notice'],
  ] as const)('%s', async ([, more, how], { stage }) => {
    const seen: string[] = [];
    for (const [value, ids] of Object.entries(PRESSES))
      for (const action_id of ids)
        seen.push(await send(stage, pressOf({ action_id, value }, more)));
    const said = `${how === THREAD ? 'ephemeral' : how}: ${UNKNOWN}`;
    expect(seen).toEqual(Array(10).fill(said));
    const threads = stage.slack.log
      .filter(({ method, answer }) => method === 'chat.postEphemeral' && answer?.['ok'] === true)
      .map(({ arguments: given }) => given['thread_ts'] ?? 'ephemeral');
    expect(new Set(threads)).toEqual(new Set(how === 'notice' ? [] : [how]));
  });

  it('F31: a form that Slack opens too late is told, and asked for once', async ({ stage }) => {
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
    const opened = () => stage.slack.log.filter(({ method }) => method === 'views.open').length;
    const before = opened();
    const said = (await stage.command()).ephemeral.map(({ text }) => text);
    expect([said, opened() - before]).toEqual([[`${LATE} try again.`], 1]);
  });

  it('a Home tab that cannot be shown again is said', async ({ stage }) => {
    stage.slack.fault({ method: 'views.publish', kind: 'error', error: 'internal_error' });
    expect(await send(stage, homePressOf('home_refresh'))).toBe(
      'notice: We can’t show your videos right now. Please try again.',
    );
  });
});

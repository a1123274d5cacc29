import { describe, expect, it } from 'vitest';
import { ADA, PARTNERS, SALES, TEAM } from '../../sandbox/slack/seed.ts';
import { bodyOf, homePressOf, pressOf, reactionTo, type Sender } from '../support/hand-payloads.ts';
import { onStage, type Stage } from '../support/stage.ts';

const ada: Sender = { user: ADA, home: TEAM.id, team: [TEAM.id] };
const UNKNOWN = 'This video is not known here any more.';
const LATE = 'Slack did not open the form in time. Please';

/** Slack opens no modal for a trigger that has expired. */
const expired = (stage: Stage) =>
  stage.slack.fault({
    method: 'views.open',
    kind: 'error',
    error: 'expired_trigger_id',
    times: Number.POSITIVE_INFINITY,
  });
const shortcut = { type: 'shortcut', callback_id: 'make_video', action_ts: '1.1' };
const elsewhere = { channel: { id: SALES, name: 'sales' } };
const thread = {
  container: {
    type: 'message',
    message_ts: '1700000002.000100',
    thread_ts: '1700000001.000100',
    channel_id: PARTNERS,
  },
};

describe.concurrent('no press ends in silence', () => {
  it.for([
    ['a button without a response URL: in its channel', {}, `ephemeral: ${UNKNOWN}`],
    ['one on a reply: in its thread', thread, `ephemeral: ${UNKNOWN}`],
    [
      'a response URL that is used up: in its channel',
      { response_url: 'http://127.0.0.1:1/response/gone' },
      `ephemeral: ${UNKNOWN}`,
    ],
    ['a channel that the app is not in: in a modal', elsewhere, `notice: ${UNKNOWN}`],
  ] as const)('%s', async ([, more, said], { expect: expects, onTestFinished }) => {
    const stage = await onStage({ atEnd: onTestFinished, webhook: false });
    for (const action_id of ['retry_there', 'make_here', 'retry', 'remix_avatar', 'share']) {
      const press = pressOf({ action_id, value: 'v_none' }, more);
      expects([action_id, await reactionTo(stage, bodyOf(stage, ada, press))]).toEqual([
        action_id,
        said,
      ]);
    }
    for (const action_id of ['take_likely', 'look_again', 'ask_again', 'give_up', 'cancel']) {
      const press = pressOf({ action_id, value: 'v_none:1' }, more);
      expects([action_id, await reactionTo(stage, bodyOf(stage, ada, press))]).toEqual([
        action_id,
        said,
      ]);
    }
    const threads = stage.slack.log
      .filter(({ method, answer }) => method === 'chat.postEphemeral' && answer?.['ok'] === true)
      .map(({ arguments: given }) => given['thread_ts']);
    const inThread = more === thread ? '1700000001.000100' : undefined;
    expects(new Set(threads)).toEqual(new Set(said.startsWith('notice') ? [] : [inThread]));
  });

  it('an expired trigger is said under the message, and in a direct message where there is none', async ({
    onTestFinished: atEnd,
  }) => {
    const stage = await onStage({ atEnd, webhook: false });
    expired(stage);
    const send = (more: object) => reactionTo(stage, bodyOf(stage, ada, more));
    const mention = { action_id: 'make_in_thread', value: '1700000001.000100' };
    expect([
      await send(shortcut),
      await send(homePressOf('home_make')),
      await send(homePressOf('home_example')),
      await send(pressOf(mention)),
    ]).toEqual([
      `message: ${LATE} choose “Make a video” again.`,
      `message: ${LATE} press it again.`,
      `message: ${LATE} press it again.`,
      `ephemeral: ${LATE} press it again.`,
    ]);
  });

  it('a Home tab that cannot be shown again is said', async ({ onTestFinished: atEnd }) => {
    const stage = await onStage({ atEnd, webhook: false });
    stage.slack.fault({ method: 'views.publish', kind: 'error', error: 'internal_error' });
    const press = bodyOf(stage, ada, homePressOf('home_refresh'));
    expect(await reactionTo(stage, press)).toBe(
      'notice: Your videos could not be shown just now. Please try again.',
    );
  });
});

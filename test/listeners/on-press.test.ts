import { expect, it } from 'vitest';
import { cancelPressed } from '../../src/listeners/actions/cancel.ts';
import { resolvePressed } from '../../src/listeners/actions/resolve.ts';
import { answerNotInstalled } from '../../src/listeners/entry/not-installed.ts';
import type { ActionArgs } from '../../src/listeners/request/action-args.ts';
import { isOnCard, onVideoButton } from '../../src/listeners/request/on-press.ts';
import { replyToClick } from '../../src/listeners/request/reply-to-click.ts';
import type { AccessRequest } from '../../src/videos/access-resolver.ts';
import type { CancelVideo } from '../../src/videos/cancel-video.ts';
import type { ResolveUnconfirmed } from '../../src/videos/resolve-unconfirmed.ts';
import { sampleVideo } from '../slack/sample-video.ts';

const access = { workspace: 'T1', user: 'U1', membership: 'member' } as AccessRequest;
const accessResolver = { workspace: async () => 'T1', access: async () => access };
const video = sampleVideo('failed');
const PRESS = {
  action: { type: 'button', action_id: 'retry', value: 'vid_1:2:p9' },
  body: { user: { id: 'U1', team_id: 'T1' }, response_url: 'https://slack.test/r' },
};
const NOT_SAVED = 'We couldn’t save this. Please try again.';

// A denied press, and one whose video is gone: `journeys/permissions`,
// `journeys/every-press-answered`.
it('a press is acknowledged, authorized, logged and answered, even if its action fails', async () => {
  const effects: unknown[] = [];
  const button = onVideoButton(
    {
      accessResolver,
      authorize: async (action, id) => {
        effects.push(`may ${action} ${id}`);
        return { kind: 'yes', video };
      },
      logEvent: (event, fields) => effects.push(`${event} ${fields?.['outcome']}`),
    },
    { action: 'retry' },
    ({ value }) => Promise.reject(effects.push(value)),
  );
  await button({
    ack: async () => void effects.push('acknowledged'),
    ...PRESS,
    respond: async (reply: object) => void effects.push(reply),
  } as unknown as ActionArgs);
  expect(effects).toEqual([
    ...['acknowledged', 'may retry vid_1', { videoId: 'vid_1', confirmation: 2, project: 'p9' }],
    ...['button_failed undefined', 'button_pressed failed'],
    { response_type: 'ephemeral', replace_original: false, text: NOT_SAVED },
  ]);
});

it('a button decides about the confirmation for which it was made, not about a later one', async () => {
  const decided: unknown[] = [];
  const authorize = async () => ({ kind: 'yes', video }) as const;
  const deps = { accessResolver, authorize, logEvent: () => {} };
  const cancel: CancelVideo = (_, confirmation) => Promise.reject(decided.push(confirmation));
  const resolveUnconfirmed: ResolveUnconfirmed = (_, { confirmation }) =>
    Promise.reject(decided.push(confirmation));
  const args = { ack: async () => {}, ...PRESS, respond: async () => {} } as unknown as ActionArgs;
  await cancelPressed({ ...deps, cancel })(args);
  await resolvePressed({ ...deps, resolveUnconfirmed }, 'ask_again')(args);
  expect([decided, video.confirmations]).toEqual([[2, 2], 1]);
});

const causedBy = (cause: Error) => new TypeError('fetch failed', { cause });
const errorWithCode = (code: string) => Object.assign(new Error(code), { code });
it.each([
  ['may have arrived is not sent again', causedBy(errorWithCode('UND_ERR_SOCKET')), '1.1', []],
  ['was never sent is sent to its thread', causedBy(errorWithCode('ECONNREFUSED')), '2.2', ['1.1']],
  ['Slack rejected is sent beside a root', errorWithCode('slack_bolt_respond_error'), '1.1', ['']],
])('a reply that %s', async (_, error, message_ts, others) => {
  const replies: string[] = [];
  const chat = { postEphemeral: async ({ thread_ts = '' }) => replies.push(thread_ts) };
  const container = { thread_ts: '1.1', message_ts };
  const user = { id: 'U1' };
  const body = { user, container, channel: { id: 'C1' }, response_url: 'https://slack.test/r' };
  const click = { client: { chat }, body, respond: () => Promise.reject(error) };
  await replyToClick(click as never, () => {}, 'On it.');
  expect(replies).toEqual(others);
});

it('a card that can be edited answers presses of its own buttons only', () => {
  const [channel, ts] = ['C0LAUNCH', '1780315200.000100'];
  const answers = (id: string, message_ts: string, change = {}) => {
    const body = { channel: { id }, container: { type: 'message', message_ts } };
    return isOnCard({ args: { body } as never, video: { ...video, ...change } });
  };
  const unknown = { posts: { card: { ...video.posts.card, status: 'unknown' } } };
  const others = [answers(channel, '1.1'), answers('D1', ts), answers(channel, ts, unknown)];
  const gone = answers(channel, ts, { cardGone: true });
  expect([answers(channel, ts), ...others, gone]).toEqual([true, false, false, false, false]);
});

it('a press where the app is not installed any more is answered privately', async () => {
  const answers: object[] = [];
  const body = { type: 'block_actions', response_url: 'https://slack.test/r' };
  const ack = async () => {};
  await answerNotInstalled({ body, ack }, null, async (_, message) => void answers.push(message));
  const text = expect.stringContaining('isn’t installed in this workspace');
  expect(answers).toEqual([{ response_type: 'ephemeral', replace_original: false, text }]);
});

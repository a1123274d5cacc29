import { expect, it } from 'vitest';
import type { ActionArgs } from '../../src/listeners/request/action-args.ts';
import { isOnCard, onVideoButton } from '../../src/listeners/request/on-press.ts';
import { replyToClick } from '../../src/listeners/request/reply-to-click.ts';
import type { AccessRequest } from '../../src/videos/access-resolver.ts';
import { sampleVideo } from '../slack/sample-video.ts';

const access = { workspace: 'T1', user: 'U1', membership: 'member' } as AccessRequest;
const video = sampleVideo('failed');

// A denied press, and one whose video is gone: `journeys/permissions`,
// `journeys/every-press-answered`.
it('a press is acknowledged, authorized, logged and answered, even if its action fails', async () => {
  const effects: unknown[] = [];
  const button = onVideoButton(
    {
      accessResolver: { workspace: async () => 'T1', access: async () => access },
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
    action: { type: 'button', action_id: 'retry', value: 'vid_1:2:p9' },
    body: { user: { id: 'U1', team_id: 'T1' }, response_url: 'https://slack.test/r' },
    respond: async ({ text }: { text: string }) => void effects.push(text),
  } as unknown as ActionArgs);
  expect(effects).toEqual([
    ...['acknowledged', 'may retry vid_1', { videoId: 'vid_1', confirmation: 2, project: 'p9' }],
    ...['button_failed undefined', 'button_pressed failed'],
    'We couldn’t save this. Please try again.',
  ]);
});

const causedBy = (cause: Error) => new TypeError('fetch failed', { cause });
const errorWithCode = (code: string) => Object.assign(new Error(code), { code });
it.each([
  ['may have arrived is not sent again', causedBy(errorWithCode('UND_ERR_SOCKET')), []],
  ['was never sent is sent ephemerally', causedBy(errorWithCode('ECONNREFUSED')), ['ephemeral']],
  ['Slack rejected is sent ephemerally', errorWithCode('slack_bolt_respond_error'), ['ephemeral']],
])('a reply that %s', async (_, error, others) => {
  const replies: string[] = [];
  const chat = { postEphemeral: async () => replies.push('ephemeral') };
  const body = { user: { id: 'U1' }, channel: { id: 'C1' }, response_url: 'https://slack.test/r' };
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
